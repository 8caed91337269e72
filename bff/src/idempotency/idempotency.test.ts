import assert from "node:assert/strict";
import { test } from "node:test";
import { ProblemError } from "../problem/problem-error.ts";
import { type OnceCall, once } from "./idempotency.ts";
import { memoryIdempotency } from "./memory-store.ts";

function counted(fingerprint: string, make: OnceCall["make"]) {
  const call = { times: 0, fingerprint: () => fingerprint, make };
  call.make = () => {
    call.times += 1;
    return make();
  };
  return call;
}

const answered = async () => ({ answer: { status: 202, body: '{"made":true}' }, keep: true });
const hasCode = (code: string) => (thrown: unknown) => thrown instanceof ProblemError && thrown.code === code;

test("the same key and body give the first answer again", async () => {
  const store = memoryIdempotency();
  const call = counted("a", answered);
  const first = await once(store, "key", call);
  assert.equal(await once(store, "key", call), first);
  assert.equal(call.times, 1);
});

test("without a key every call is made", async () => {
  const call = counted("a", answered);
  await once(memoryIdempotency(), undefined, call);
  await once(memoryIdempotency(), undefined, call);
  assert.equal(call.times, 2);
});

test("fifty at once wait for the first", async () => {
  const store = memoryIdempotency();
  const call = counted("a", async () => {
    await new Promise(setImmediate);
    return answered();
  });
  const told = await Promise.all(Array.from({ length: 50 }, () => once(store, "key", call)));
  assert.deepEqual([new Set(told).size, call.times], [1, 1]);
});

test("another body is refused, even while the first is under way", async () => {
  const store = memoryIdempotency();
  const gate = Promise.withResolvers<void>();
  const first = once(
    store,
    "key",
    counted("a", async () => {
      await gate.promise;
      return answered();
    }),
  );
  await assert.rejects(once(store, "key", counted("b", answered)), hasCode("idempotency_mismatch"));
  gate.resolve();
  await first;
  await assert.rejects(once(store, "key", counted("b", answered)), hasCode("idempotency_mismatch"));
});

test("a refusal frees the key, and those who waited are told the same", async () => {
  const store = memoryIdempotency();
  const refused = counted("a", async () => {
    await new Promise(setImmediate);
    throw new ProblemError("validation_failed");
  });
  const told = await Promise.allSettled([once(store, "key", refused), once(store, "key", refused)]);
  assert.ok(told.every((one) => one.status === "rejected" && hasCode("validation_failed")(one.reason)));
  assert.equal(refused.times, 1);
  assert.equal((await once(store, "key", counted("b", answered))).status, 202);
});

test("an unknown fate is kept, and looked up by whoever comes again", async () => {
  const store = memoryIdempotency();
  const lost = counted("a", async () => {
    throw new ProblemError("outcome_unknown");
  });
  await assert.rejects(once(store, "key", lost), hasCode("outcome_unknown"));
  await assert.rejects(once(store, "key", lost), hasCode("outcome_unknown"));
  const found = await once(store, "key", { ...lost, recover: async () => ({ status: 200, body: "{}" }) });
  assert.deepEqual([found.status, lost.times], [200, 1]);
});

test("an error of our own may have come after the call: it is not made again", async () => {
  const store = memoryIdempotency();
  const broken = counted("a", async () => {
    throw new Error("a mistake of ours");
  });
  await assert.rejects(once(store, "key", broken));
  await assert.rejects(once(store, "key", broken), hasCode("outcome_unknown"));
  assert.equal(broken.times, 1);
});
