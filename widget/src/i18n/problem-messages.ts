import type { ClientProblemCode } from "../api/problem.ts";
import type { FirstWords } from "./en/first-screen.ts";
import type { LaterWords } from "./en/messages.ts";
import type { Locale } from "./load-locale.ts";

/** Problems that ask the same of a person: each says what the other does. */
const alike = {
  unauthenticated: "session_failed",
  origin_not_allowed: "not_permitted",
  unsupported_media_type: "method_not_allowed",
  headers_too_large: "method_not_allowed",
  body_timeout: "unreachable",
  overloaded: "rate_limited",
  upload_incomplete: "upload_interrupted",
  upload_stalled: "upload_interrupted",
  upstream_timeout: "upstream_unavailable",
  upstream_invalid: "upstream_unavailable",
  invalid_request: "not_found",
  idempotency_mismatch: "not_found",
  cancelled: "internal_error",
} as const satisfies Partial<Record<ClientProblemCode, ClientProblemCode>>;

/** The problems that a language has a sentence of its own for, beyond those of the first screen. */
export type SpelledProblem = Exclude<ClientProblemCode, keyof typeof alike | keyof FirstWords["problems"]>;

/** All words of a language, with a sentence for each problem there is. */
export function everyWord(first: FirstWords, later: LaterWords): Locale {
  const problems: Record<string, string> = { ...first.problems, ...later.problems };
  for (const [code, other] of Object.entries(alike)) problems[code] = problems[other] ?? "";
  return { ...first, ...later, problems };
}
