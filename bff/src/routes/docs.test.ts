import assert from "node:assert/strict";
import { createServer } from "node:http";
import { type TestContext, test } from "node:test";
import { appFixture } from "../testing/app-fixture.ts";
import { listen, request } from "../testing/http.ts";

async function start(t: TestContext, overrides: Parameters<typeof appFixture>[0] = {}) {
  const port = await listen(t, createServer(appFixture(overrides).app.callback()));
  return (path: string, headers: Record<string, string> = {}) => request(port, "GET", path, headers);
}

test("the page and each file that it loads come from this server, under a policy without inline code", async (t) => {
  const get = await start(t);
  const { status, headers, body } = await get("/docs");
  assert.equal(status, 200);
  assert.equal(headers["content-type"], "text/html; charset=utf-8");
  const policy = String(headers["content-security-policy"]);
  assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self'; /);
  assert.doesNotMatch(policy, /unsafe|https?:|\*/);
  const loaded = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path);
  assert.equal(loaded.length, 4);
  for (const path of loaded) assert.equal((await get(`/${path}`)).status, 200, path);
});

test("a file that is at hand is not sent again", async (t) => {
  const get = await start(t);
  const { headers } = await get("/docs/swagger-ui.css");
  const again = await get("/docs/swagger-ui.css", { "If-None-Match": String(headers.etag) });
  assert.deepEqual([again.status, again.body], [304, ""]);
});

test("no other file of the package, nor of the server, is served", async (t) => {
  const get = await start(t);
  for (const name of ["package.json", "swagger-ui-bundle.js.map", "docs-files.ts", "..%2fsettings.ts", ""]) {
    assert.equal((await get(`/docs/${name}`)).status, 404, name);
  }
});

test("switched off, neither the page nor the description is served", async (t) => {
  const get = await start(t, { docs: undefined });
  for (const path of ["/docs", "/docs/docs-page.js", "/openapi.json"]) {
    assert.equal((await get(path)).status, 404, path);
  }
});
