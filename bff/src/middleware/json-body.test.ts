import assert from "node:assert/strict";
import { test } from "node:test";
import { silentLogger } from "../logging/logger.ts";
import { serve } from "../testing/http.ts";
import { jsonBody } from "./json-body.ts";
import { problems } from "./problems.ts";
import { requestId } from "./request-id.ts";

async function send(
  t: Parameters<typeof serve>[0],
  body: string | undefined,
  { type = "application/json", optional = false } = {},
) {
  const { url } = await serve(t, requestId(), problems(silentLogger), jsonBody({ optional }), (ctx) => {
    ctx.body = { read: ctx.state.json };
  });
  const response = await fetch(url, {
    method: "POST",
    ...(body !== undefined && { body, headers: { "content-type": type } }),
  });
  return (await response.json()) as { read?: unknown; code?: string };
}

test("a JSON body is parsed, large ids exactly", async (t) => {
  assert.deepEqual((await send(t, '{"id":12345678901234567890}')).read, { id: "12345678901234567890" });
});

test("parameters of the type do not matter, its case neither", async (t) => {
  assert.deepEqual((await send(t, "[1]", { type: "Application/JSON; charset=utf-8" })).read, [1]);
});

test("where no body will do, it stands for an empty object", async (t) => {
  assert.deepEqual((await send(t, undefined, { optional: true })).read, {});
  assert.equal((await send(t, undefined)).code, "invalid_request");
});

for (const type of ["text/plain", "application/jsonp", "application/json-patch+json", "text/json"]) {
  test(`${type} is not JSON`, async (t) => {
    assert.equal((await send(t, "{}", { type })).code, "unsupported_media_type");
  });
}

for (const [what, body, code] of [
  ["half an object", '{"a":', "invalid_request"],
  ["8,000 keys", `{${'"a":1,'.repeat(7_999)}"a":1}`, "validation_failed"],
  ["17 levels", "[".repeat(17) + "]".repeat(17), "invalid_request"],
  ["64 KB and more", JSON.stringify("x".repeat(65_536)), "body_too_large"],
] as const) {
  test(`${what} is ${code}`, async (t) => {
    const answer = await send(t, body);
    assert.equal(answer.code, code);
    assert.ok(JSON.stringify(answer).length < 500);
  });
}
