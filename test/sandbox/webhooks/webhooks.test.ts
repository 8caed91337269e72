import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, beforeEach, describe, test } from "node:test";
import { type Sandbox, startSandbox } from "../sandbox.ts";
import { type ArcCaller, field, signIn } from "../testing/arc-caller.ts";
import { startReceiver } from "../testing/receiver.ts";
import { makeEvent } from "./event.ts";
import { forge, forgeryKinds } from "./forgery.ts";

let sandbox: Sandbox;
let arc: ArcCaller;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let replies: { status: number; headers?: Record<string, string> }[];

describe("webhooks of the sandbox", () => {
  before(async () => {
    receiver = await startReceiver(() => replies.shift() ?? { status: 204 });
    sandbox = await startSandbox({
      tokenLimit: 1000,
      webhookSecrets: ["old", "new"],
      now: () => Date.UTC(2026, 10, 20),
    });
  });
  after(async () => {
    await sandbox.close();
    await receiver.close();
  });
  beforeEach(async () => {
    sandbox.reset();
    replies = [];
    receiver.received.length = 0;
    arc = await signIn(sandbox.url);
  });

  const subscribe = (event_types = ["authorization.*"]) =>
    arc.post("/webhooks/v1/subscriptions", { url: receiver.url, event_types });

  /** A completed request of the sponsor that approves after three seconds. */
  async function completePending(): Promise<string> {
    const created = await arc.post("/arc/v1/authorization-requests", {
      beneficiary_id: "bnf_LATERAPPROVES0000000000001",
      sponsor_slug: "sponsor-later-approves",
      diagnosis_code: "R51",
      products: [{ product_code: "MED-042", product_type: "MEDICATION", quantity: 30 }],
    });
    const id = String(field(created.body, "authorization_request_id"));
    await arc.upload(id, "MEDICAL_INDICATION");
    const completed = await arc.complete(id);
    assert.equal(field(completed.body, "status"), "PENDING_SPONSOR");
    assert.equal(field(completed.body, "authorizations", 0, "authorization_code"), undefined);
    return id;
  }

  const pass = async (milliseconds: number) => {
    sandbox.clock.advance(milliseconds);
    await sandbox.webhooks.settled();
  };

  test("a decision that comes later is told by webhook, and read at the request", async () => {
    await subscribe();
    const id = await completePending();
    await pass(3_000);
    const [delivery] = receiver.received;
    assert.equal(delivery?.event.event_type, "authorization.created");
    assert.equal(delivery?.event.environment, "sandbox");
    assert.equal(delivery?.event.api_version, "2026-01-01");
    assert.equal(field(delivery?.event, "provider", "provider_slug"), "clinic-sandbox");
    const data = delivery?.event.data as Record<string, unknown>;
    assert.equal(data.authorization_request_id, id);
    assert.deepEqual(Object.keys(data).sort(), [
      "additional_data",
      "authorization_code",
      "authorization_id",
      "authorization_request_id",
      "beneficiary_id",
      "expires_at",
      "product_type",
      "products",
      "sponsor_reference",
      "sponsor_slug",
    ]);
    const read = await arc.get(`/arc/v1/authorization-requests/${id}`);
    assert.equal(field(read.body, "status"), "COMPLETED");
    assert.equal(field(read.body, "authorizations", 0, "authorization_code"), data.authorization_code);
  });

  test("a delivery is signed with every secret of a rotation", async () => {
    await subscribe();
    await completePending();
    await pass(3_000);
    const [delivery] = receiver.received;
    const [stamp, ...signatures] = String(delivery?.signature).split(",");
    assert.equal(stamp, `t=${Math.floor(sandbox.clock.now() / 1000)}`);
    const expected = ["old", "new"].map((secret) => {
      const text = `${stamp?.slice(2)}.${delivery?.body}`;
      return `v1=${createHmac("sha256", secret).update(text).digest("hex")}`;
    });
    assert.deepEqual(signatures, expected);
  });

  test("a delivery that is not taken comes again, after pauses that grow, with the same event", async () => {
    await subscribe();
    replies = [{ status: 500 }, { status: 302, headers: { location: "/elsewhere" } }, { status: 200 }];
    await completePending();
    await pass(3_000);
    assert.equal(receiver.received.length, 1);
    await pass(999);
    assert.equal(receiver.received.length, 1);
    await pass(1);
    assert.equal(receiver.received.length, 2);
    await pass(2_000);
    assert.equal(receiver.received.length, 3);
    await pass(86_400_000);
    assert.equal(receiver.received.length, 3);
    assert.equal(new Set(receiver.received.map(({ event }) => event.event_id)).size, 1);
    assert.equal(sandbox.webhooks.deliveries[0]?.state, "delivered");
  });

  test("a delivery that nobody takes is given up after 72 hours", async () => {
    await subscribe();
    replies = Array.from({ length: 200 }, () => ({ status: 503 }));
    await completePending();
    await pass(3_000);
    for (let hour = 0; hour < 74 && sandbox.webhooks.deliveries[0]?.state === "pending"; hour++)
      await pass(3_600_000);
    assert.equal(sandbox.webhooks.deliveries[0]?.state, "given-up");
  });

  test("an event goes only to who wants its family", async () => {
    await subscribe(["dispensing.*"]);
    await completePending();
    await pass(3_000);
    assert.deepEqual(receiver.received, []);
  });

  test("a subscription can be listed and removed, and wants https or this machine", async () => {
    const { status, body } = await subscribe();
    assert.equal(status, 201);
    assert.deepEqual((await arc.get("/webhooks/v1/subscriptions")).body, [body]);
    const removed = await arc.call("DELETE", `/webhooks/v1/subscriptions/${field(body, "subscription_id")}`);
    assert.equal(removed.status, 204);
    const refused = await arc.post("/webhooks/v1/subscriptions", {
      url: "http://clinic.example/hook",
      event_types: ["authorization.*"],
    });
    assert.equal(refused.status, 422);
  });

  test("a sponsor does what it is told over the control port, at once", async () => {
    await subscribe();
    const id = await completePending();
    const steps = (what: object) =>
      fetch(`${sandbox.controlUrl}/requests/${id}/steps`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(what),
      }).then((response) => response.json());
    assert.deepEqual(await steps({ do: "decide" }), { touched: 1 });
    assert.deepEqual(await steps({ do: "void", reason: "Cancelled" }), { touched: 1 });
    assert.deepEqual(await steps({ do: "void" }), { touched: 0 });
    assert.deepEqual(
      receiver.received.map(({ event }) => event.event_type),
      ["authorization.created", "authorization.voided"],
    );
    assert.equal(field(receiver.received[1]?.event, "data", "reason"), "Cancelled");
  });

  test("an event can be sent as one likes: again under its id, or of another time", async () => {
    await subscribe();
    const emit = (what: object) =>
      fetch(`${sandbox.controlUrl}/webhooks/emit`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(what),
      });
    const created_at = "2026-11-19T00:00:00.000Z";
    await emit({
      event_type: "authorization.created",
      event_id: "evt_1",
      created_at,
      data: { a: 1 },
      repeat: 2,
    });
    assert.deepEqual(
      receiver.received.map(({ event }) => [event.event_id, event.created_at]),
      [
        ["evt_1", created_at],
        ["evt_1", created_at],
      ],
    );
  });

  test("every kind of forgery is sent, and its answer told", async () => {
    await subscribe();
    replies = forgeryKinds.map(() => ({ status: 401 }));
    for (const kind of forgeryKinds) {
      const response = await fetch(`${sandbox.controlUrl}/webhooks/forge`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ kind }),
      });
      assert.equal(field(await response.json(), "status"), 401);
    }
    assert.equal(receiver.received.length, forgeryKinds.length);
  });

  test("only what a forgery's kind says is wrong with it", () => {
    const now = 1_800_000_000_000;
    const origin = { createdAt: "x", environment: "sandbox", providerSlug: "p" } as const;
    const event = makeEvent("authorization.created", { status: "APPROVED" }, origin);
    const isGood = (kind: (typeof forgeryKinds)[number]) => {
      const { body, headers } = forge(kind, event, ["s"], now);
      const [stamp = "", ...signatures] = (headers["x-osigu-signature"] ?? "").split(",");
      const seconds = Number(stamp.slice(2));
      const right = createHmac("sha256", "s").update(`${seconds}.${body}`).digest("hex");
      return Math.abs(seconds - now / 1000) <= 300 && signatures.includes(`v1=${right}`);
    };
    const good = forgeryKinds.filter(isGood);
    assert.deepEqual(good, [
      "second-signature-right",
      "other-environment",
      "other-family",
      "not-json",
      "oversized",
    ]);
  });
});
