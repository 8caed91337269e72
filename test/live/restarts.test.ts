import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { field } from "../sandbox/testing/arc-caller.ts";
import type { Bff } from "../stack/bff.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { deliver, deliverTo, eventAbout } from "./deliveries.ts";
import { type Desk, sitDown, submit } from "./desk.ts";
import { openEvents } from "./event-reader.ts";

const statuses = (data: unknown) =>
  (field(data, "authorizations") as object[]).map((one) => field(one, "status"));

/* Two instances beside one Redis, each of which may die. */
describe("over the death of a process", () => {
  let stack: Stack;
  let one: Bff;
  let other: Bff;
  let desk: Desk;

  before(async () => {
    stack = await startStack({ instances: 2 });
    deliverTo(stack.sandbox, undefined);
    [one, other] = stack.instances as [Bff, Bff];
    desk = await sitDown(stack, one.url);
  });
  after(() => stack?.stop());

  const watch = (requestId: string, url: string, lastEventId?: string) =>
    openEvents({ url, token: desk.token, requestId, ...(lastEventId && { lastEventId }) });
  const tell = (id: string, what: string, later = 0, to = other) =>
    deliver(stack.sandbox, to.url, eventAbout(stack.sandbox, id, what, later));

  test("a stream goes on where it was: nothing is lost, nothing comes twice", async () => {
    const id = await submit(desk);
    const first = await watch(id, one.url);
    await tell(id, "created");
    const { id: lastEventId } = await first.next();
    await one.kill();
    assert.equal(await first.ended, "broken");
    await tell(id, "updated", 1);
    await tell(id, "voided", 2);
    await one.start();
    for (const url of [one.url, other.url]) {
      const again = await watch(id, url, lastEventId);
      const [update, end] = [await again.next(), await again.next()];
      assert.deepEqual(statuses(update.data), ["APPROVED"]);
      assert.equal(field(update.data, "authorizations", 0, "expires_at"), "2026-12-24T00:00:00Z");
      assert.deepEqual(statuses(end.data), ["VOIDED"]);
      await again.staysQuiet(30);
      again.close();
      const atTheEnd = await watch(id, url, end.id);
      await atTheEnd.staysQuiet(30);
      atTheEnd.close();
    }
  });

  test("what was answered with success is not lost, though the process dies right after", async () => {
    const id = await submit(desk);
    assert.equal(await tell(id, "created"), 204);
    await other.kill();
    const reader = await watch(id, one.url);
    assert.deepEqual(statuses((await reader.next()).data), ["APPROVED"]);
    reader.close();
    await other.start();
    const elsewhere = await watch(id, other.url);
    assert.deepEqual(statuses((await elsewhere.next()).data), ["APPROVED"]);
    elsewhere.close();
  });

  test("an instance that is stopped in order ends its streams at once, and is gone with them", async () => {
    const id = await submit(desk);
    const reader = await watch(id, one.url);
    const stopped = one.stop();
    assert.equal(await reader.ended, "ended");
    assert.equal(await stopped, 0);
    await one.start();
  });

  test("while Redis is unavailable no delivery is taken, and what was taken before it forgot all is there again", async () => {
    const [before, meanwhile] = [await submit(desk), await submit(desk)];
    assert.equal(await tell(before, "created"), 204);
    const open = await watch(meanwhile, one.url);
    await stack.redis?.kill();
    assert.equal(await tell(meanwhile, "created"), 503);
    await stack.redis?.start();
    while ((await tell(meanwhile, "created")) === 503);
    assert.deepEqual(
      statuses((await open.next()).data),
      ["APPROVED"],
      "a stream that stayed open catches up",
    );
    open.close();
    // The vendor still says pending: only what this instance tells Redis again can say otherwise.
    for (const [id, url] of [
      [before, one.url],
      [meanwhile, one.url],
    ] as const) {
      const reader = await untilOpen(() => watch(id, url));
      assert.deepEqual(statuses((await reader.next()).data), ["APPROVED"]);
      reader.close();
    }
  });
});

/** An instance that has not noticed yet that Redis is back says that it is too busy. */
async function untilOpen(open: () => ReturnType<typeof openEvents>): ReturnType<typeof openEvents> {
  for (;;) {
    const reader = await open();
    if (reader.response.status === 200) return reader;
    reader.close();
  }
}
