import type { Answer } from "../http/answer.ts";

/** An error of the document validation service: `{ error_code: "071-<http>[-suffix]", message, additional_information }`. */
export function dvsError(
  status: number,
  message: string,
  { suffix, more = {} }: { suffix?: string; more?: Record<string, unknown> } = {},
): Answer {
  const errorCode = suffix === undefined ? `071-${status}` : `071-${status}-${suffix}`;
  return { status, body: { error_code: errorCode, message, additional_information: more } };
}
