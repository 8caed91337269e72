import type { IncomingMessage } from "node:http";

/** The languages that the sandbox has its data in. */
export type Language = "en" | "es" | "pt";

/** The first language of `Accept-Language`; English where that is none of the sandbox's. */
export function languageOf({ headers }: Pick<IncomingMessage, "headers">): Language {
  const code = (headers["accept-language"] ?? "").trim().slice(0, 2).toLowerCase();
  return code === "es" || code === "pt" ? code : "en";
}
