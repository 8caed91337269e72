import assert from "node:assert/strict";
import { test } from "node:test";
import { request, serve } from "../testing/http.ts";
import { securityHeaders } from "./security-headers.ts";

test("a response is not stored, framed or sniffed", async (t) => {
  const { port } = await serve(t, securityHeaders({ overTls: false }));
  const { headers } = await request(port, "GET", "/");
  assert.equal(headers["cache-control"], "no-store");
  assert.equal(headers["content-security-policy"], "default-src 'none'; frame-ancestors 'none'");
  assert.equal(headers["cross-origin-resource-policy"], "same-origin");
  assert.equal(headers["x-content-type-options"], "nosniff");
  assert.equal(headers.vary, "Origin");
  assert.equal(headers["strict-transport-security"], undefined);
});

test("over TLS the response has Strict-Transport-Security", async (t) => {
  const { port } = await serve(t, securityHeaders({ overTls: true }));
  const { headers } = await request(port, "GET", "/");
  assert.equal(headers["strict-transport-security"], "max-age=31536000");
});
