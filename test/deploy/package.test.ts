import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { buildWidgetIfStale } from "../playground/widget-build.ts";
import { freePort } from "../stack/free-port.ts";
import { startProcess } from "../stack/process.ts";
import { answers, waitFor } from "../stack/readiness.ts";
import { inRepository } from "../stack/repository.ts";
import { startStack } from "../stack/stack.ts";

const isRoot = process.getuid?.() === 0;
/** The user `nobody`, who may write nothing. Without root's rights the test runs as who it is. */
const nobody = 65_534;

describe("the package", () => {
  let folder: string;
  let directory: string;
  before(async () => {
    await buildWidgetIfStale(() => {});
    folder = mkdtempSync(join(tmpdir(), "preauth-package-"));
    chmodSync(folder, 0o755);
    directory = join(folder, "preauth");
    pack(directory);
  });
  after(() => {
    if (!folder) return;
    execFileSync("chmod", ["-R", "u+w", folder]);
    rmSync(folder, { recursive: true });
  });

  test("is smaller than 30 MB, and has no test and no development dependency", () => {
    const files = globSync("**/*", { cwd: directory, withFileTypes: true }).filter((one) => one.isFile());
    const hidden = globSync("node_modules/.pnpm/**/*", { cwd: directory, withFileTypes: true });
    const bytes = [...files, ...hidden.filter((one) => one.isFile())]
      .map((one) => statSync(join(one.parentPath, one.name)).size)
      .reduce((sum, size) => sum + size, 0);
    assert.ok(bytes < 30e6, `${bytes} bytes`);
    assert.deepEqual(globSync("{bff,shared}/src/**/*.test.ts", { cwd: directory }), []);
    for (const name of ["typescript", "vite", "@biomejs", "puppeteer"]) {
      assert.deepEqual(globSync(`node_modules/.pnpm/${name}*`, { cwd: directory }), []);
    }
  });

  test("lists everything that it ships, with licences that permit it", () => {
    const sbom = JSON.parse(readFileSync(join(directory, "sbom.cdx.json"), "utf8")) as {
      bomFormat: string;
      components: {
        group?: string;
        name: string;
        version: string;
        licenses?: { license: { id: string } }[];
      }[];
    };
    assert.equal(sbom.bomFormat, "CycloneDX");
    const listed = sbom.components.map(
      ({ group, name, version }) => `${group ? `${group}/` : ""}${name}@${version}`,
    );
    const installed = globSync("node_modules/.pnpm/*@*", { cwd: directory }).map((path) =>
      path.replace("node_modules/.pnpm/", "").replace(/_.*$/, "").replace("+", "/"),
    );
    assert.ok(installed.length > 30);
    assert.deepEqual(
      installed.filter((name) => !listed.includes(name)),
      [],
    );
    for (const name of ["lit", "lean-qr", "eventsource-parser"]) {
      assert.ok(
        listed.some((one) => one.startsWith(`${name}@`)),
        name,
      );
    }
    const permitted = ["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "0BSD", "Unlicense"];
    const others = sbom.components
      .filter(({ group }) => group !== "@osigu-preauth")
      .filter(({ licenses = [] }) => !licenses.some(({ license }) => permitted.includes(license.id)));
    assert.deepEqual(
      others.map(({ name }) => name),
      [],
    );
    const text = readFileSync(join(directory, "THIRD-PARTY-LICENSES.md"), "utf8");
    assert.match(text, /^\| koa \| .* MIT /m);
    assert.match(text, /^### lit [\s\S]*Redistribution and use/m);
  });

  test("says its version and commit", () => {
    const { stdout } = spawnSync(process.execPath, ["bff/start.mjs", "--version"], {
      cwd: directory,
      encoding: "utf8",
    });
    assert.match(stdout, /^preauth-bff \d+\.\d+\.\d+ \([\w-]+\) on Node/);
    assert.ok(!stdout.includes("development"));
  });

  test("starts read-only, as another user, with 128 MB of heap, and serves the widget", async (t) => {
    execFileSync("chmod", ["-R", "a-w,a+rX", directory]);
    const stack = await startStack();
    t.after(() => stack.stop());
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    if (isRoot) execFileSync("chown", ["-R", `${nobody}`, join(stack.env.HOSTS_FILE ?? "", "..")]);
    const node = [process.execPath, "--max-old-space-size=128", "bff/start.mjs"] as const;
    const [command, ...args] = isRoot
      ? (["setpriv", `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups", ...node] as const)
      : node;
    const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9" };
    const env = { ...stack.env, ...collector, HOST: "127.0.0.1", PORT: `${port}`, DRAIN_SECONDS: "0" };
    const running = startProcess({ name: "package", command, args, cwd: directory, env });
    t.after(() => running.end("SIGKILL"));
    await waitFor("readiness of the package", () => answers(`${url}/readyz`), { of: running });
    for (const path of [
      "/widget/v1/loader.js",
      "/docs",
      "/docs/swagger-ui-bundle.js",
      "/docs/swagger-ui.css",
    ]) {
      assert.equal((await fetch(`${url}${path}`)).status, 200, path);
    }
    const { checks } = (await (await fetch(`${url}/readyz`)).json()) as { checks: unknown };
    assert.partialDeepStrictEqual(checks, { process: "up", widget: "ok" });
    assert.equal(await running.end(), 0);
  });

  test("keeps the widget's earlier versions beside the new one when it is made again", () => {
    execFileSync("chmod", ["-R", "u+w", directory]);
    for (const version of ["0.0.7", "0.0.8", "0.0.9"]) {
      const [built] = globSync("widget/dist/[0-9]*", { cwd: directory });
      cpSync(join(directory, built ?? ""), join(directory, "widget/dist", version), { recursive: true });
    }
    pack(directory);
    const kept = globSync("widget/dist/*", { cwd: directory }).map((path) =>
      path.replace("widget/dist/", ""),
    );
    assert.equal(kept.length, 3);
    assert.ok(kept.includes("0.0.9") && kept.includes("0.0.8"));
  });

  test("does not replace a directory that is no package", () => {
    const other = mkdtempSync(join(folder, "other-"));
    cpSync(inRepository("LICENSE"), join(other, "LICENSE"));
    const { status, stderr } = spawnSync(process.execPath, [inRepository("bff/deploy/package.ts"), other], {
      encoding: "utf8",
    });
    assert.equal(status, 1);
    assert.match(stderr, /is not empty and is no earlier package/);
    assert.ok(existsSync(join(other, "LICENSE")));
  });
});

function pack(directory: string): void {
  execFileSync(process.execPath, [inRepository("bff/deploy/package.ts"), directory], { stdio: "pipe" });
}
