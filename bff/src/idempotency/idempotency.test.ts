import assert from "node:assert/strict";
import { test } from "node:test";
import { ProblemError } from "../problem/problem-error.ts";
import { type IdempotentCall, runOnce } from "./idempotency.ts";
import { memoryIdempotency } from "./memory-store.ts";

function counted(fingerprint: string, run: IdempotentCall["execute"]) {
  const call = {
    times: 0,
    fingerprint: () => fingerprint,
    execute() {
      call.times += 1;
      return run();
    },
  };
  return call;
}

const accepted = async () => ({ reply: { status: 202, body: '{"created":true}' }, store: true });
const hasCode = (code: string) => (thrown: unknown) => thrown instanceof ProblemError && thrown.code === code;

test("the same key and body give the first reply again", async () => {
  const store = memoryIdempotency();
  const call = counted("a", accepted);
  const first = await runOnce(store, "key", call);
  assert.equal(await runOnce(store, "key", call), first);
  assert.equal(call.times, 1);
});

test("without a key every call is executed", async () => {
  const call = counted("a", accepted);
  await runOnce(memoryIdempotency(), undefined, call);
  await runOnce(memoryIdempotency(), undefined, call);
  assert.equal(call.times, 2);
});

test("fifty calls at once wait for the first", async () => {
  const store = memoryIdempotency();
  const call = counted("a", async () => {
    await new Promise(setImmediate);
    return accepted();
  });
  const results = await Promise.all(Array.from({ length: 50 }, () => runOnce(store, "key", call)));
  assert.deepEqual([new Set(results).size, call.times], [1, 1]);
});

test("another body is refused, even while the first call is in flight", async () => {
  const store = memoryIdempotency();
  const gate = Promise.withResolvers<void>();
  const first = runOnce(
    store,
    "key",
    counted("a", async () => {
      await gate.promise;
      return accepted();
    }),
  );
  await assert.rejects(runOnce(store, "key", counted("b", accepted)), hasCode("idempotency_mismatch"));
  gate.resolve();
  await first;
  await assert.rejects(runOnce(store, "key", counted("b", accepted)), hasCode("idempotency_mismatch"));
});

test("a refusal frees the key, and waiting calls get the same problem", async () => {
  const store = memoryIdempotency();
  const refused = counted("a", async () => {
    await new Promise(setImmediate);
    throw new ProblemError("validation_failed");
  });
  const results = await Promise.allSettled([runOnce(store, "key", refused), runOnce(store, "key", refused)]);
  assert.ok(results.every((one) => one.status === "rejected" && hasCode("validation_failed")(one.reason)));
  assert.equal(refused.times, 1);
  assert.equal((await runOnce(store, "key", counted("b", accepted))).status, 202);
});

test("an unknown outcome is stored, and looked up by the next call", async () => {
  const store = memoryIdempotency();
  const lost = counted("a", async () => {
    throw new ProblemError("outcome_unknown");
  });
  await assert.rejects(runOnce(store, "key", lost), hasCode("outcome_unknown"));
  await assert.rejects(runOnce(store, "key", lost), hasCode("outcome_unknown"));
  const found = await runOnce(store, "key", { ...lost, recover: async () => ({ status: 200, body: "{}" }) });
  assert.deepEqual([found.status, lost.times], [200, 1]);
});

test("an unexpected error may have come after the call: it is not executed again", async () => {
  const store = memoryIdempotency();
  const broken = counted("a", async () => {
    throw new Error("unexpected");
  });
  await assert.rejects(runOnce(store, "key", broken));
  await assert.rejects(runOnce(store, "key", broken), hasCode("outcome_unknown"));
  assert.equal(broken.times, 1);
});
