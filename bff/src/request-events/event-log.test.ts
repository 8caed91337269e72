import assert from "node:assert/strict";
import { test } from "node:test";
import { read, told } from "../testing/event-log-fixtures.ts";
import { keyLife, memoryHistory, mostEntries, topicOf } from "./event-log.ts";

const approved = told(1, "authorization.created", { authorization_id: "a1", authorization_code: "AUTH-1" });
const asked = read(1, "PENDING_SPONSOR", []);

test("a key is added once, and told to who listens once", async () => {
  const history = memoryHistory();
  const topics: (string | undefined)[] = [];
  history.onAdded((topic) => topics.push(topic));
  assert.equal(await history.add("areq_1", "event 1", approved), "added");
  assert.equal(await history.add("areq_1", "event 1", approved), "known");
  assert.equal((await history.read("areq_1"))?.length, 1);
  assert.deepEqual(topics, [topicOf("areq_1")]);
});

test("a key is forgotten after the longest time for which it can come again", async () => {
  let now = 1_000;
  const history = memoryHistory(() => now);
  await history.add("areq_1", "event 1", approved);
  now += keyLife - 1;
  assert.equal(await history.add("areq_1", "event 1", approved), "known");
  now += 1;
  assert.equal(await history.add("areq_1", "event 1", approved), "added");
});

test("what comes after a position is read, each request for itself", async () => {
  const history = memoryHistory(() => 5);
  await history.add("areq_1", "1", asked);
  await history.add("areq_2", "2", asked);
  await history.add("areq_1", "3", approved);
  const [first, second] = (await history.read("areq_1")) ?? [];
  assert.deepEqual([first?.position, second?.position], ["5-0", "5-1"]);
  assert.deepEqual(await history.read("areq_1", "5-0"), [second]);
  assert.deepEqual(await history.read("areq_3"), []);
});

test("a request's history has an end, past which the oldest go", async () => {
  const history = memoryHistory();
  for (let index = 0; index < mostEntries + 3; index += 1) await history.add("areq_1", `${index}`, asked);
  assert.equal((await history.read("areq_1"))?.length, mostEntries);
});

test("a topic does not tell whose it is", () => {
  assert.ok(!topicOf("areq_1").includes("areq_1"));
});
