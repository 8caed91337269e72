import assert from "node:assert/strict";
import { test } from "node:test";
import { createAuditLogger, createLogger, type RequestLine } from "./logger.ts";

function recorded(level = "info") {
  const lines: string[] = [];
  const output = { write: (line: string) => lines.push(line) };
  const read = () => lines.map((line) => JSON.parse(line));
  return { log: createLogger(output, level), auditLog: createAuditLogger(output), lines, read };
}

test("a request is one JSON line with its fields, and without those that it does not have", () => {
  const { log, lines, read } = recorded();
  const line: RequestLine = {
    request_id: "an-id",
    method: "GET",
    route: "/arc/v1/sponsors",
    status: 200,
    ms: 1.5,
    host: "clinic",
    provider_slug: undefined,
  };
  log.info(line, "request");
  assert.match(lines.join(""), /^\{[^\n]*\}\n$/);
  const [{ time, ...rest }] = read();
  assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  const { provider_slug: _, ...fields } = line;
  assert.deepEqual(rest, { level: 30, ...fields, msg: "request" });
});

test("of an error its type, code and place are written, and never its message", () => {
  const { log, lines, read } = recorded();
  const err = Object.assign(new TypeError("canary"), { code: "ECONNRESET", body: "canary" });
  log.error({ err }, "unexpected_error");
  log.error({ err: "canary" }, "unexpected_error");
  assert.ok(!lines.join("").includes("canary"));
  const [first, second] = read();
  assert.match(first.err.at, /^logger\.test\.ts:\d+:\d+$/);
  assert.deepEqual({ ...first.err, at: "" }, { type: "TypeError", code: "ECONNRESET", at: "" });
  assert.deepEqual(second.err, { type: "string" });
});

test("the audit is written whatever the log's level is", () => {
  const { log, auditLog, read } = recorded("silent");
  log.error("unexpected_error");
  auditLog.info({ "event.action": "limit_met" });
  const [{ "@timestamp": time, ...rest }, ...others] = read();
  assert.match(time, /^\d{4}-/);
  assert.deepEqual(rest, { "ecs.version": "8.17.0", "event.action": "limit_met" });
  assert.deepEqual(others, []);
});
