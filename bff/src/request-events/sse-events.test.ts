import assert from "node:assert/strict";
import { test } from "node:test";
import { logOf, medication, pending, polled, webhook } from "../testing/event-log-fixtures.ts";
import { currentEvents, eventsAfter, serializeEvents } from "./sse-events.ts";

const pendingReply = polled(50, "PENDING_SPONSOR", [pending(medication)]);
const approved = webhook(100, "authorization.created", {
  ...medication,
  authorization_id: "a1",
  authorization_code: "AUTH-1",
});
const voided = webhook(200, "authorization.voided", { authorization_id: "a1" });
const check = {
  kind: "document_check",
  check: { file_type: "MEDICAL_INDICATION", looks_like: "PM", result: "matches" },
} as const;

const entries = logOf(pendingReply, check, approved, approved, voided, pendingReply);
const eventsSince = (after: string) =>
  eventsAfter("areq_1", entries, after).map(({ id, name }) => `${id} ${name}`);

test("an entry that changes nothing is no event", () => {
  assert.deepEqual(eventsSince("0-0"), ["2-0 document_check", "3-0 decision", "5-0 decision"]);
});

test("from any id on, the same events have the same ids", () => {
  const all = eventsAfter("areq_1", entries, "0-0");
  for (let start = 0; start <= 7; start += 1) {
    assert.deepEqual(
      eventsAfter("areq_1", entries, `${start}-0`),
      all.filter(({ id }) => Number.parseInt(id, 10) > start),
    );
  }
});

test("a new reader gets the current decision, and no earlier one", () => {
  const [only, ...others] = currentEvents("areq_1", entries);
  assert.deepEqual(others, []);
  assert.equal(only?.name, "decision");
  assert.equal(only?.id, "6-0");
  assert.equal(only?.name === "decision" && only.data.authorizations[0]?.status, "VOIDED");
  assert.deepEqual(eventsSince("6-0"), []);
});

test("while nothing is decided, the only events are the results of document checks", () => {
  assert.deepEqual(currentEvents("areq_1", logOf(pendingReply)), []);
  assert.deepEqual(currentEvents("areq_1", logOf(pendingReply, check)), [
    { id: "2-0", name: "document_check", data: check.check },
  ]);
});

test("an event is one block of lines, whatever its data holds", () => {
  const text = serializeEvents([
    {
      id: "1-0",
      name: "document_check",
      data: { file_type: "A\n\nid: 9-9\rB", looks_like: undefined, result: "not_checked" },
    },
  ]);
  assert.deepEqual(text.split("\n"), [
    "id: 1-0",
    "event: document_check",
    'data: {"file_type":"A\\n\\nid: 9-9\\rB","result":"not_checked"}',
    "",
    "",
  ]);
});

test("of a long history a new connection gets the last changes, not one decision for each entry", () => {
  const reported = Array.from({ length: 250 }, (_, index) =>
    webhook(index, "authorization.created", {
      ...medication,
      authorization_id: `a${index}`,
      authorization_code: `AUTH-${index}`,
    }),
  );
  const long = logOf(check, ...reported);
  const events = eventsAfter("areq_1", long, "0-0");
  const decisions = events.filter(({ name }) => name === "decision");
  assert.equal(decisions.length, 33);
  assert.equal(events.length, 34, "no result of a document check is left out");
  assert.deepEqual(decisions.at(-1), currentEvents("areq_1", long)[0]);
  // Whoever was connected has every one of them.
  assert.equal(eventsAfter("areq_1", long, "250-0").length, 1);
  assert.equal(eventsAfter("areq_1", long, "230-0").length, 21);
});

test("a change among the entries that are not replayed is not lost", () => {
  const log = logOf(pendingReply, approved, ...Array.from({ length: 60 }, () => approved));
  assert.deepEqual(
    eventsAfter("areq_1", log, "1-0").map(({ name }) => name),
    ["decision"],
  );
});
