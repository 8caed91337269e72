/** What the router needs to know of a route. `{name}` in a path is a variable part; a last `*` takes all the rest but what is named. */
export type Routed = { method: string; path: string };

export type Match<Route> =
  | { route: Route; parts: Readonly<Record<string, string>>; allowed?: undefined }
  /** The path exists, with these methods only. */
  | { route?: undefined; allowed: string[] };

type Node<Route> = {
  literals: Map<string, Node<Route>>;
  variable: Node<Route> | undefined;
  rest: boolean;
  methods: Map<string, { route: Route; names: string[] }>;
};

/**
 * What may stand in a variable part once it is decoded: characters that need no encoding in a path, and never a
 * dot segment. Everything else is no id of ours, so that it cannot reach the vendor in any disguise.
 */
const safePart = /^[A-Za-z0-9._~:@!$&'()*+,;=-]{1,200}$/;

const newNode = <Route>(): Node<Route> => ({
  literals: new Map(),
  variable: undefined,
  rest: false,
  methods: new Map(),
});

/**
 * Finds a route by exact, case-sensitive segments. Written by hand because it is the door: no part of an address is
 * matched by a pattern, decoded twice, or normalised, and finding one of twenty routes costs less than one
 * regular expression.
 */
export function router<Route extends Routed>(
  routes: readonly Route[],
): (method: string, path: string) => Match<Route> | undefined {
  const root = newNode<Route>();
  for (const route of routes) {
    const names: string[] = [];
    let node = root;
    for (const segment of route.path.slice(1).split("/")) {
      if (segment === "*") node.rest = true;
      else if (segment.startsWith("{")) {
        names.push(segment.slice(1, -1));
        node.variable ??= newNode();
        node = node.variable;
      } else {
        const next = node.literals.get(segment) ?? newNode<Route>();
        node.literals.set(segment, next);
        node = next;
      }
    }
    node.methods.set(route.method, { route, names });
  }

  return (method, path) => {
    const values: string[] = [];
    let node = root;
    let start = 1;
    while (start <= path.length) {
      if (node.rest) {
        const rest = path.slice(start);
        const literal = node.literals.get(rest);
        if (literal === undefined) values.push(rest);
        else node = literal;
        break;
      }
      const slash = path.indexOf("/", start);
      const end = slash === -1 ? path.length : slash;
      const segment = path.slice(start, end);
      const literal = node.literals.get(segment);
      if (literal !== undefined) node = literal;
      else {
        if (node.variable === undefined) return undefined;
        const value = decoded(segment);
        if (value === undefined) return undefined;
        values.push(value);
        node = node.variable;
      }
      start = end + 1;
      // A slash at the end is a segment of its own, and it is empty.
      if (slash !== -1 && start > path.length - 1 && !node.rest) return undefined;
    }
    if (node.methods.size === 0) return undefined;
    const found = node.methods.get(method) ?? (method === "HEAD" ? node.methods.get("GET") : undefined);
    if (found === undefined) return { allowed: [...node.methods.keys()] };
    const parts: Record<string, string> = {};
    for (let index = 0; index < found.names.length; index += 1) {
      parts[found.names[index] as string] = values[index] as string;
    }
    if (node.rest) parts.rest = values.at(-1) ?? "";
    return { route: found.route, parts };
  };
}

function decoded(segment: string): string | undefined {
  if (!segment.includes("%")) return isSafe(segment) ? segment : undefined;
  try {
    const value = decodeURIComponent(segment);
    return isSafe(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Nothing but dots, alone or before a semicolon: to one server or another that leads upwards. */
const dotSegment = /^\.+(;|$)/;

const isSafe = (part: string) => safePart.test(part) && !dotSegment.test(part);
