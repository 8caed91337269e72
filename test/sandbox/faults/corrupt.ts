import { isRecord } from "../http/json-value.ts";
import { type WireAnswer, writeAnswer } from "../http/write-answer.ts";
import type { FaultAction } from "./fault.ts";

const page = "<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1><p>arc-gateway-7</p>";

/** What the caller gets instead of the answer, for the actions that only change its text. */
export function corrupt(answer: WireAnswer, action: FaultAction): WireAnswer {
  switch (action.do) {
    case "status":
      return statusAnswer(action);
    case "html":
      return htmlAnswer(action.status ?? answer.status);
    case "truncated-json":
      return { ...answer, bytes: answer.bytes.subarray(0, Math.ceil(answer.bytes.length / 2)) };
    case "content-type":
      return { ...answer, headers: { ...answer.headers, "content-type": action.type ?? "text/plain" } };
    case "merge":
      return mergeInto(answer, action.body ?? {}, action.headers ?? {});
    default:
      return answer;
  }
}

export function statusAnswer({ status, headers, body }: Extract<FaultAction, { do: "status" }>): WireAnswer {
  if (typeof body !== "string") return writeAnswer({ status, body, ...(headers && { headers }) });
  return { status, headers: { "content-type": "text/plain", ...headers }, bytes: Buffer.from(body) };
}

export const htmlAnswer = (status: number): WireAnswer => ({
  status: status === 204 ? 200 : status,
  headers: { "content-type": "text/html; charset=utf-8" },
  bytes: Buffer.from(page),
});

function mergeInto(
  answer: WireAnswer,
  more: Record<string, unknown>,
  headers: Record<string, string>,
): WireAnswer {
  const isJson = answer.headers["content-type"] === "application/json";
  const merged = isJson
    ? Buffer.from(JSON.stringify(mergeDeep(JSON.parse(String(answer.bytes)), more)))
    : answer.bytes;
  return { ...answer, headers: { ...answer.headers, ...headers }, bytes: merged };
}

function mergeDeep(value: unknown, more: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((entry) => mergeDeep(entry, more));
  if (!isRecord(value)) return value;
  const inner = Object.entries(value).map(([key, entry]) => [key, mergeDeep(entry, more)]);
  return { ...Object.fromEntries(inner), ...more };
}
