import assert from "node:assert/strict";
import { test } from "node:test";
import { medication, pending, polled } from "../testing/event-log-fixtures.ts";
import { memoryEventLog } from "./event-log.ts";
import { RequestWatcher } from "./request-watcher.ts";

test("the outcome of a watched request is not worked out again before an entry comes", async () => {
  const eventLog = memoryEventLog();
  const watcher = new RequestWatcher("areq_1", eventLog);
  const outcome = () => watcher.outcome;
  await watcher.load();
  assert.equal(outcome(), undefined);
  assert.equal(watcher.needsPoll, true);
  await eventLog.append("areq_1", "1", polled(1, "PENDING_SPONSOR", [pending(medication)]));
  await watcher.refresh();
  const first = outcome();
  assert.equal(first?.status, "PENDING_SPONSOR");
  assert.equal(outcome(), first);
  assert.equal(watcher.needsPoll, false);
  const approved = { ...medication, status: "APPROVED", authorization_code: "AUTH-1" };
  await eventLog.append("areq_1", "2", polled(2, "COMPLETED", [approved]));
  await watcher.refresh();
  assert.equal(outcome()?.status, "COMPLETED");
});
