import assert from "node:assert/strict";
import { test } from "node:test";
import type { DispensingEventType } from "@osigu-preauth/shared";
import { laboratory, logOf, medication, polled } from "../testing/event-log-fixtures.ts";
import type { RequestEvent } from "./event-log.ts";
import { projectOutcome } from "./project-outcome.ts";

const approved = (id: string, group = medication) => ({
  ...group,
  status: "APPROVED",
  authorization_id: id,
  authorization_code: `AUTH-${id}`,
});
const one = polled(50, "COMPLETED", [approved("a1")]);
const two = polled(50, "COMPLETED", [approved("a1"), approved("a2", laboratory)]);

const dispensing = (at: number, what: string, authorization: object): RequestEvent => ({
  kind: "dispensing",
  at,
  type: `dispensing.${what}` as DispensingEventType,
  authorization: {
    authorization_request_id: undefined,
    authorization_id: undefined,
    authorization_code: undefined,
    dispensation_id: "d1",
    ...authorization,
  },
});

const redemptionsOf = (...events: RequestEvent[]) =>
  projectOutcome("areq_1", logOf(...events))?.outcome.authorizations.map(
    ({ redemption }) => redemption?.status,
  );

const byCode = { authorization_code: "AUTH-a1" };

test("an authorization whose code was not used has no redemption", () => {
  assert.deepEqual(redemptionsOf(one), [undefined]);
});

test("the latest event holds, in whatever order they arrive", () => {
  const [started, completed, cancelled] = [
    dispensing(100, "started", byCode),
    dispensing(200, "completed", byCode),
    dispensing(300, "cancelled", byCode),
  ];
  assert.deepEqual(redemptionsOf(one, started), ["STARTED"]);
  assert.deepEqual(redemptionsOf(one, completed, started), ["COMPLETED"]);
  assert.deepEqual(redemptionsOf(started, cancelled, one, completed), [undefined]);
});

test("an event is about the authorization of its id or code, and about no other", () => {
  assert.deepEqual(redemptionsOf(two, dispensing(100, "completed", { authorization_id: "a2" })), [
    undefined,
    "COMPLETED",
  ]);
  assert.deepEqual(redemptionsOf(two, dispensing(100, "completed", byCode)), ["COMPLETED", undefined]);
  assert.deepEqual(redemptionsOf(two, dispensing(100, "completed", { authorization_code: "AUTH-x" })), [
    undefined,
    undefined,
  ]);
});

test("an event without id and code is about the only authorization, and about none of several", () => {
  assert.deepEqual(redemptionsOf(one, dispensing(100, "started", {})), ["STARTED"]);
  assert.deepEqual(redemptionsOf(two, dispensing(100, "started", {})), [undefined, undefined]);
});

test("a redemption says since when, and stays over a later reply of the vendor", () => {
  const later = polled(500, "COMPLETED", [approved("a1")]);
  const known = projectOutcome("areq_1", logOf(one, dispensing(100, "completed", byCode), later));
  assert.deepEqual(known?.outcome.authorizations[0]?.redemption, {
    status: "COMPLETED",
    at: "1970-01-01T00:00:00.100Z",
  });
});
