import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type HostServer, startHostServer } from "../stack/host-server.ts";
import { waitFor } from "../stack/readiness.ts";
import { runBff } from "../stack/run-bff.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { deliverTo } from "./deliveries.ts";
import { sitDown, submit } from "./desk.ts";

describe("webhooks deliveries", () => {
  let host: HostServer;
  let stack: Stack;
  before(async () => {
    host = await startHostServer();
    stack = await startStack({ redis: true, webhook: host.webhook });
    deliverTo(stack.sandbox, undefined);
  });
  after(async () => {
    await stack?.stop();
    await host?.stop();
  });
  const run = (...args: string[]) => runBff(stack, ["webhooks", "deliveries", ...args]);

  test("lists what was not taken, without a name or a code, and tries it again when told to", async () => {
    assert.deepEqual(await run(), { status: 0, text: "Everything was delivered." });
    host.status = 410;
    const id = await submit(await sitDown(stack, stack.bff.url, "ana-invented", { reference: "CASE-7" }));
    const givenUp = () => stack.bff.log.filter((line) => line.includes('"msg":"delivery_given_up"'));
    await waitFor("two messages that are given up", async () => givenUp().length === 2);
    const listed = () => run("list", "--host", stack.host.id);
    await waitFor("the end of their delivery", async () => (await listed()).text.includes("\n"));
    const { text } = await listed();
    assert.match(text, /^given up {2}clinica-demo {2}msg_\S+ {2}authorization_request\.created$/m);
    assert.match(text, /^given up {2}clinica-demo {2}msg_\S+ {2}authorization_request\.completed$/m);
    assert.ok(!text.includes("ana-invented") && !text.includes(id) && !text.includes("CASE-7"));
    host.status = 204;
    assert.deepEqual(await run("retry", "--host", "another"), { status: 0, text: "0 requests are due now." });
    assert.deepEqual(await run("retry"), { status: 0, text: "1 requests are due now." });
    await waitFor("both messages", async () => host.messages().length === 2);
    // The host has them before the server knows that it took them.
    await waitFor("nothing to list", async () => (await run("list")).text === "Everything was delivered.");
  });

  test("sends a test message that the host's server can verify", async () => {
    const { status, text } = await run("test", "--host", stack.host.id);
    assert.equal(status, 0);
    assert.equal(text, `${host.webhook.url} has taken it: 204.`);
    assert.equal(host.tries.at(-1)?.type, "webhook.test");
    await host.stop();
    assert.deepEqual(await run("test", "--host", stack.host.id), {
      status: 1,
      text: `${host.webhook.url} has not taken it: unreachable.`,
    });
    assert.equal((await run("test", "--host", "nobody")).status, 1);
    assert.equal((await run("test")).status, 2);
  });
});
