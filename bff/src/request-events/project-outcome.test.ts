import assert from "node:assert/strict";
import { test } from "node:test";
import { laboratory, logOf, medication, pending, polled, webhook } from "../testing/event-log-fixtures.ts";
import type { RequestEvent } from "./event-log.ts";
import { projectOutcome } from "./project-outcome.ts";

const approved = webhook(100, "authorization.created", {
  ...medication,
  authorization_id: "a1",
  authorization_code: "AUTH-1",
  expires_at: "2026-12-31T00:00:00Z",
});
const voided = webhook(200, "authorization.voided", { authorization_id: "a1", reason: "The plan ended." });
const pendingReply = polled(50, "PENDING_SPONSOR", [pending(medication)]);

const stateOf = (...events: RequestEvent[]) => {
  const known = projectOutcome("areq_1", logOf(...events));
  return known && [known.outcome.status, ...known.outcome.authorizations.map((one) => one.status)];
};

test("a log without replies and webhooks has no outcome", () => {
  assert.equal(projectOutcome("areq_1", []), undefined);
  const created: RequestEvent = { kind: "created", sponsorSlug: "s", beneficiaryId: "b" };
  assert.equal(projectOutcome("areq_1", logOf(created)), undefined);
});

test("a webhook decides what the vendor's reply leaves open", () => {
  const known = projectOutcome("areq_1", logOf(pendingReply, approved));
  assert.equal(known?.isComplete, true);
  assert.deepEqual(JSON.parse(JSON.stringify(known?.outcome)), {
    authorization_request_id: "areq_1",
    status: "COMPLETED",
    authorizations: [
      {
        authorization_code: "AUTH-1",
        authorization_id: "a1",
        product_type: "MEDICATION",
        status: "APPROVED",
        expires_at: "2026-12-31T00:00:00Z",
        products: [{ product_code: "MED-042", quantity: 30 }],
      },
    ],
  });
});

test("the latest event holds, in whatever order the events arrive", () => {
  const orders = [
    [pendingReply, approved, voided],
    [pendingReply, voided, approved],
    [voided, approved, pendingReply],
    [approved, pendingReply, voided],
    [voided, pendingReply, approved, approved, voided],
  ];
  const texts = orders.map((order) => JSON.stringify(projectOutcome("areq_1", logOf(...order))?.outcome));
  assert.equal(new Set(texts).size, 1);
  assert.deepEqual(stateOf(...(orders[0] as RequestEvent[])), ["COMPLETED", "VOIDED"]);
});

test("a decision is not undone by a reply of the vendor that still says pending", () => {
  assert.deepEqual(
    stateOf(pendingReply, approved, polled(9_999_999, "PENDING_SPONSOR", [pending(medication)])),
    ["COMPLETED", "APPROVED"],
  );
});

test("a voided authorization is not revived by an older reply", () => {
  const reply = polled(9_999_999, "COMPLETED", [
    { ...medication, status: "APPROVED", authorization_code: "AUTH-1" },
  ]);
  assert.deepEqual(stateOf(pendingReply, approved, voided, reply), ["COMPLETED", "VOIDED"]);
});

test("a reply with a voided authorization holds without its webhook", () => {
  const reply = polled(9_999_999, "COMPLETED", [
    { ...medication, status: "VOIDED", authorization_code: "AUTH-1" },
  ]);
  assert.deepEqual(stateOf(pendingReply, approved, reply), ["COMPLETED", "VOIDED"]);
});

test("an event with only a code belongs to the authorization that another event names by code and id", () => {
  const byCode = webhook(200, "authorization.voided", { authorization_code: "AUTH-1" });
  assert.deepEqual(stateOf(approved, byCode), ["PENDING_SPONSOR", "VOIDED"]);
  assert.deepEqual(stateOf(byCode, approved), ["PENDING_SPONSOR", "VOIDED"]);
  const byId = webhook(50, "authorization.updated", { authorization_id: "a1" });
  assert.deepEqual(stateOf(byId, byCode, approved), ["PENDING_SPONSOR", "VOIDED"]);
});

test("authorizations with different ids stay two, even with the same code", () => {
  const other = webhook(100, "authorization.created", {
    ...laboratory,
    authorization_id: "a2",
    authorization_code: "AUTH-1",
  });
  assert.deepEqual(stateOf(approved, other), ["PENDING_SPONSOR", "APPROVED", "APPROVED"]);
});

test("an update changes the fields that it has and keeps the others", () => {
  const update = webhook(300, "authorization.updated", {
    authorization_id: "a1",
    expires_at: "2026-12-01T00:00:00Z",
  });
  const [one] = projectOutcome("areq_1", logOf(pendingReply, approved, update))?.outcome.authorizations ?? [];
  assert.equal(one?.status, "APPROVED");
  assert.equal(one?.authorization_code, "AUTH-1");
  assert.equal(one?.expires_at, "2026-12-01T00:00:00Z");
  assert.deepEqual(one?.products, [{ product_code: "MED-042", quantity: 30 }]);
});

test("a rejection without products is matched by its product type, and has no code", () => {
  const both = polled(50, "PENDING_SPONSOR", [pending(medication), pending(laboratory)]);
  const rejected = webhook(150, "authorization.rejected", {
    authorization_id: "a2",
    product_type: "LAB",
    rejection_reason: "Paid for last month.",
  });
  assert.deepEqual(stateOf(both, rejected), ["PENDING_SPONSOR", "PENDING_SPONSOR", "REJECTED"]);
  assert.deepEqual(stateOf(both, rejected, approved), ["COMPLETED", "APPROVED", "REJECTED"]);
  const known = projectOutcome("areq_1", logOf(both, rejected, approved));
  assert.equal(known?.outcome.authorizations[1]?.rejection_reason, "Paid for last month.");
  assert.equal(known?.outcome.authorizations[1]?.authorization_code, undefined);
});

test("a rejection that matches two authorizations is assigned to neither", () => {
  const other = { product_type: "MEDICATION", products: [{ product_code: "MED-057", quantity: 6 }] };
  const two = polled(50, "PENDING_SPONSOR", [pending(medication), pending(other)]);
  const rejected = webhook(150, "authorization.rejected", {
    authorization_id: "a2",
    product_type: "MEDICATION",
  });
  const known = projectOutcome("areq_1", logOf(two, rejected));
  assert.equal(known?.isComplete, false);
  assert.deepEqual(
    known?.outcome.authorizations.map((one) => [one.status, one.products[0]?.product_code]),
    [
      ["PENDING_SPONSOR", "MED-042"],
      ["PENDING_SPONSOR", "MED-057"],
      ["REJECTED", undefined],
    ],
  );
  // Once the other one is decided, only one is left.
  assert.deepEqual(stateOf(two, rejected, approved), ["COMPLETED", "APPROVED", "REJECTED"]);
});

test("without a reply of the vendor an outcome is not complete", () => {
  assert.deepEqual(stateOf(approved), ["PENDING_SPONSOR", "APPROVED"]);
  assert.equal(projectOutcome("areq_1", logOf(approved))?.isComplete, false);
});

test("an undocumented status stays as it is", () => {
  assert.deepEqual(stateOf(polled(50, "UNDER_AUDIT", [{ ...medication, status: "PARTLY" }])), [
    "UNDER_AUDIT",
    "PARTLY",
  ]);
});

test("events that arrive in any order, one of them naming what earlier ones had no id for, project the same", () => {
  const byCode = webhook(150, "authorization.updated", {
    authorization_code: "AUTH-1",
    expires_at: "2026-12-15T00:00:00Z",
  });
  const sameCode = webhook(120, "authorization.created", {
    ...laboratory,
    authorization_id: "a2",
    authorization_code: "AUTH-1",
  });
  const started: RequestEvent = {
    kind: "dispensing",
    at: 160,
    type: "dispensing.started",
    authorization: {
      authorization_request_id: undefined,
      authorization_id: "a1",
      authorization_code: undefined,
      dispensation_id: "d1",
    },
  };
  const completed: RequestEvent = { ...started, at: 170, type: "dispensing.completed" };
  const inOrder = [pendingReply, approved, sameCode, byCode, started, completed, voided];
  const expected = projectOutcome("areq_1", logOf(...inOrder));
  assert.equal(expected?.outcome.authorizations.length, 2);
  for (const order of permutations(inOrder).filter((_, index) => index % 17 === 0)) {
    assert.deepEqual(projectOutcome("areq_1", logOf(...order)), expected);
  }
});

function permutations<One>(list: readonly One[]): One[][] {
  if (list.length < 2) return [[...list]];
  return list.flatMap((one, index) =>
    permutations([...list.slice(0, index), ...list.slice(index + 1)]).map((rest) => [one, ...rest]),
  );
}
