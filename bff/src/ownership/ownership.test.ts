import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";
import { ProblemError } from "../problem/problem-error.ts";
import { RecentErasures } from "../redis/recent-erasures.ts";
import type { SharedRedis } from "../redis/redis.ts";
import { grantLifetime, memoryOwnership, type Owned, type Ownership } from "./ownership.ts";
import { redisOwnership } from "./redis-ownership.ts";

let now = 0;
describe("ownership", () => {
  beforeEach(() => {
    now = 1_000;
    mock.method(performance, "now", () => now);
  });
  afterEach(() => mock.restoreAll());

  /** Redis as far as grants use it: keys with an end. */
  function fakeRedis(): SharedRedis {
    const ends = new Map<string, number>();
    const client = {
      set: async (key: string, _value: string, _px: "PX", milliseconds: number) => {
        ends.set(key, now + milliseconds);
      },
      pttl: async (key: string) => Math.max(-2, (ends.get(key) ?? 0) - now),
    };
    return {
      erasures: new RecentErasures(),
      isRestoring: false,
      onAvailable: () => {},
      run: async (call: (redis: typeof client) => unknown) => call(client),
      write: async (call: (redis: typeof client) => unknown) => call(client),
    } as unknown as SharedRedis;
  }

  const kinds = Object.keys(grantLifetime) as Owned[];
  const owns = (ownership: Ownership, kind: Owned) => ownership.owns("clinic:ana", kind, "id_1");

  for (const [where, make] of [
    ["memory", () => memoryOwnership()],
    ["Redis", () => redisOwnership(fakeRedis())],
  ] as const) {
    for (const kind of kinds) {
      test(`a ${kind} does not belong to its owner after its time, in ${where}`, async () => {
        const ownership = make();
        await ownership.grant("clinic:ana", kind, ["id_1"]);
        now += grantLifetime[kind] - 1;
        assert.equal(await owns(ownership, kind), true);
        now += 1;
        assert.equal(await owns(ownership, kind), false);
      });
    }

    test(`what is granted to one owner belongs to no other, nor as another kind, in ${where}`, async () => {
      const ownership = make();
      await ownership.grant("clinic:ana", "request", ["id_1"]);
      assert.equal(await ownership.owns("clinic:bruno", "request", "id_1"), false);
      assert.equal(await ownership.owns("clinic", "request", "id_1"), false);
      assert.equal(await ownership.owns("clinic:ana", "beneficiary", "id_1"), false);
      assert.equal(await ownership.owns("clinic:ana", "request", "id_2"), false);
      assert.equal(await ownership.owns("clinic:ana", "request", "id_1"), true);
    });
  }

  test("beyond the grants that fit in memory, the oldest are forgotten and the latest kept", async () => {
    const ownership = memoryOwnership();
    const ids = Array.from({ length: 200_001 }, (_, index) => `id_${index}`);
    await ownership.grant("clinic:ana", "request", ids);
    assert.equal(await ownership.owns("clinic:ana", "request", "id_0"), false);
    assert.equal(await ownership.owns("clinic:ana", "request", "id_1"), true);
    assert.equal(await ownership.owns("clinic:ana", "request", "id_200000"), true);
  });

  test("what a Redis does not know that is being restored is not said to be another's", async () => {
    const ownership = redisOwnership({ ...fakeRedis(), isRestoring: true } as SharedRedis);
    const isOverloaded = (thrown: unknown) => thrown instanceof ProblemError && thrown.code === "overloaded";
    await assert.rejects(async () => owns(ownership, "request"), isOverloaded);
  });

  test("an instance that reads a grant late does not prolong it", async () => {
    const redis = fakeRedis();
    const [one, other] = [redisOwnership(redis), redisOwnership(redis)];
    await one.grant("clinic:ana", "beneficiary", ["id_1"]);
    now += grantLifetime.beneficiary - 1_000;
    assert.equal(await owns(other, "beneficiary"), true);
    now += 1_000;
    assert.equal(await owns(other, "beneficiary"), false);
  });

  test("an object is not said to be another's before Redis has said so twice", async () => {
    const answers = [-2, 900];
    const run = async () => answers.shift();
    const ownership = redisOwnership({ ...fakeRedis(), run } as unknown as SharedRedis);
    assert.equal(await owns(ownership, "request"), true);
  });
});
