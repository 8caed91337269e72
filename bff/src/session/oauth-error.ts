import type { Answer } from "../http/answer.ts";
import { ProblemError, problemOf } from "../problem/problem-error.ts";

/** An error of the token endpoint: RFC 6749, section 5.2. */
export function oauthError(status: number, error: string, description: string): Answer {
  const answer: Answer = { status, body: JSON.stringify({ error, error_description: description }) };
  return status === 401
    ? { ...answer, headers: ["WWW-Authenticate", 'Basic realm="osigu-preauth", charset="UTF-8"'] }
    : answer;
}

/** A problem in the same shape. What is no problem of ours is thrown on. */
export function oauthErrorOf(thrown: unknown): Answer {
  if (!(thrown instanceof ProblemError)) throw thrown;
  const { status, detail, retryAfter } = problemOf(thrown);
  if (status === 429 || status >= 500) {
    const busy = oauthError(status, "temporarily_unavailable", "Too many requests; ask again later.");
    return { ...busy, headers: ["Retry-After", String(Math.max(1, Math.ceil(retryAfter ?? 1)))] };
  }
  return oauthError(status, "invalid_request", detail ?? "The request cannot be read.");
}
