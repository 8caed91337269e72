import { type Problem, ProblemError } from "../problem/problem.ts";
import { tellIgnored } from "./ignored-options.ts";
import { warn, warnOf } from "./sentences.ts";
import { tokenClaims } from "./token-claims.ts";

export type Explanations = typeof explanations;

/** What each finding means: a warning for the page's developer, and for some a problem that the user reads. */
export const explanations = {
  defined_twice(known: string | undefined, version: string): void {
    warn("defined_twice", known, version);
  },

  token_missing(tag: string): void {
    warnOf(tag, "token_missing");
  },

  token_wrong(value: unknown): void {
    warn("token_wrong", value);
  },

  token_failed(error: unknown): void {
    warn("token_failed", error);
  },

  /**
   * A page whose origin the token is not for cannot read an answer of the BFF, as if none had come: the token tells the
   * two apart.
   */
  no_answer(token: string): void {
    const claims = tokenClaims(token);
    if (!claims || claims.origins.includes(origin)) return;
    warn("origin_refused", origin, claims.host);
    throw new ProblemError({ code: "origin_not_allowed", retryable: false });
  },

  options_ignored: tellIgnored,

  sponsor_unknown(problem: Problem, slug: string): void {
    warn("sponsor_unknown", slug);
    throw new ProblemError({ ...problem, code: "sponsor_unknown" });
  },
};
