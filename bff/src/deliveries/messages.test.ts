import assert from "node:assert/strict";
import { test } from "node:test";
import type { RequestEvent } from "../request-events/event-log.ts";
import { laboratory, logOf, medication, pending, polled, webhook } from "../testing/event-log-fixtures.ts";
import { messagesOf } from "./messages.ts";

const told = { id: "areq_1", reference: "CASE-7", subject: "ana", group: "norte" };
const created: RequestEvent = { kind: "created", sponsorSlug: "s", beneficiaryId: "b" };
const submitted = polled(50, "PENDING_SPONSOR", [pending(medication)]);
const approved = webhook(100, "authorization.created", {
  ...medication,
  authorization_id: "a1",
  authorization_code: "AUTH-1",
});
const updated = webhook(200, "authorization.updated", {
  authorization_id: "a1",
  expires_at: "2026-12-31T00:00:00Z",
});
const voided = webhook(300, "authorization.voided", { authorization_id: "a1" });

const messages = (...events: RequestEvent[]) => messagesOf(told, logOf(...events));
const kinds = (...events: RequestEvent[]) => messages(...events).map(({ type }) => type.split(".")[1]);

test("each step of a request is one message", () => {
  assert.deepEqual(kinds(created, submitted, approved, updated, voided), [
    "created",
    "completed",
    "decided",
    "updated",
    "voided",
  ]);
});

test("a decision with the complete is both", () => {
  const decided = polled(50, "COMPLETED", [
    { ...medication, status: "APPROVED", authorization_code: "AUTH-1" },
  ]);
  assert.deepEqual(kinds(created, decided), ["created", "completed", "decided"]);
});

test("a part of a decision is an update, the last part is the decision", () => {
  const both = polled(50, "PENDING_SPONSOR", [pending(medication), pending(laboratory)]);
  const rejected = webhook(150, "authorization.rejected", laboratory);
  assert.deepEqual(kinds(created, both, approved, rejected), ["created", "completed", "updated", "decided"]);
});

test("what changes nothing is no message", () => {
  const document: RequestEvent = {
    kind: "document_check",
    check: { file_type: "X", looks_like: undefined, result: "matches" },
  };
  assert.deepEqual(kinds(created, document, submitted, submitted, document), ["created", "completed"]);
});

test("a message has the same id whenever it is made, and no other has it", () => {
  const once = messages(created, submitted, approved).map(({ id }) => id);
  const later = messages(created, submitted, approved, updated, voided).map(({ id }) => id);
  assert.deepEqual(later.slice(0, 3), once);
  assert.equal(new Set(later).size, later.length);
  const other = messagesOf({ ...told, id: "areq_2" }, logOf(created, submitted)).map(({ id }) => id);
  assert.ok(other.every((id) => !later.includes(id)));
});

test("an id does not depend on the ids of the log's entries, which a restored Redis makes anew", () => {
  const restored = logOf(created, submitted, approved).map(({ event }, index) => ({
    id: `${900 + index}-7`,
    event,
  }));
  assert.deepEqual(
    messagesOf(told, restored).map(({ id }) => id),
    messages(created, submitted, approved).map(({ id }) => id),
  );
});

test("what happens once keeps its id in a log whose order a restored Redis has changed", () => {
  const inOrder = messages(created, submitted, approved);
  const changed = messages(created, approved, submitted);
  const idOf = (list: typeof inOrder, kind: string) => list.find(({ type }) => type.endsWith(kind))?.id;
  for (const kind of ["created", "completed", "decided"])
    assert.equal(idOf(changed, kind), idOf(inOrder, kind));
});

test("a body says what is known, and what the host calls it", () => {
  const [, completed] = messages(created, submitted);
  assert.deepEqual(JSON.parse(completed?.body ?? ""), {
    type: "authorization_request.completed",
    timestamp: "1970-01-01T00:00:00.002Z",
    data: {
      authorization_request_id: "areq_1",
      status: "PENDING_SPONSOR",
      authorizations: [{ ...medication, status: "PENDING_SPONSOR" }],
      reference: "CASE-7",
      subject: "ana",
      group: "norte",
    },
  });
});

test("a log is read once for all its messages, however long it is", () => {
  let reads = 0;
  const changes = Array.from({ length: 250 }, (_, index) =>
    webhook(1_000 + index, "authorization.updated", {
      authorization_id: "a1",
      expires_at: new Date(Date.UTC(2027, 0, 1) + index).toISOString(),
    }),
  );
  const log = logOf(created, submitted, approved, ...changes).map(({ id, event }) => ({
    id,
    get event() {
      reads += 1;
      return event;
    },
  }));
  assert.equal(messagesOf(told, log).length, log.length);
  assert.ok(reads <= 2 * log.length, `${reads} reads of ${log.length} entries`);
});
