import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Sandbox, startSandbox } from "../sandbox/sandbox.ts";
import { makeSecret } from "../stack/bff.ts";
import { type HostsFile, makeHost, writeHostsFile } from "../stack/host.ts";
import { startProcess } from "../stack/process.ts";
import { inRepository } from "../stack/repository.ts";

const url = "https://preauth.clinic.example/webhooks/osigu";

describe("webhooks subscribe", () => {
  let sandbox: Sandbox;
  let hosts: HostsFile;

  before(async () => {
    sandbox = await startSandbox();
    hosts = await writeHostsFile([makeHost(["https://clinic.example"])]);
  });
  after(async () => {
    await sandbox?.close();
    await hosts?.remove();
  });

  async function run(args: string[], env: Record<string, string> = {}) {
    const process_ = startProcess({
      name: "webhooks subscribe",
      command: process.execPath,
      args: [inRepository("bff/src/main.ts"), "webhooks", ...args],
      env: {
        OSIGU_BASE_URL: sandbox.url,
        OSIGU_CLIENT_ID: "sandbox-client",
        OSIGU_CLIENT_SECRET: "sandbox-secret",
        OSIGU_WEBHOOK_SECRET: "whsec_invented",
        SESSION_SECRET: makeSecret(),
        HOSTS_FILE: hosts.path,
        ...env,
      },
    });
    const status = await process_.exited;
    return { status, text: process_.lines.join("\n") };
  }

  test("has the vendor deliver decisions to the address", async () => {
    const { status, text } = await run(["subscribe", "--url", url]);
    assert.equal(status, 0, text);
    const [subscription] = [...sandbox.webhooks.subscriptions.values()];
    assert.equal(subscription?.url, url);
    assert.deepEqual(subscription?.eventTypes, ["authorization.*", "dispensing.*"]);
    assert.equal(text, `${url} is subscribed to authorization.*,dispensing.* as ${subscription?.id}.`);
  });

  test("takes the server's own public address when no other is given", async () => {
    sandbox.webhooks.subscriptions.clear();
    const { status, text } = await run(["subscribe"], {
      OSIGU_WEBHOOK_SECRET: "",
      PUBLIC_URL: "https://preauth.clinic.example",
    });
    assert.equal(status, 0);
    assert.match(text, /OSIGU_WEBHOOK_SECRET is not set: until it is, deliveries are answered with 404/);
    assert.deepEqual(
      [...sandbox.webhooks.subscriptions.values()].map((one) => one.url),
      [url],
    );
  });

  test("says so in a line when the vendor does not know the credentials", async () => {
    const { status, text } = await run(["subscribe", "--url", url], { OSIGU_CLIENT_SECRET: "wrong" });
    assert.equal(status, 1);
    assert.match(text, /^The vendor did not take the subscription: .*\(upstream_refused\)$/m);
  });
});
