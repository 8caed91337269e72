import assert from "node:assert/strict";
import { test } from "node:test";
import { polled, webhook } from "../testing/event-log-fixtures.ts";
import { keyLifetime, maxEntries, memoryEventLog, topicOf } from "./event-log.ts";

const approved = webhook(1, "authorization.created", {
  authorization_id: "a1",
  authorization_code: "AUTH-1",
});
const pending = polled(1, "PENDING_SPONSOR", []);

test("a key is appended once, and listeners are called once", async () => {
  const eventLog = memoryEventLog();
  const topics: (string | undefined)[] = [];
  eventLog.onAppended((topic) => topics.push(topic));
  assert.equal(await eventLog.append("areq_1", "event 1", approved), "added");
  assert.equal(await eventLog.append("areq_1", "event 1", approved), "duplicate");
  assert.equal((await eventLog.read("areq_1"))?.length, 1);
  assert.deepEqual(topics, [topicOf("areq_1")]);
});

test("a key is forgotten after the longest time for which it can be delivered again", async () => {
  let now = 1_000;
  const eventLog = memoryEventLog(() => now);
  await eventLog.append("areq_1", "event 1", approved);
  now += keyLifetime - 1;
  assert.equal(await eventLog.append("areq_1", "event 1", approved), "duplicate");
  now += 1;
  assert.equal(await eventLog.append("areq_1", "event 1", approved), "added");
});

test("the entries after an id are read, for each request separately", async () => {
  const eventLog = memoryEventLog(() => 5);
  await eventLog.append("areq_1", "1", pending);
  await eventLog.append("areq_2", "2", pending);
  await eventLog.append("areq_1", "3", approved);
  const [first, second] = (await eventLog.read("areq_1")) ?? [];
  assert.deepEqual([first?.id, second?.id], ["5-0", "5-1"]);
  assert.deepEqual(await eventLog.read("areq_1", "5-0"), [second]);
  assert.deepEqual(await eventLog.read("areq_3"), []);
});

test("a log has a maximum of entries, beyond which the oldest are removed", async () => {
  const eventLog = memoryEventLog();
  for (let index = 0; index < maxEntries + 3; index += 1)
    await eventLog.append("areq_1", `${index}`, pending);
  assert.equal((await eventLog.read("areq_1"))?.length, maxEntries);
});

test("a topic does not contain the request's id", () => {
  assert.ok(!topicOf("areq_1").includes("areq_1"));
});
