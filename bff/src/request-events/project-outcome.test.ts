import assert from "node:assert/strict";
import { test } from "node:test";
import { historyOf, laboratory, medication, pending, read, told } from "../testing/event-log-fixtures.ts";
import type { News } from "./event-log.ts";
import { outcomeOf } from "./project-outcome.ts";

const approved = told(100, "authorization.created", {
  ...medication,
  authorization_id: "a1",
  authorization_code: "AUTH-1",
  expires_at: "2026-12-31T00:00:00Z",
});
const voided = told(200, "authorization.voided", { authorization_id: "a1", reason: "The plan ended." });
const asked = read(50, "PENDING_SPONSOR", [pending(medication)]);

const stateOf = (...news: News[]) => {
  const known = outcomeOf("areq_1", historyOf(...news));
  return known && [known.outcome.status, ...known.outcome.authorizations.map((one) => one.status)];
};

test("nothing is known of a request that nobody told of", () => {
  assert.equal(outcomeOf("areq_1", []), undefined);
  const made: News = { kind: "made", sponsorSlug: "s", beneficiaryId: "b" };
  assert.equal(outcomeOf("areq_1", historyOf(made)), undefined);
});

test("a webhook decides what the vendor's answer leaves open", () => {
  const known = outcomeOf("areq_1", historyOf(asked, approved));
  assert.equal(known?.whole, true);
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

test("whatever comes first, what was made last holds", () => {
  const orders = [
    [asked, approved, voided],
    [asked, voided, approved],
    [voided, approved, asked],
    [approved, asked, voided],
    [voided, asked, approved, approved, voided],
  ];
  const texts = orders.map((order) => JSON.stringify(outcomeOf("areq_1", historyOf(...order))?.outcome));
  assert.equal(new Set(texts).size, 1);
  assert.deepEqual(stateOf(...(orders[0] as News[])), ["COMPLETED", "VOIDED"]);
});

test("a decision is not undone by an answer of the vendor that still says pending", () => {
  assert.deepEqual(stateOf(asked, approved, read(9_999_999, "PENDING_SPONSOR", [pending(medication)])), [
    "COMPLETED",
    "APPROVED",
  ]);
});

test("what was cancelled is not revived by an answer from before", () => {
  const answer = read(9_999_999, "COMPLETED", [
    { ...medication, status: "APPROVED", authorization_code: "AUTH-1" },
  ]);
  assert.deepEqual(stateOf(asked, approved, voided, answer), ["COMPLETED", "VOIDED"]);
});

test("an answer that knows of a cancellation is believed without its webhook", () => {
  const answer = read(9_999_999, "COMPLETED", [
    { ...medication, status: "VOIDED", authorization_code: "AUTH-1" },
  ]);
  assert.deepEqual(stateOf(asked, approved, answer), ["COMPLETED", "VOIDED"]);
});

test("an event that names an authorization by its code alone is of the one that another named by both", () => {
  const byCode = told(200, "authorization.voided", { authorization_code: "AUTH-1" });
  assert.deepEqual(stateOf(approved, byCode), ["PENDING_SPONSOR", "VOIDED"]);
  assert.deepEqual(stateOf(byCode, approved), ["PENDING_SPONSOR", "VOIDED"]);
  const byId = told(50, "authorization.updated", { authorization_id: "a1" });
  assert.deepEqual(stateOf(byId, byCode, approved), ["PENDING_SPONSOR", "VOIDED"]);
});

test("authorizations with ids of their own stay two, though they have one code", () => {
  const other = told(100, "authorization.created", {
    ...laboratory,
    authorization_id: "a2",
    authorization_code: "AUTH-1",
  });
  assert.deepEqual(stateOf(approved, other), ["PENDING_SPONSOR", "APPROVED", "APPROVED"]);
});

test("an update changes what it names and keeps the rest", () => {
  const update = told(300, "authorization.updated", {
    authorization_id: "a1",
    expires_at: "2026-12-01T00:00:00Z",
  });
  const [one] = outcomeOf("areq_1", historyOf(asked, approved, update))?.outcome.authorizations ?? [];
  assert.equal(one?.status, "APPROVED");
  assert.equal(one?.authorization_code, "AUTH-1");
  assert.equal(one?.expires_at, "2026-12-01T00:00:00Z");
  assert.deepEqual(one?.products, [{ product_code: "MED-042", quantity: 30 }]);
});

test("a rejection without products is matched by its kind of product, and has no code", () => {
  const both = read(50, "PENDING_SPONSOR", [pending(medication), pending(laboratory)]);
  const rejected = told(150, "authorization.rejected", {
    authorization_id: "a2",
    product_type: "LAB",
    rejection_reason: "Paid for last month.",
  });
  assert.deepEqual(stateOf(both, rejected), ["PENDING_SPONSOR", "PENDING_SPONSOR", "REJECTED"]);
  assert.deepEqual(stateOf(both, rejected, approved), ["COMPLETED", "APPROVED", "REJECTED"]);
  const known = outcomeOf("areq_1", historyOf(both, rejected, approved));
  assert.equal(known?.outcome.authorizations[1]?.rejection_reason, "Paid for last month.");
  assert.equal(known?.outcome.authorizations[1]?.authorization_code, undefined);
});

test("a rejection that could be of either of two is given to neither", () => {
  const other = { product_type: "MEDICATION", products: [{ product_code: "MED-057", quantity: 6 }] };
  const two = read(50, "PENDING_SPONSOR", [pending(medication), pending(other)]);
  const rejected = told(150, "authorization.rejected", {
    authorization_id: "a2",
    product_type: "MEDICATION",
  });
  const known = outcomeOf("areq_1", historyOf(two, rejected));
  assert.equal(known?.whole, false);
  assert.deepEqual(
    known?.outcome.authorizations.map((one) => [one.status, one.products[0]?.product_code]),
    [
      ["PENDING_SPONSOR", "MED-042"],
      ["PENDING_SPONSOR", "MED-057"],
      ["REJECTED", undefined],
    ],
  );
  // Once the other's fate is known, only one is left.
  assert.deepEqual(stateOf(two, rejected, approved), ["COMPLETED", "APPROVED", "REJECTED"]);
});

test("without the vendor's answer, nobody can say that a decision was the last", () => {
  assert.deepEqual(stateOf(approved), ["PENDING_SPONSOR", "APPROVED"]);
  assert.equal(outcomeOf("areq_1", historyOf(approved))?.whole, false);
});

test("a status that no page documents stays as it is", () => {
  assert.deepEqual(stateOf(read(50, "UNDER_AUDIT", [{ ...medication, status: "PARTLY" }])), [
    "UNDER_AUDIT",
    "PARTLY",
  ]);
});
