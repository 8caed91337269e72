import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { ListedRequest } from "../../shared/src/index.ts";
import type { Bff } from "../stack/bff.ts";
import { type HostServer, startHostServer } from "../stack/host-server.ts";
import { waitFor } from "../stack/readiness.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { deliver, deliverTo, eventAbout } from "./deliveries.ts";
import { type Desk, sitDown, submit } from "./desk.ts";
import { type EventReader, openEvents } from "./event-reader.ts";

/*
 * A request made in the morning by one user of a group: decided at an instance that has restarted twice since, seen
 * live by a colleague at another instance, and told to the host's server, which was down for a while.
 */
describe("a request of a group, over restarts", () => {
  let host: HostServer;
  let stack: Stack;
  let one: Bff;
  let other: Bff;
  let ana: Desk;
  let bruno: Desk;

  before(async () => {
    host = await startHostServer();
    stack = await startStack({ instances: 2, webhook: host.webhook });
    deliverTo(stack.sandbox, undefined);
    [one, other] = stack.instances as [Bff, Bff];
    ana = await sitDown(stack, one.url, "ana", { group: "norte", reference: "CASE-7" });
    bruno = await sitDown(stack, other.url, "bruno", { group: "norte" });
  });
  after(async () => {
    await stack?.stop();
    await host?.stop();
  });

  const told = (id: string) => host.tries.filter(({ data }) => data.authorization_request_id === id);
  const kinds = (id: string) => told(id).map(({ type }) => type.split(".")[1]);

  async function untilDecided(reader: EventReader, id: string): Promise<ListedRequest> {
    for (;;) {
      const { name, data } = await reader.next();
      const listed = data as ListedRequest;
      if (name === "decision" && listed.authorization_request_id === id) return listed;
    }
  }

  test("is decided, seen and told, each once", async () => {
    const id = await submit(ana);
    await waitFor("word of the complete", async () => kinds(id).length === 2);
    await one.stop();
    await one.start();
    await one.kill();
    await one.start();
    const colleague = await openEvents(bruno);
    await host.stop();
    const event = eventAbout(stack.sandbox, id, "created");
    assert.equal(await deliver(stack.sandbox, one.url, event), 204);
    assert.equal(await deliver(stack.sandbox, other.url, event), 204);
    const seen = await untilDecided(colleague, id);
    assert.equal(seen.reference, "CASE-7");
    assert.equal(seen.authorizations[0]?.authorization_code, "AUTH-2026-900001");
    const failed = () => [one, other].some(({ log }) => log.some((line) => line.includes("delivery_failed")));
    await waitFor("a try that fails", async () => failed());
    await host.start();
    await waitFor("word of the decision", async () => kinds(id).length === 3);
    assert.deepEqual(kinds(id), ["created", "completed", "decided"]);
    assert.equal(new Set(told(id).map((message) => message.id)).size, 3);
    assert.deepEqual(told(id)[2]?.data.group, "norte");
    colleague.close();
  });

  test("is told by another instance when the one that began has died", async () => {
    await host.stop();
    const id = await submit(ana);
    const before = other.log.length;
    await one.kill();
    await host.start();
    await waitFor("all words of it", async () => new Set(kinds(id)).size === 2, { deadline: 60_000 });
    assert.deepEqual([...new Set(kinds(id))], ["created", "completed"]);
    assert.ok(other.log.length >= before);
    await one.start();
  });

  test("is told although Redis has forgotten everything meanwhile, with the ids that it had", async () => {
    const id = await submit(ana);
    await waitFor("word of the complete", async () => kinds(id).length >= 2);
    const ids = told(id).map((message) => message.id);
    await stack.redis?.kill();
    await stack.redis?.start();
    const event = eventAbout(stack.sandbox, id, "created");
    await waitFor(
      "a delivery that is taken",
      async () => (await deliver(stack.sandbox, one.url, event)) === 204,
    );
    await waitFor("word of the decision", async () => kinds(id).includes("decided"));
    const messages = new Map(told(id).map((message) => [message.id, message.type]));
    assert.deepEqual([...messages.keys()].slice(0, 2), ids);
    assert.deepEqual(
      [...messages.values()].map((type) => type.split(".")[1]),
      ["created", "completed", "decided"],
    );
  });
});
