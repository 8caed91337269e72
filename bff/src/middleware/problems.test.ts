import assert from "node:assert/strict";
import { test } from "node:test";
import { createLogger } from "../logging/logger.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { request, serve } from "../testing/http.ts";
import { problems } from "./problems.ts";
import { requestId } from "./request-id.ts";

type Handler = Parameters<typeof serve>[1];

async function answer(t: Parameters<typeof serve>[0], handle: Handler, method = "GET") {
  const lines: string[] = [];
  const log = createLogger({ write: (line) => lines.push(line) }, "info");
  const { port, errors } = await serve(t, requestId(), problems(log), handle);
  const response = await request(port, method, "/");
  assert.deepEqual(errors, []);
  return { ...response, lines, problem: method === "HEAD" ? {} : JSON.parse(response.body) };
}

const fail = (thrown: unknown) => () => {
  throw thrown;
};

test("a problem is a document with its code, status and request id", async (t) => {
  const errors = [{ path: "a.b", message: "missing" }];
  const { status, headers, problem } = await answer(
    t,
    fail(new ProblemError("validation_failed", { detail: "A sentence.", errors })),
  );
  assert.equal(status, 422);
  assert.equal(headers["content-type"], "application/problem+json");
  assert.deepEqual(
    [problem.code, problem.status, problem.detail, problem.errors, problem.request_id],
    ["validation_failed", 422, "A sentence.", errors, headers["x-request-id"]],
  );
});

test("an unexpected error is internal_error, without its message", async (t) => {
  for (const thrown of [new TypeError("canary"), "canary", undefined, null]) {
    const { status, text, problem, lines } = await answer(t, fail(thrown));
    assert.equal(status, 500);
    assert.equal(problem.code, "internal_error");
    assert.ok(!text.includes("canary"));
    assert.match(lines[0] ?? "", /"msg":"unexpected_error"/);
    assert.ok(!lines.join().includes("canary"));
  }
});

test("a problem is not logged as an error", async (t) => {
  assert.deepEqual((await answer(t, fail(new ProblemError("not_found")))).lines, []);
});

test("unauthenticated has WWW-Authenticate", async (t) => {
  const { headers } = await answer(t, fail(new ProblemError("unauthenticated")));
  assert.equal(headers["www-authenticate"], "Bearer");
});

for (const [seconds, expected] of [
  [0, "1"],
  [0.2, "1"],
  [4.1, "5"],
] as const) {
  test(`Retry-After of ${seconds} s is ${expected}`, async (t) => {
    const { headers } = await answer(t, fail(new ProblemError("overloaded", { retryAfter: seconds })));
    assert.equal(headers["retry-after"], expected);
  });
}

test("a response that no middleware set is not_found", async (t) => {
  assert.equal((await answer(t, () => {})).problem.code, "not_found");
});

test("a 405 without a body gets one, and keeps its Allow", async (t) => {
  const { headers, problem } = await answer(t, (ctx) => {
    ctx.status = 405;
    ctx.set("Allow", "POST");
  });
  assert.equal(headers.allow, "POST");
  assert.equal(problem.code, "method_not_allowed");
});

test("headers that were set before stay, a body does not", async (t) => {
  const { headers, problem } = await answer(t, (ctx) => {
    ctx.set("X-Kept", "yes");
    ctx.set("Content-Length", "3");
    ctx.body = Buffer.from("abc");
    throw new ProblemError("not_found");
  });
  assert.equal(headers["x-kept"], "yes");
  assert.equal(problem.code, "not_found");
});

test("HEAD gets the headers of the problem", async (t) => {
  const { status, headers, body } = await answer(t, fail(new ProblemError("not_found")), "HEAD");
  assert.equal(status, 404);
  assert.equal(headers["content-type"], "application/problem+json");
  assert.equal(body, "");
});
