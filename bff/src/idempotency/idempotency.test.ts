import assert from "node:assert/strict";
import { test } from "node:test";
import { ProblemError } from "../problem/problem-error.ts";
import { type IdempotencyStore, type IdempotentCall, runOnce, scopedKey } from "./idempotency.ts";
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

test("a call that changed nothing frees its key, though it has a reply", async () => {
  const store = memoryIdempotency();
  const call = counted("a", async () => ({ ...(await accepted()), store: false }));
  await runOnce(store, "key", call);
  await runOnce(store, "key", call);
  assert.equal(call.times, 2);
});

test("a repeatable call whose outcome is unknown is executed again, and no other", async () => {
  for (const repeatable of [true, false]) {
    const store = memoryIdempotency();
    const lost = counted("a", async () => {
      throw new ProblemError("outcome_unknown");
    });
    for (let time = 0; time < 2; time += 1) {
      await assert.rejects(runOnce(store, "key", { ...lost, repeatable, execute: () => lost.execute() }));
    }
    assert.equal(lost.times, repeatable ? 2 : 1);
  }
});

test("a call that another instance may have executed is looked up before it is executed", async () => {
  const settled: unknown[] = [];
  const claim = { isLocal: true, settle: (result: unknown) => void settled.push(result), release: () => {} };
  const store: IdempotencyStore = { begin: () => ({ claim }), erase: () => {} };
  const call = counted("a", accepted);
  const found = { status: 200, body: "{}" };
  assert.equal(await runOnce(store, "key", { ...call, recover: async () => found }), found);
  assert.equal(call.times, 0);
  assert.deepEqual(settled, [{ fingerprint: "a", reply: found }]);
  assert.equal((await runOnce(store, "key", { ...call, recover: async () => undefined })).status, 202);
});

test("a key is its owner's and its operation's alone", () => {
  const keys = [
    scopedKey("a", "clinic:ana", "createRequest"),
    scopedKey("a", "clinic:ana", "completeRequest"),
    scopedKey("a", "clinic:bruno", "createRequest"),
    scopedKey("b", "clinic:ana", "createRequest"),
  ];
  assert.equal(new Set(keys).size, keys.length);
  assert.equal(scopedKey(undefined, "clinic:ana", "createRequest"), undefined);
});

for (const key of ["", "a b", "a\nb", "\u00e9", "k".repeat(256), ["a", "b"]]) {
  test(`the key ${JSON.stringify(key).slice(0, 20)} is refused`, () => {
    assert.throws(() => scopedKey(key, "clinic:ana", "createRequest"), hasCode("invalid_request"));
  });
}
