import assert from "node:assert/strict";
import { test } from "node:test";
import { silentLogger } from "../logging/logger.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { OAuthError } from "../session/oauth-error.ts";
import { request, serve } from "../testing/http.ts";
import { jsonResponses } from "./json-responses.ts";
import { oauthErrors } from "./oauth-errors.ts";
import { problems } from "./problems.ts";

async function send(t: Parameters<typeof serve>[0], thrown: unknown, path = "/token") {
  const { port } = await serve(t, problems(silentLogger), jsonResponses(), oauthErrors("/token"), () => {
    throw thrown;
  });
  const { status, headers, body } = await request(port, "POST", path);
  return { status, headers, body: JSON.parse(body) };
}

test("an OAuth error has RFC 6749's shape", async (t) => {
  const { status, headers, body } = await send(t, new OAuthError(400, "invalid_request", "A sentence."));
  assert.equal(status, 400);
  assert.equal(headers["content-type"], "application/json");
  assert.deepEqual(body, { error: "invalid_request", error_description: "A sentence." });
  assert.equal(headers["www-authenticate"], undefined);
});

test("invalid_client has WWW-Authenticate", async (t) => {
  const { headers } = await send(t, new OAuthError(401, "invalid_client", "Wrong."));
  assert.equal(headers["www-authenticate"], 'Basic realm="osigu-preauth", charset="UTF-8"');
});

test("a problem of the request is invalid_request with the problem's status", async (t) => {
  const { status, body } = await send(t, new ProblemError("body_too_large"));
  assert.deepEqual([status, body.error], [413, "invalid_request"]);
});

test("a limit or an overload is temporary, and says for how long", async (t) => {
  for (const problem of [
    new ProblemError("rate_limited", { retryAfter: 6.5 }),
    new ProblemError("overloaded", { retryAfter: 6.5 }),
  ]) {
    const { status, headers, body } = await send(t, problem);
    assert.deepEqual([status, body.error], [problem.status, "temporarily_unavailable"]);
    assert.equal(headers["retry-after"], "7");
  }
});

test("an unexpected error is left to the problem document", async (t) => {
  const { status, body } = await send(t, new TypeError("canary"));
  assert.deepEqual([status, body.code], [500, "internal_error"]);
});

test("another path has problem documents", async (t) => {
  assert.equal((await send(t, new ProblemError("not_found"), "/other")).body.code, "not_found");
});
