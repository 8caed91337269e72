import assert from "node:assert/strict";
import { test } from "node:test";
import { hostsFrom } from "../hosts/hosts.ts";
import { silentLogger } from "../logging/logger.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { request, serve } from "../testing/http.ts";
import { cors } from "./cors.ts";
import { problems } from "./problems.ts";

const origin = "https://clinic.example";
const hosts = hostsFrom([{ id: "clinic", key_sha256: ["0".repeat(64)], origins: [origin] }]);

async function start(t: Parameters<typeof serve>[0]) {
  const { port } = await serve(t, problems(silentLogger), cors(hosts), (ctx) => {
    if (ctx.path === "/error") throw new ProblemError("not_found");
    ctx.body = {};
  });
  return (method: string, path: string, headers: Record<string, string>) =>
    request(port, method, path, headers);
}

const preflight = { "Access-Control-Request-Method": "POST" };

test("a page of a known host may read a response, an error too", async (t) => {
  const send = await start(t);
  for (const path of ["/", "/error"]) {
    const { headers } = await send("GET", path, { Origin: origin });
    assert.equal(headers["access-control-allow-origin"], origin);
    assert.match(headers["access-control-expose-headers"] ?? "", /Retry-After/);
    assert.equal(headers["access-control-allow-credentials"], undefined);
    assert.equal(headers.vary, "Origin");
  }
});

test("any other page may read nothing", async (t) => {
  const send = await start(t);
  for (const other of ["https://evil.example", "null", "*", "", `${origin}/`]) {
    const { headers } = await send("GET", "/", { Origin: other });
    assert.equal(headers["access-control-allow-origin"], undefined);
    assert.equal(headers.vary, "Origin");
  }
});

test("a preflight of a known host is answered, and remembered for two hours", async (t) => {
  const send = await start(t);
  const { status, headers } = await send("OPTIONS", "/", { ...preflight, Origin: origin });
  assert.equal(status, 204);
  assert.equal(headers["access-control-allow-origin"], origin);
  assert.equal(headers["access-control-allow-methods"], "GET, POST");
  assert.match(
    headers["access-control-allow-headers"] ?? "",
    /Authorization.*Idempotency-Key.*Last-Event-ID.*Preauth-Reference/,
  );
  assert.equal(headers["access-control-max-age"], "7200");
});

test("a preflight of any other page is refused", async (t) => {
  const send = await start(t);
  for (const other of ["https://evil.example", "null", ""]) {
    const { status, headers, body } = await send("OPTIONS", "/", { ...preflight, Origin: other });
    assert.equal(status, 403);
    assert.equal(JSON.parse(body).code, "origin_not_allowed");
    assert.equal(headers["access-control-allow-origin"], undefined);
  }
});

test("a server, which sends no origin, is answered without CORS headers", async (t) => {
  const send = await start(t);
  const { status, headers } = await send("GET", "/", {});
  assert.equal(status, 200);
  assert.equal(headers["access-control-allow-origin"], undefined);
});
