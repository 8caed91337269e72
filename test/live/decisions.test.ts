import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import laterMixed from "../sandbox/sponsors/32-later-mixed.ts";
import documentedShapes from "../sandbox/sponsors/44-documented-shapes.ts";
import { field } from "../sandbox/testing/arc-caller.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { deliver, deliverTo, eventAbout } from "./deliveries.ts";
import { type Desk, moveTo, sitDown, submit } from "./desk.ts";
import { type EventReader, openEvents } from "./event-reader.ts";

/** Approves medication and rejects the laboratory, each when it is told to. */
const mixed = {
  ...laterMixed,
  slug: "sponsor-when-told",
  decision: { ...laterMixed.decision, later: [] },
};
/** Ids as the schema pages have them, requests without a status, and a decision when it is told to. */
const int64 = {
  ...documentedShapes,
  slug: "sponsor-int64-when-told",
  configuration: laterMixed.configuration,
  decision: { ...laterMixed.decision, later: [] },
};
const bothKinds = {
  sponsor: mixed.slug,
  document: "105000003",
  products: [
    { product_code: "MED-064", product_type: "MEDICATION", quantity: 60 },
    { product_code: "LAB-008", product_type: "LAB", quantity: 1 },
  ],
};

/*
 * Three instances beside one Redis. Deliveries come to the first, the browser's stream is at the second.
 */
describe("a decision that comes later", () => {
  let stack: Stack;
  let here: string;
  let there: string;
  let desk: Desk;
  const readers: EventReader[] = [];

  before(async () => {
    stack = await startStack({ instances: 3, sandbox: { sponsors: [mixed, int64] } });
    [there, here] = stack.instances.map(({ url }) => url) as [string, string];
    desk = await sitDown(stack, here);
  });
  after(() => stack?.stop());
  afterEach(() => {
    for (const reader of readers.splice(0)) reader.close();
  });

  const watch = async (requestId: string, url = here, lastEventId?: string) => {
    const reader = await openEvents({
      url,
      token: desk.token,
      requestId,
      ...(lastEventId && { lastEventId }),
    });
    assert.equal(reader.response.status, 200);
    readers.push(reader);
    return reader;
  };
  const statusOf = (data: unknown) => [
    field(data, "status"),
    ...(field(data, "authorizations") as object[]).map((one) => field(one, "status")),
  ];

  /** Has its first authorization voided: that is what is shown next, unless something is shown twice. */
  const isNextVoided = async (id: string, ...watching: EventReader[]) => {
    await deliver(stack.sandbox, there, eventAbout(stack.sandbox, id, "voided", 600));
    for (const reader of watching)
      assert.equal(field((await reader.next()).data, "authorizations", 0, "status"), "VOIDED");
  };

  test("reaches an open stream at another instance, once", async () => {
    const id = await submit(desk);
    const reader = await watch(id);
    stack.sandbox.step(id, { do: "decide" });
    const { name, data } = await reader.next();
    assert.equal(name, "decision");
    assert.deepEqual(statusOf(data), ["COMPLETED", "APPROVED"]);
    assert.equal(field(data, "authorization_request_id"), id);
    assert.match(String(field(data, "authorizations", 0, "authorization_code")), /^AUTH-2026-/);
    assert.equal(field(data, "authorizations", 0, "products", 0, "product_code"), "MED-042");
    await isNextVoided(id, reader);
  });

  test("whose webhook has int64 ids as JSON numbers is the same request's, digit by digit", async () => {
    const search = { member_number: "440001" };
    const found = await desk.arc.post(`/v1/sponsors/${int64.slug}/search`, search);
    const created = await desk.arc.post("/arc/v1/authorization-requests", {
      beneficiary_id: field(found.body, "beneficiary_id"),
      sponsor_slug: int64.slug,
      diagnosis_code: "R51",
      products: [{ product_code: "MED-042", product_type: "MEDICATION", quantity: 1 }],
    });
    const id = String(field(created.body, "authorization_request_id"));
    assert.ok(!Number.isSafeInteger(Number(id)), "no JavaScript number holds it");
    assert.equal((await desk.arc.upload(id, "MEDICAL_INDICATION")).status, 204);
    assert.equal(field((await desk.arc.complete(id)).body, "status"), "PENDING_SPONSOR");
    const reader = await watch(id);
    stack.sandbox.step(id, { do: "decide" });
    const { data } = await reader.next();
    assert.equal(field(data, "authorization_request_id"), id);
    assert.deepEqual(statusOf(data), ["COMPLETED", "APPROVED"]);
  });

  test("is the first thing that a stream shows that is opened after it", async () => {
    const id = await submit(desk);
    stack.sandbox.step(id, { do: "decide" });
    await stack.sandbox.webhooks.settled();
    const watching = [await watch(id, here), await watch(id, there)];
    for (const reader of watching)
      assert.deepEqual(statusOf((await reader.next()).data), ["COMPLETED", "APPROVED"]);
    await isNextVoided(id, ...watching);
  });

  test("is shown once for each change when it comes in parts", async () => {
    const id = await submit(desk, bothKinds);
    const reader = await watch(id);
    stack.sandbox.step(id, { do: "decide", product_type: "MEDICATION" });
    assert.deepEqual(statusOf((await reader.next()).data), [
      "PENDING_SPONSOR",
      "APPROVED",
      "PENDING_SPONSOR",
    ]);
    stack.sandbox.step(id, { do: "decide" });
    const { data } = await reader.next();
    assert.deepEqual(statusOf(data), ["COMPLETED", "APPROVED", "REJECTED"]);
    assert.equal(field(data, "authorizations", 1, "rejection_reason"), "This test was paid for last month.");
    await isNextVoided(id, reader);
  });

  test("is shown once when its delivery comes twice", async () => {
    const id = await submit(desk);
    const reader = await watch(id);
    const event = eventAbout(stack.sandbox, id, "created");
    assert.equal(await deliver(stack.sandbox, there, event), 204);
    await reader.next();
    assert.equal(await deliver(stack.sandbox, here, event), 204);
    await isNextVoided(id, reader);
  });

  test("has one effect when a hundred copies come to three instances at once", async () => {
    const id = await submit(desk);
    const reader = await watch(id);
    const event = eventAbout(stack.sandbox, id, "created");
    const urls = stack.instances.map(({ url }) => url);
    const copies = Array.from({ length: 100 }, (_, copy) =>
      deliver(stack.sandbox, urls[copy % 3] ?? there, event),
    );
    assert.deepEqual(new Set(await Promise.all(copies)), new Set([204]));
    await reader.next();
    await isNextVoided(id, reader);
  });

  test("holds as it was made last, whatever comes last", async () => {
    const id = await submit(desk);
    const reader = await watch(id);
    await deliver(stack.sandbox, there, eventAbout(stack.sandbox, id, "voided", 60));
    assert.deepEqual(statusOf((await reader.next()).data), ["COMPLETED", "VOIDED"]);
    await deliver(stack.sandbox, there, eventAbout(stack.sandbox, id, "created"));
    await deliver(stack.sandbox, there, eventAbout(stack.sandbox, id, "updated", 30));
    // What the late ones add is shown; that they revive nothing is what counts.
    await reader.staysQuiet(40).catch(() => {});
    for (const { data } of reader.seen) assert.deepEqual(statusOf(data), ["COMPLETED", "VOIDED"]);
    const late = await watch(id);
    assert.deepEqual(statusOf((await late.next()).data), ["COMPLETED", "VOIDED"]);
  });

  test("shows in a read of the request though the vendor's own answer still says pending", async () => {
    const id = await submit(desk);
    await deliver(stack.sandbox, there, eventAbout(stack.sandbox, id, "created"));
    assert.equal(stack.sandbox.state.requests.get(id)?.status, "PENDING_SPONSOR");
    const { body } = await moveTo(desk, here).arc.get(`/arc/v1/authorization-requests/${id}`);
    assert.deepEqual(statusOf(body), ["COMPLETED", "APPROVED"]);
    assert.equal(field(body, "authorizations", 0, "authorization_code"), "AUTH-2026-900001");
  });

  test("that nobody delivered is shown to who watches as soon as anybody reads it", async () => {
    const id = await submit(desk);
    const reader = await watch(id, there);
    deliverTo(stack.sandbox, undefined);
    stack.sandbox.step(id, { do: "decide" });
    await desk.arc.get(`/arc/v1/authorization-requests/${id}`);
    assert.deepEqual(statusOf((await reader.next()).data), ["COMPLETED", "APPROVED"]);
    deliverTo(stack.sandbox, there);
  });

  test("of a request that is decided at once is there for who opens a stream all the same", async () => {
    const { arc } = desk;
    const found = await arc.post("/v1/sponsors/sponsor-no-document/search", {
      document_type: "CC",
      document_number: "103000002",
    });
    const created = await arc.post("/arc/v1/authorization-requests", {
      beneficiary_id: field(found.body, "beneficiary_id"),
      sponsor_slug: "sponsor-no-document",
      diagnosis_code: "R51",
      products: [{ product_code: "MED-042", product_type: "MEDICATION", quantity: 30 }],
    });
    const id = String(field(created.body, "authorization_request_id"));
    assert.equal(field((await arc.complete(id)).body, "status"), "COMPLETED");
    assert.deepEqual(statusOf((await (await watch(id, there)).next()).data), ["COMPLETED", "APPROVED"]);
  });

  test("comes to its own stream alone", async () => {
    const ids = [await submit(desk), await submit(desk), await submit(desk)];
    const streams = await Promise.all(ids.map((id) => watch(id)));
    stack.sandbox.step(ids[1] ?? "", { do: "decide" });
    assert.equal(field((await streams[1]?.next())?.data, "authorization_request_id"), ids[1]);
    for (const other of [0, 2]) {
      await deliver(stack.sandbox, there, eventAbout(stack.sandbox, ids[other] ?? "", "created"));
      assert.equal(field((await streams[other]?.next())?.data, "authorization_request_id"), ids[other]);
    }
  });
});
