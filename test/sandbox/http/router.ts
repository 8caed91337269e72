import type { Operation } from "./call.ts";

export type Match =
  | { found: true; operation: Operation; params: Record<string, string> }
  | { found: false; allowed: string[] };

type Route = { operation: Operation; segments: string[] };

/** Finds the operation for a method and a path; what is not there comes back with the methods that are. */
export function makeRouter(operations: Operation[]): (method: string, pathname: string) => Match {
  const routes: Route[] = operations.map((operation) => ({
    operation,
    segments: operation.path.split("/").slice(1),
  }));
  return (method, pathname) => {
    const parts = pathname.split("/").slice(1);
    const allowed: string[] = [];
    for (const { operation, segments } of routes) {
      const params = matchSegments(segments, parts);
      if (params === undefined) continue;
      if (operation.method === method) return { found: true, operation, params };
      allowed.push(operation.method);
    }
    return { found: false, allowed };
  };
}

function matchSegments(segments: string[], parts: string[]): Record<string, string> | undefined {
  if (segments.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] ?? "";
    if (!segment.startsWith("{")) {
      if (segment !== part) return undefined;
      continue;
    }
    const decoded = decodeSegment(part);
    if (decoded === undefined || decoded === "") return undefined;
    params[segment.slice(1, -1)] = decoded;
  }
  return params;
}

function decodeSegment(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
