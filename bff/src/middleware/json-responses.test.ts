import assert from "node:assert/strict";
import { test } from "node:test";
import { request, serve } from "../testing/http.ts";
import { jsonResponses } from "./json-responses.ts";

const bodies: [what: string, body: unknown][] = [
  ["an object", { a: 1 }],
  ["a list", []],
  ["JSON text", '{"a":1}'],
  ["JSON bytes", Buffer.from("[]")],
];
for (const [what, body] of bodies) {
  test(`${what} is sent as application/json, without a charset`, async (t) => {
    const { port } = await serve(t, jsonResponses(), (ctx) => {
      ctx.body = body;
    });
    const response = await request(port, "GET", "/");
    assert.equal(response.headers["content-type"], "application/json");
    assert.doesNotThrow(() => JSON.parse(response.body));
  });
}

test("a response without a body has no type", async (t) => {
  const { port } = await serve(t, jsonResponses(), (ctx) => {
    ctx.status = 204;
  });
  assert.equal((await request(port, "GET", "/")).headers["content-type"], undefined);
});

test("a route's own type stays", async (t) => {
  const { port } = await serve(t, jsonResponses(), (ctx) => {
    ctx.set("Content-Type", "text/event-stream");
    ctx.body = "data: 1\n\n";
  });
  assert.equal((await request(port, "GET", "/")).headers["content-type"], "text/event-stream");
});
