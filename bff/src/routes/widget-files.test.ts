import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import type { ServedFiles } from "../static/served-file.ts";
import { widgetFiles } from "../static/widget-files.ts";
import { WidgetVersions } from "../static/widget-versions.ts";
import { appFixture, clinicOrigin } from "../testing/app-fixture.ts";
import { listen, request } from "../testing/http.ts";

/** A directory with these files. */
function directoryOf(t: TestContext, files: Record<string, string>): string {
  const directory = mkdtempSync(join(tmpdir(), "preauth-widget-"));
  t.after(() => rmSync(directory, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  return directory;
}

async function serve(t: TestContext, widget: ServedFiles) {
  const { app } = appFixture({ widgetFiles: widget });
  const port = await listen(t, createServer(app.callback()));
  return (path: string, headers: Record<string, string> = {}) => request(port, "GET", path, headers);
}

/** A server with a built widget of version 1.2.3. */
function start(t: TestContext) {
  const directory = directoryOf(t, {
    "integrity.json": '{"version":"1.2.3"}',
    "loader.js": "plain",
    "loader.js.br": "brotli",
    "loader.js.gz": "gzip",
    "chunks/step-a1b2.js": "chunk",
    "loader.js.map": "map",
    ".hidden.js": "hidden",
  });
  return serve(t, widgetFiles(directory));
}

test("any page may load a file, from any cache", async (t) => {
  const get = await start(t);
  const { status, headers, body } = await get("/widget/v1/loader.js", { Origin: clinicOrigin });
  assert.deepEqual([status, body], [200, "plain"]);
  assert.equal(headers["content-type"], "text/javascript; charset=utf-8");
  assert.equal(headers["access-control-allow-origin"], "*");
  assert.equal(headers["access-control-expose-headers"], undefined);
  assert.equal(headers["cross-origin-resource-policy"], "cross-origin");
  assert.equal(headers["x-content-type-options"], "nosniff");
  assert.equal(headers.vary, "Origin, Accept-Encoding");
});

test("only the exact version's files and hashed chunks are immutable", async (t) => {
  const get = await start(t);
  const caching = async (path: string) => (await get(path)).headers["cache-control"];
  const immutable = "public, max-age=31536000, immutable";
  assert.equal(await caching("/widget/v1/loader.js"), "public, max-age=300, stale-while-revalidate=86400");
  assert.equal(await caching("/widget/1.2.3/loader.js"), immutable);
  assert.equal(await caching("/widget/v1/chunks/step-a1b2.js"), immutable);
});

for (const [accepted, coding, body] of [
  ["gzip, deflate, br", "br", "brotli"],
  ["gzip", "gzip", "gzip"],
  ["br;q=0, gzip", "gzip", "gzip"],
  ["identity", undefined, "plain"],
  ["br;q=0, gzip;q=0", undefined, "plain"],
  ["br;q=0.5", "br", "brotli"],
  ["br;q=0.9, gzip;q=0.8", "br", "brotli"],
  ["br;q=0.001", "br", "brotli"],
  ["br;q=0.000, gzip;q=0.05", "gzip", "gzip"],
  ["BR;Q=0.5", "br", "brotli"],
  ["gzip ; q=0.5 , deflate", "gzip", "gzip"],
  ["*", "br", "brotli"],
  ["*;q=0, gzip", "gzip", "gzip"],
  ["brotli, xgzip", undefined, "plain"],
] as const) {
  test(`Accept-Encoding: ${accepted} gets ${coding ?? "no coding"}`, async (t) => {
    const get = await start(t);
    const response = await get("/widget/v1/loader.js", { "Accept-Encoding": accepted });
    assert.equal(response.headers["content-encoding"], coding);
    assert.equal(response.body, body);
  });
}

test("a file that the client has already is not sent again, each coding by its own tag", async (t) => {
  const get = await start(t);
  const { headers } = await get("/widget/v1/loader.js", { "Accept-Encoding": "br" });
  const tag = headers.etag ?? "";
  const again = { "If-None-Match": tag };
  const unchanged = await get("/widget/v1/loader.js", { ...again, "Accept-Encoding": "br" });
  assert.deepEqual([unchanged.status, unchanged.body], [304, ""]);
  assert.equal(unchanged.headers.etag, tag);
  assert.equal((await get("/widget/v1/loader.js", { ...again, "Accept-Encoding": "gzip" })).status, 200);
});

for (const [what, written] of [
  ["weakened by an intermediary", (tag: string) => `W/${tag}`],
  ["in a list", (tag: string) => `"other", ${tag}`],
  ["weakened in a list without spaces", (tag: string) => `"other",W/"more",W/${tag}`],
  ["any", () => "*"],
] as const) {
  test(`a file that the client has already is not sent again for a tag ${what}`, async (t) => {
    const get = await start(t);
    const { headers } = await get("/widget/v1/loader.js");
    const again = await get("/widget/v1/loader.js", { "If-None-Match": written(headers.etag ?? "") });
    assert.deepEqual([again.status, again.body], [304, ""]);
    assert.equal(again.headers["cache-control"], headers["cache-control"]);
  });
}

test("a file is sent for other tags, and for a part of its own", async (t) => {
  const get = await start(t);
  const tag = (await get("/widget/v1/loader.js")).headers.etag ?? "";
  for (const other of ['"other"', 'W/"other", "more"', tag.slice(0, -2), tag.replaceAll('"', "")]) {
    assert.equal((await get("/widget/v1/loader.js", { "If-None-Match": other })).status, 200);
  }
});

for (const path of [
  "/widget/v1/loader.js.map",
  "/widget/v1/loader.js.br",
  "/widget/v1/.hidden.js",
  "/widget/v1/missing.js",
  "/widget/v1/../package.json",
  "/widget/v1/chunks/../../package.json",
  "/widget/1.2.4/loader.js",
  "/widget/loader.js",
  "/widget/v1/",
  "/widget/",
]) {
  test(`${path} is not there`, async (t) => {
    const get = await start(t);
    const { status, headers } = await get(path);
    assert.equal(status, 404);
    assert.equal(headers["cache-control"], "no-store");
  });
}

/** Three versions beside each other, each with a chunk of its own. */
const sideBySide = Object.fromEntries(
  ["1.2.0", "1.10.0", "1.11.0-beta.1"].flatMap((version) => [
    [`${version}/loader.js`, `loader of ${version}`],
    [`${version}/chunks/step-${version.replaceAll(".", "_")}.js`, `chunk of ${version}`],
  ]),
);

test("versions beside each other are each served at their address, and the youngest release at v1", async (t) => {
  const get = await serve(t, widgetFiles(directoryOf(t, sideBySide)));
  for (const [address, version] of [
    ["1.2.0", "1.2.0"],
    ["1.10.0", "1.10.0"],
    ["1.11.0-beta.1", "1.11.0-beta.1"],
    ["v1", "1.10.0"],
  ]) {
    assert.equal((await get(`/widget/${address}/loader.js`)).body, `loader of ${version}`);
  }
  assert.equal((await get("/widget/1.2.1/loader.js")).status, 404);
});

test("a loader of an earlier version, from a cache, finds its chunks under v1", async (t) => {
  const get = await serve(t, widgetFiles(directoryOf(t, sideBySide)));
  const { status, body } = await get("/widget/v1/chunks/step-1_2_0.js");
  assert.deepEqual([status, body], [200, "chunk of 1.2.0"]);
  assert.equal((await get("/widget/1.10.0/chunks/step-1_2_0.js")).status, 404);
});

test("a build and earlier versions in its directory are served side by side", async (t) => {
  const files = { "loader.js": "new", "integrity.json": '{"version":"2.0.0"}', "1.2.0/loader.js": "old" };
  const get = await serve(t, widgetFiles(directoryOf(t, files)));
  assert.equal((await get("/widget/v1/loader.js")).body, "new");
  assert.equal((await get("/widget/2.0.0/loader.js")).body, "new");
  assert.equal((await get("/widget/1.2.0/loader.js")).body, "old");
});

test("the version at v1 can be pinned, and is missing when it is not there", async (t) => {
  const directory = directoryOf(t, sideBySide);
  const get = await serve(t, widgetFiles(directory, new WidgetVersions(directory, "1.2.0")));
  assert.equal((await get("/widget/v1/loader.js")).body, "loader of 1.2.0");
  assert.equal(await new WidgetVersions(directory, "9.9.9").current(), undefined);
});

test("without a build no version is found", async (t) => {
  const directory = directoryOf(t, { "readme.md": "empty", "1.2.0/readme.md": "empty" });
  assert.deepEqual(await new WidgetVersions(directory).list(), []);
  assert.deepEqual(await new WidgetVersions(join(directory, "nowhere")).list(), []);
});
