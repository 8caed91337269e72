import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type HostServer, startHostServer, type Told } from "../stack/host-server.ts";
import { waitFor } from "../stack/readiness.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { deliver, deliverTo, eventAbout, redemptionOf } from "./deliveries.ts";
import { type Desk, makeRequest, sitDown, submit } from "./desk.ts";

for (const [where, redis] of [
  ["from memory", false],
  ["with Redis", true],
] as const) {
  describe(`the host's server is told ${where}`, () => {
    let host: HostServer;
    let stack: Stack;
    let desk: Desk;

    before(async () => {
      host = await startHostServer();
      stack = await startStack({ redis, webhook: host.webhook });
      deliverTo(stack.sandbox, undefined);
      desk = await sitDown(stack, stack.bff.url, "ana", { group: "norte", reference: "CASE-7" });
    });
    after(async () => {
      await stack?.stop();
      await host?.stop();
    });

    const toldOf = (id: string) => host.messages().filter(({ data }) => data.authorization_request_id === id);
    const untilTold = async (id: string, count: number): Promise<Told[]> => {
      await waitFor(`${count} messages`, async () => toldOf(id).length >= count);
      return toldOf(id);
    };
    const kindsOf = (messages: readonly Told[]) => messages.map(({ type }) => type.split(".")[1]);
    const tell = (id: string, what: string, later: number) =>
      deliver(stack.sandbox, stack.bff.url, eventAbout(stack.sandbox, id, what, later));

    test("each step of a request, in its order, with the names that the host gave", async () => {
      const id = await submit(desk);
      await tell(id, "created", 0);
      await untilTold(id, 3);
      await tell(id, "updated", 1);
      await untilTold(id, 4);
      await deliver(
        stack.sandbox,
        stack.bff.url,
        redemptionOf(stack.sandbox, "AUTH-2026-900001", "completed", 2),
      );
      await untilTold(id, 5);
      await tell(id, "voided", 3);
      const messages = await untilTold(id, 6);
      assert.deepEqual(kindsOf(messages), [
        "created",
        "completed",
        "decided",
        "updated",
        "redeemed",
        "voided",
      ]);
      const [created, completed, decided, , redeemed] = messages;
      assert.deepEqual(created?.data, {
        authorization_request_id: id,
        status: "PENDING_INDICATION",
        authorizations: [],
        reference: "CASE-7",
        subject: "ana",
        group: "norte",
      });
      assert.equal(completed?.data.status, "PENDING_SPONSOR");
      assert.equal(decided?.data.status, "COMPLETED");
      assert.equal(decided?.data.authorizations[0]?.authorization_code, "AUTH-2026-900001");
      assert.match(JSON.stringify(redeemed?.data.authorizations), /"redemption":\{"status":"COMPLETED"/);
      assert.ok(messages.every(({ timestamp }) => new Date(timestamp).toISOString() === timestamp));
      assert.equal(new Set(messages.map((message) => message.id)).size, 6);
      assert.equal(host.forged, 0);
    });

    test("of a decision that came with the complete, though its browser has gone", async () => {
      const started = await submitAndLeave(stack, desk);
      const messages = await untilTold(started, 3);
      assert.deepEqual(kindsOf(messages), ["created", "completed", "decided"]);
    });

    test("once it is there again, with the same ids, whatever the vendor repeats meanwhile", async () => {
      await host.stop();
      const id = await submit(desk);
      const event = eventAbout(stack.sandbox, id, "created");
      for (let repeat = 0; repeat < 3; repeat += 1) await deliver(stack.sandbox, stack.bff.url, event);
      await host.start();
      // The next try would come after minutes, had each of these been one.
      await deliver(stack.sandbox, stack.bff.url, event);
      assert.deepEqual(kindsOf(await untilTold(id, 3)), ["created", "completed", "decided"]);
      host.status = 503;
      await tell(id, "voided", 5);
      await waitFor("a refused try", async () =>
        stack.bff.log.some((line) => line.includes('"outcome":"503"')),
      );
      host.status = 204;
      const messages = await untilTold(id, 4);
      assert.equal(kindsOf(messages)[3], "voided");
      assert.equal(host.tries.filter((told) => told.data.authorization_request_id === id).length, 4);
    });

    test("nothing of a request of another host", async () => {
      const strangers = host.messages().filter(({ data }) => data.subject !== "ana");
      assert.deepEqual(strangers, []);
    });
  });
}

/** Makes a request of a sponsor that decides at once, and leaves as soon as its complete was sent. */
async function submitAndLeave({ sandbox }: Stack, desk: Desk): Promise<string> {
  const { id } = await makeRequest(desk, { sponsor: "sponsor-sandbox", document: "123456789" });
  await desk.arc.upload(id, "MEDICAL_INDICATION");
  const { url, token } = desk;
  const completes = () =>
    sandbox.state.calls.all().filter(({ operation }) => operation === "completeAuthorizationRequest").length;
  const before = completes();
  const leaving = new AbortController();
  const left = fetch(`${url}/arc/v1/authorization-requests/${id}/complete`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    signal: leaving.signal,
  }).catch(() => {});
  await waitFor("the complete", async () => completes() > before);
  leaving.abort();
  await left;
  return id;
}
