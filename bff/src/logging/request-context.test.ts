import assert from "node:assert/strict";
import { test } from "node:test";
import { createLogger } from "./logger.ts";
import { continueTrace, requestContext, traceparentOf } from "./request-context.ts";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const parent = "00f067aa0ba902b7";

test("a trace is continued with a span of this server", () => {
  const trace = continueTrace(`00-${traceId}-${parent}-01`);
  assert.equal(trace?.traceId, traceId);
  assert.notEqual(trace?.spanId, parent);
  assert.equal(traceparentOf(trace), `00-${traceId}-${trace?.spanId}-01`);
});

test("a later version is read as far as it is known, and other flags are not passed on", () => {
  const trace = continueTrace(`01-${traceId}-${parent}-fe-further`);
  assert.deepEqual([trace?.traceId, trace?.isSampled], [traceId, false]);
});

for (const header of [
  undefined,
  "",
  "canary",
  `ff-${traceId}-${parent}-01`,
  `00-${traceId}-${parent}-01-further`,
  `00-${"0".repeat(32)}-${parent}-01`,
  `00-${traceId}-${"0".repeat(16)}-01`,
  `00-${traceId.toUpperCase()}-${parent}-01`,
  `00-${traceId}-${parent}`,
]) {
  test(`${header} begins no trace`, () => assert.equal(continueTrace(header), undefined));
}

test("every line of a request has its id and its trace, and other lines have none", () => {
  const lines: string[] = [];
  const log = createLogger({ write: (line) => lines.push(line) }, "info");
  const trace = continueTrace(`00-${traceId}-${parent}-01`);
  requestContext.run({ requestId: "an-id", trace }, () => log.warn({ cause: "dns" }, "inside"));
  log.info("outside");
  const [inside, outside] = lines.map((line) => JSON.parse(line));
  assert.deepEqual([inside.request_id, inside.trace_id, inside.cause], ["an-id", traceId, "dns"]);
  assert.ok(!("request_id" in outside) && !("trace_id" in outside));
});
