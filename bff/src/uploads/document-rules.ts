import type { DocumentPolicy, DocumentRule } from "@osigu-preauth/shared";
import type { ArcClient } from "../osigu/arc-client.ts";
import type { FileKind } from "./file-signature.ts";

/** Milliseconds that a policy is remembered. */
const life = 300_000;
/** Milliseconds after which an upload goes on without the policy: the vendor checks it too. */
const patience = 2_000;
const mostRemembered = 5_000;

/** The documents that a request asks for, as far as they can be told in time. */
export type DocumentRules = (
  requestId: string,
  context: { requestId: string },
) => Promise<DocumentPolicy | undefined>;

/** Reads a request's document policy once in a while, and never keeps an upload waiting for it for long. */
export function documentRules(arc: ArcClient, now: () => number = Date.now): DocumentRules {
  const remembered = new Map<string, { policy: Promise<DocumentPolicy | undefined>; until: number }>();

  function read(id: string, context: { requestId: string }): Promise<DocumentPolicy | undefined> {
    const policy = arc.call("getDocumentPolicy", { params: { id } }, context).catch(() => {
      remembered.delete(id);
      return undefined;
    });
    remembered.delete(id);
    remembered.set(id, { policy, until: now() + life });
    if (remembered.size > mostRemembered) remembered.delete(remembered.keys().next().value ?? "");
    return policy;
  }

  return async (id, context) => {
    const known = remembered.get(id);
    const policy = known !== undefined && known.until > now() ? known.policy : read(id, context);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, patience, undefined);
    });
    try {
      return await Promise.race([policy, late]);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** The rule for a kind of document; undefined when there is none, and the vendor alone decides. */
export function ruleFor(policy: DocumentPolicy | undefined, fileType: string): DocumentRule | undefined {
  return policy?.find((rule) => rule.file_type === fileType);
}

const otherNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "application/x-pdf": "application/pdf",
  }),
);

/** Whether a rule takes files of this kind. */
export function takes({ mime_types }: DocumentRule, { mimeType }: FileKind): boolean {
  return mime_types.some((given) => {
    const type = given.trim().toLowerCase();
    const name = otherNames.get(type) ?? type;
    return (
      name === mimeType || name === "*/*" || (name.endsWith("/*") && mimeType.startsWith(name.slice(0, -1)))
    );
  });
}
