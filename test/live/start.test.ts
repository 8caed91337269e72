import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { listen } from "../../bff/src/testing/http.ts";
import { waitFor } from "../stack/readiness.ts";
import { runBff } from "../stack/run-bff.ts";
import { type Stack, startStack } from "../stack/stack.ts";

describe("a server whose widget is not built", () => {
  let folder: string;
  let stack: Stack;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "preauth-no-widget-"));
    stack = await startStack({ bff: { WIDGET_DIR: folder } });
  });
  after(async () => {
    await stack?.stop();
    if (folder) rmSync(folder, { recursive: true });
  });
  const lines = () =>
    stack.bff.log.map((line) => JSON.parse(line) as { level: number; msg: string; route?: string });

  test("serves, and says in its log and its readiness that the widget is missing", async () => {
    const ready = await fetch(`${stack.bff.url}/readyz`);
    const { checks } = (await ready.json()) as { checks: { widget: string } };
    assert.deepEqual([ready.status, checks.widget], [200, "missing"]);
    assert.equal((await fetch(`${stack.bff.url}/widget/v1/loader.js`)).status, 404);
    await waitFor("the line", async () => lines().some(({ msg }) => msg === "widget_missing"));
  });

  test("writes no line for probes and scrapes at the level info", async () => {
    for (const path of ["/healthz", "/readyz", "/metrics"]) await fetch(`${stack.bff.url}${path}`);
    assert.equal(await stack.bff.stop(), 0);
    const routes = lines().map(({ route }) => route);
    assert.ok(routes.includes("/widget/*") || routes.some((route) => route?.startsWith("/widget/")));
    assert.deepEqual(
      routes.filter((route) => /^\/(healthz|readyz|metrics)$/.test(route ?? "")),
      [],
    );
  });
});

describe("a server that cannot listen says which setting is wrong, and an example", () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack();
  });
  after(() => stack?.stop());

  test("a port that another process has", async (t) => {
    const port = await listen(t, createServer());
    const { status, text } = await runBff(stack, [], { HOST: "127.0.0.1", PORT: `${port}` });
    assert.equal(status, 1);
    assert.match(text, new RegExp(`^PORT ${port} is in use by another process\\. Example: PORT=8787$`, "m"));
  });

  test("an address that is not this machine's", async () => {
    // TEST-NET-3 of RFC 5737: no machine has it.
    const { status, text } = await runBff(stack, [], { HOST: "203.0.113.9", PORT: "0" });
    assert.equal(status, 1);
    assert.match(text, /^HOST 203\.0\.113\.9 is no address of this machine\. Example: HOST=0\.0\.0\.0$/m);
  });
});
