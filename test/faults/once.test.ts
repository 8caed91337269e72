import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { answers } from "../stack/readiness.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { assertProblem, type Clinic, clinicAt, noLimits, prepared, read, until } from "./clinic.ts";

let stack: Stack;
let clinic: Clinic;

before(async () => {
  stack = await startStack({ instances: 2, bff: noLimits });
  clinic = await clinicAt(stack);
});
after(async () => {
  await clinic?.close();
  await stack?.stop();
});
afterEach(() => stack.sandbox.faults.clear());

const calls = (operation: string) => stack.sandbox.counts().operations[operation]?.calls ?? 0;

test("fifty creates with one key at two instances make one request, and all are told the same", async () => {
  const person = await clinic.find();
  const before = stack.sandbox.counts().creates;
  stack.sandbox.faults.add({ on: "createAuthorizationRequest", latency: 200 });
  const told = await Promise.all(Array.from({ length: 50 }, () => clinic.create(person, { key: "fifty" })));
  assert.deepEqual(new Set(told.map(({ status }) => status)), new Set([202]));
  assert.equal(new Set(told.map((one) => read(one, "authorization_request_id"))).size, 1);
  assert.equal(stack.sandbox.counts().creates - before, 1);
});

test("the same key with another body is refused at either instance", async () => {
  const person = await clinic.find();
  await clinic.create(person, { key: "mismatch", instance: 0 });
  const path = "/arc/v1/authorization-requests";
  const body = {
    beneficiary_id: person,
    sponsor_slug: "sponsor-sandbox",
    diagnosis_code: "J20",
    products: [{ product_code: "MED-042", product_type: "MEDICATION", quantity: 2 }],
  };
  for (const instance of [0, 1]) {
    assertProblem(
      await clinic.call("POST", path, { body, key: "mismatch", instance }),
      "idempotency_mismatch",
    );
  }
});

test("a key is its owner's alone", async () => {
  const other = await clinicAt(stack, "staff-2");
  try {
    const mine = await clinic.create(await clinic.find(), { key: "shared-name" });
    const theirs = await other.create(await other.find(), { key: "shared-name" });
    assert.notEqual(read(mine, "authorization_request_id"), read(theirs, "authorization_request_id"));
  } finally {
    await other.close();
  }
});

test("a create whose caller has left is finished by an instance that is told to stop, and known to the other", async () => {
  const person = await clinic.find();
  const before = stack.sandbox.counts().creates;
  const held = stack.sandbox.faults.hold("createAuthorizationRequest");
  const leaving = await clinicAt(stack);
  const left = leaving.create(person, { key: "left-and-stopped", instance: 0 });
  await held.arrived;
  await leaving.close();
  assert.equal((await left).status, 0);
  const stopped = stack.bff.stop();
  await until(async () => !(await answers(`${stack.bff.url}/healthz`)));
  held.release();
  assert.equal(await stopped, 0);
  const again = await clinic.create(person, { key: "left-and-stopped", instance: 1 });
  assert.equal(again.status, 202);
  assert.equal(stack.sandbox.counts().creates - before, 1);
  const id = read(again, "authorization_request_id");
  assert.equal(
    (await clinic.call("GET", `/arc/v1/authorization-requests/${id}`, { instance: 1 })).status,
    200,
  );
  await stack.bff.start();
});

test("a create whose answer is lost is never sent again, and said to be unknown", async () => {
  const person = await clinic.find();
  const before = stack.sandbox.counts().creates;
  stack.sandbox.faults.add({ on: "createAuthorizationRequest", do: "cut", when: "after", times: 1 });
  assertProblem(await clinic.create(person, { key: "lost", instance: 0 }), "outcome_unknown");
  for (const instance of [0, 1]) {
    assertProblem(await clinic.create(person, { key: "lost", instance }), "outcome_unknown");
  }
  assert.equal(stack.sandbox.counts().creates - before, 1);
});

test("a complete whose answer is lost is found out by reading the request", async () => {
  const id = await prepared(clinic);
  const before = calls("completeAuthorizationRequest");
  stack.sandbox.faults.add({ on: "completeAuthorizationRequest", do: "cut", when: "after", times: 1 });
  const told = await clinic.complete(id, { key: "lost-complete", instance: 0 });
  assert.deepEqual([told.status, read(told, "status")], [200, "COMPLETED"]);
  const again = await clinic.complete(id, { key: "lost-complete", instance: 1 });
  assert.deepEqual(again.body, told.body);
  assert.equal(calls("completeAuthorizationRequest") - before, 1);
});

test("a complete of what has been decided already is told the decision, under whichever key", async () => {
  const id = await prepared(clinic);
  const told = await clinic.complete(id, { key: "first-complete", instance: 0 });
  const again = await clinic.complete(id, { key: "second-complete", instance: 1 });
  assert.equal(again.status, 200);
  assert.deepEqual(again.body, told.body);
});

test("a create that was refused may be made again with its key", async () => {
  const person = await clinic.find();
  const body = { error_code: "SVC-1", message: "Try again later" };
  stack.sandbox.faults.add({ on: "createAuthorizationRequest", do: "status", status: 503, body, times: 1 });
  assertProblem(await clinic.create(person, { key: "refused", instance: 0 }), "upstream_unavailable");
  assert.equal((await clinic.create(person, { key: "refused", instance: 1 })).status, 202);
});

test("a create that only a gateway says no to is not made again: it may have been passed on", async () => {
  const person = await clinic.find();
  const before = calls("createAuthorizationRequest");
  stack.sandbox.faults.add({
    on: "createAuthorizationRequest",
    do: "html",
    status: 503,
    when: "after",
    times: 1,
  });
  for (const instance of [0, 1]) {
    assertProblem(await clinic.create(person, { key: "gateway", instance }), "outcome_unknown");
  }
  assert.equal(calls("createAuthorizationRequest") - before, 1);
});

test("an upload broken on its way goes again with the same key, and arrives whole", async () => {
  const made = await clinic.create(await clinic.find());
  const id = read(made, "authorization_request_id");
  stack.sandbox.faults.add({
    on: "attachAuthorizationIndication",
    do: "cut-request",
    bytes: 5_000,
    times: 1,
  });
  const broken = await clinic.upload(id, { key: "file", bytes: 3_000_000 });
  assertProblem(broken, "upload_interrupted");
  assert.equal((await clinic.upload(id, { key: "file", bytes: 3_000_000 })).status, 204);
  assert.equal((await clinic.upload(id, { key: "file", bytes: 3_000_000 })).status, 204);
  assert.equal(stack.sandbox.counts().uploads[id]?.length, 1);
});

test("kill -9 in the middle of a create, a complete and an upload", async (t) => {
  const person = await clinic.find();
  const completed = await prepared(clinic);
  const uploaded = read(await clinic.create(person), "authorization_request_id");
  const before = stack.sandbox.counts();
  const made = (operation: string) => calls(operation) - (before.operations[operation]?.calls ?? 0);
  stack.sandbox.faults.add({ on: "createAuthorizationRequest", do: "hang", when: "after", times: 1 });
  stack.sandbox.faults.add({ on: "completeAuthorizationRequest", do: "hang", when: "after", times: 1 });
  stack.sandbox.faults.add({ on: "attachAuthorizationIndication", do: "hang", times: 1 });
  const dying = [
    clinic.create(person, { key: "killed", instance: 0 }),
    clinic.complete(completed, { key: "killed-complete", instance: 0 }),
    clinic.upload(uploaded, { key: "killed-file", instance: 0 }),
  ];
  const underWay = () => stack.sandbox.faults.list().every(({ hits }) => hits > 0);
  const isCarriedOut = ({ creates, completes } = stack.sandbox.counts()) =>
    creates > before.creates && completes > before.completes;
  await until(() => underWay() && isCarriedOut());
  await stack.instances[0]?.kill();
  assert.deepEqual(
    (await Promise.all(dying)).map(({ status }) => status),
    [0, 0, 0],
  );

  // What the dead instance held runs out for all three at the same time.
  const elsewhere = Promise.all([
    clinic.create(person, { key: "killed", instance: 1 }),
    clinic.complete(completed, { key: "killed-complete", instance: 1 }),
    clinic.upload(uploaded, { key: "killed-file", instance: 1 }),
  ]);
  await stack.instances[0]?.start();
  const [create, complete, upload] = await elsewhere;

  await t.test("the create is not made a second time, and its fate is said to be unknown", async () => {
    assertProblem(create, "outcome_unknown");
    assertProblem(await clinic.create(person, { key: "killed", instance: 0 }), "outcome_unknown");
    assert.ok(made("createAuthorizationRequest") <= 1);
    assert.ok(stack.sandbox.counts().creates - before.creates <= 1);
  });
  await t.test("the other instance tells what became of the complete", () => {
    assert.deepEqual([complete.status, read(complete, "status")], [200, "COMPLETED"]);
    assert.equal(made("completeAuthorizationRequest"), 1);
  });
  await t.test(
    "the file goes again through the other instance, and its request can be completed",
    async () => {
      assert.equal(upload.status, 204);
      assert.equal(stack.sandbox.counts().uploads[uploaded]?.length, 1);
      assert.equal((await clinic.complete(uploaded)).status, 200);
    },
  );
});
