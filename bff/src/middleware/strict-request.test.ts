import assert from "node:assert/strict";
import { test } from "node:test";
import { silentLogger } from "../logging/logger.ts";
import { sendRaw, serve } from "../testing/http.ts";
import { problems } from "./problems.ts";
import { strictRequest } from "./strict-request.ts";

const close = "Connection: close\r\n\r\n";
const head = (line: string, ...headers: string[]) => `${[line, ...headers].join("\r\n")}\r\n${close}`;

async function send(t: Parameters<typeof serve>[0], bytes: string) {
  const { port } = await serve(t, problems(silentLogger), strictRequest(), (ctx) => {
    ctx.body = { passed: ctx.url };
  });
  const { status, headers, body } = await sendRaw(port, bytes);
  return { status, headers, body: JSON.parse(body) };
}

const refused: [what: string, bytes: string, code: string][] = [
  ["an absolute address", head("GET http://evil.example/ HTTP/1.1", "Host: a"), "invalid_request"],
  ["a star", head("OPTIONS * HTTP/1.1", "Host: a"), "invalid_request"],
  ["a fragment", head("GET /a#b HTTP/1.1", "Host: a"), "invalid_request"],
  ["an address of 3 KB", head(`GET /?${"a".repeat(3_000)} HTTP/1.1`, "Host: a"), "invalid_request"],
  ["two hosts", head("GET / HTTP/1.1", "Host: a", "Host: b"), "invalid_request"],
  ["the same host twice", head("GET / HTTP/1.1", "Host: a", "hOST: a"), "invalid_request"],
  [
    "two tokens",
    head("GET / HTTP/1.1", "Host: a", "Authorization: a", "authorization: b"),
    "invalid_request",
  ],
  ["101 headers", head("GET / HTTP/1.1", "Host: a", ...Array(100).fill("A: b")), "headers_too_large"],
  ["TRACE", head("TRACE / HTTP/1.1", "Host: a"), "method_not_allowed"],
  ["OPTIONS that is no preflight", head("OPTIONS / HTTP/1.1", "Host: a"), "method_not_allowed"],
  ["PROPFIND", head("PROPFIND / HTTP/1.1", "Host: a"), "method_not_allowed"],
];
for (const [what, bytes, code] of refused) {
  test(`${what} is refused`, async (t) => {
    const { status, headers, body } = await send(t, bytes);
    assert.equal(body.code, code);
    assert.equal(body.status, status);
    assert.equal(headers.allow, code === "method_not_allowed" ? "GET, HEAD, POST" : undefined);
  });
}

for (const [what, bytes] of [
  ["a path with a query", head("GET /a/b?c=d%20e HTTP/1.1", "Host: a")],
  ["a method that the router answers", head("DELETE /a HTTP/1.1", "Host: a")],
  ["99 headers", head("GET / HTTP/1.1", "Host: a", ...Array(97).fill("A: b"))],
  [
    "a preflight",
    head("OPTIONS / HTTP/1.1", "Host: a", "Origin: https://a", "Access-Control-Request-Method: GET"),
  ],
] as const) {
  test(`${what} passes`, async (t) => {
    assert.equal((await send(t, bytes)).status, 200);
  });
}
