import type { DocumentPolicy, DocumentRule } from "@osigu-preauth/shared";
import type { ArcClient } from "../osigu/arc-client.ts";
import type { FileType } from "./file-signature.ts";

/** Milliseconds that a policy is cached. */
const maxAge = 300_000;
/** Milliseconds after which an upload continues without the policy: the vendor checks it too. */
const timeout = 2_000;
const maxCached = 5_000;

/** The document policy of a request; undefined when it cannot be read in time. */
export type ReadDocumentPolicy = (
  requestId: string,
  context: { requestId: string },
) => Promise<DocumentPolicy | undefined>;

/** Reads document policies through a cache. */
export function documentPolicies(
  arc: ArcClient,
  now: () => number = () => performance.now(),
): ReadDocumentPolicy {
  const cached = new Map<string, { policy: Promise<DocumentPolicy | undefined>; until: number }>();

  function read(id: string, context: { requestId: string }): Promise<DocumentPolicy | undefined> {
    const policy = arc.call("getDocumentPolicy", { params: { id } }, context).catch(() => {
      cached.delete(id);
      return undefined;
    });
    cached.delete(id);
    cached.set(id, { policy, until: now() + maxAge });
    if (cached.size > maxCached) cached.delete(cached.keys().next().value ?? "");
    return policy;
  }

  return async (id, context) => {
    const known = cached.get(id);
    const policy = known !== undefined && known.until > now() ? known.policy : read(id, context);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, timeout, undefined);
    });
    try {
      return await Promise.race([policy, late]);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** The rule for a `file_type`; undefined when the policy has none, and the vendor alone decides. */
export function ruleFor(policy: DocumentPolicy | undefined, fileType: string): DocumentRule | undefined {
  return policy?.find((rule) => rule.file_type === fileType);
}

const mimeAliases: ReadonlyMap<string, string> = new Map([
  ["image/jpg", "image/jpeg"],
  ["image/pjpeg", "image/jpeg"],
  ["application/x-pdf", "application/pdf"],
]);

/** Whether a rule accepts files of this type. */
export function accepts({ mime_types }: DocumentRule, { mimeType }: FileType): boolean {
  return mime_types.some((value) => {
    const name = value.trim().toLowerCase();
    const accepted = mimeAliases.get(name) ?? name;
    if (accepted === mimeType || accepted === "*/*") return true;
    return accepted.endsWith("/*") && mimeType.startsWith(accepted.slice(0, -1));
  });
}
