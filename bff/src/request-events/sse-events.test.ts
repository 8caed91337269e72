import assert from "node:assert/strict";
import { test } from "node:test";
import { historyOf, medication, pending, read, told } from "../testing/event-log-fixtures.ts";
import { eventsAfter, presentEvents, written } from "./sse-events.ts";

const asked = read(50, "PENDING_SPONSOR", [pending(medication)]);
const approved = told(100, "authorization.created", {
  ...medication,
  authorization_id: "a1",
  authorization_code: "AUTH-1",
});
const voided = told(200, "authorization.voided", { authorization_id: "a1" });
const check = {
  kind: "document_check",
  check: { file_type: "MEDICAL_INDICATION", looks_like: "PM", result: "matches" },
} as const;

const history = historyOf(asked, check, approved, approved, voided, asked);
const positions = (after: string) =>
  eventsAfter("areq_1", history, after).map(({ position, name }) => `${position} ${name}`);

test("an entry that changes nothing is no event", () => {
  assert.deepEqual(positions("0-0"), ["2-0 document_check", "3-0 decision", "5-0 decision"]);
});

test("from any place on, the same events come in the same places", () => {
  const all = eventsAfter("areq_1", history, "0-0");
  for (let place = 0; place <= 7; place += 1) {
    assert.deepEqual(
      eventsAfter("areq_1", history, `${place}-0`),
      all.filter(({ position }) => Number.parseInt(position, 10) > place),
    );
  }
});

test("who has seen nothing gets what holds now, and nothing of the way there", () => {
  const [only, ...others] = presentEvents("areq_1", history);
  assert.deepEqual(others, []);
  assert.equal(only?.name, "decision");
  assert.equal(only?.position, "6-0");
  assert.equal(only?.name === "decision" && only.data.authorizations[0]?.status, "VOIDED");
  assert.deepEqual(positions("6-0"), []);
});

test("while nothing is decided, there is nothing to show but what was said of documents", () => {
  assert.deepEqual(presentEvents("areq_1", historyOf(asked)), []);
  assert.deepEqual(presentEvents("areq_1", historyOf(asked, check)), [
    { position: "2-0", name: "document_check", data: check.check },
  ]);
});

test("an event is one block of lines, whatever its data holds", () => {
  const text = written([
    {
      position: "1-0",
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
