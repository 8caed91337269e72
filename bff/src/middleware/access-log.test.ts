import assert from "node:assert/strict";
import { test } from "node:test";
import { createLogger } from "../logging/logger.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { request, serve } from "../testing/http.ts";
import { accessLog } from "./access-log.ts";
import { clientDisconnect } from "./client-disconnect.ts";

/** The line of one request that is handled like this. */
async function lineOf(
  t: Parameters<typeof serve>[0],
  handle: Parameters<typeof serve>[1],
): Promise<Record<string, unknown>> {
  const lines: string[] = [];
  const log = createLogger({ write: (line) => lines.push(line) }, "info");
  const { port } = await serve(t, clientDisconnect(), accessLog(log, { providerSlug: "provider" }), handle);
  await request(port, "GET", "/canary?canary", { "X-Canary": "canary" });
  assert.equal(lines.length, 1);
  assert.ok(!lines[0]?.includes("canary"));
  return JSON.parse(lines[0] ?? "");
}

test("a line has the route's pattern as OpenAPI writes it, the status and the milliseconds", async (t) => {
  const line = await lineOf(t, (ctx) => {
    ctx._matchedRoute = "/things/:id/*rest";
    ctx.status = 204;
  });
  assert.equal(line.route, "/things/{id}/*");
  assert.equal(line.status, 204);
  assert.equal(line.method, "GET");
  assert.ok(typeof line.ms === "number" && line.ms < 1_000);
  assert.equal(line.msg, "request");
});

test("a line without a route says none, and has no host, provider or code", async (t) => {
  const line = await lineOf(t, () => {});
  assert.equal(line.route, "none");
  assert.equal(line.status, 404);
  for (const name of ["host", "provider_slug", "code", "document"]) assert.ok(!(name in line), name);
});

test("a line has what later middleware adds: host, provider, code, document", async (t) => {
  const line = await lineOf(t, (ctx) => {
    ctx.state.hostId = "clinic";
    ctx.state.session = {};
    ctx.state.problem = new ProblemError("file_unsafe");
    ctx.state.document = "script";
    ctx.status = 422;
  });
  assert.deepEqual(
    [line.host, line.provider_slug, line.code, line.document],
    ["clinic", "provider", "file_unsafe", "script"],
  );
});

test("a client that closed the connection is logged as 499", async (t) => {
  const line = await lineOf(t, (ctx) => {
    ctx.state.disconnect = AbortSignal.abort();
    ctx.body = "nobody reads it";
  });
  assert.equal(line.status, 499);
});

test("a page that is refused for its origin is named with its host; no other request's header is", async (t) => {
  const log: Record<string, unknown>[] = [];
  const { port } = await serve(
    t,
    clientDisconnect(),
    accessLog(createLogger({ write: (line) => log.push(JSON.parse(line)) }, "info"), { providerSlug: "p" }),
    (ctx) => {
      ctx.state.hostId = "clinic";
      ctx.state.problem = new ProblemError(ctx.path === "/origin" ? "origin_not_allowed" : "not_found");
      ctx.body = {};
    },
  );
  const origins = [
    "http://localhost:3000",
    "null",
    "https://a b",
    `https://${"a".repeat(400)}.example`,
    "{}",
  ];
  for (const Origin of origins) await request(port, "GET", "/origin", { Origin });
  await request(port, "GET", "/other", { Origin: "http://localhost:3000" });
  assert.deepEqual(
    log.map(({ host, origin }) => [host, origin]),
    [
      ["clinic", "http://localhost:3000"],
      ["clinic", "null"],
      ["clinic", "invalid"],
      ["clinic", "invalid"],
      ["clinic", "invalid"],
      ["clinic", undefined],
    ],
  );
});
