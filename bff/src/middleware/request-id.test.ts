import assert from "node:assert/strict";
import { test } from "node:test";
import { request, serve } from "../testing/http.ts";
import { requestId } from "./request-id.ts";

test("each request has an id of its own, whatever id its client sends", async (t) => {
  const ids: unknown[] = [];
  const { port } = await serve(t, requestId(), (ctx) => {
    ids.push(ctx.state.requestId);
    ctx.body = "";
  });
  const first = await request(port, "GET", "/", { "X-Request-Id": "canary" });
  const second = await request(port, "GET", "/", { "X-Request-Id": "canary" });
  assert.match(first.headers["x-request-id"] ?? "", /^[0-9a-f-]{36}$/);
  assert.deepEqual([first.headers["x-request-id"], second.headers["x-request-id"]], ids);
  assert.notEqual(ids[0], ids[1]);
});
