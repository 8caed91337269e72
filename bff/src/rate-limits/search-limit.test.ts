import assert from "node:assert/strict";
import { test } from "node:test";
import { ProblemError } from "../problem/problem-error.ts";
import { limitedSearch } from "./search-limit.ts";
import type { Charge } from "./store.ts";

const names = (charges: readonly Charge[]) => charges.map(({ name, key }) => `${name} ${key}`);
const misses = [
  "search_miss clinic:ana",
  "search_miss_long clinic:ana",
  "search_miss_host clinic",
  "search_miss_address 1.2.3.4",
];

/** What a search counts, and what is refunded when it ends in this way. */
async function counted(search: () => Promise<unknown>, hasLeft = false) {
  const taken: string[] = [];
  const refunded: string[] = [];
  const limiter = {
    take: (charges: readonly Charge[]) => void taken.push(...names(charges)),
    refund: (charges: readonly Charge[]) => void refunded.push(...names(charges)),
  };
  const searcher = { limitKey: "clinic:ana", host: "clinic", clientIp: "1.2.3.4", hasLeft: () => hasLeft };
  await limitedSearch(limiter, searcher, search).catch(() => {});
  return { taken, refunded };
}

const fails = (code: ConstructorParameters<typeof ProblemError>[0]) => async () => {
  throw new ProblemError(code);
};

test("a search is a miss for user, host and address until it has found somebody", async () => {
  const { taken, refunded } = await counted(async () => ({}));
  assert.deepEqual(taken, ["search clinic:ana", ...misses]);
  assert.deepEqual(refunded, misses);
});

for (const code of ["beneficiary_not_found", "not_found"] as const) {
  test(`a search that ends with ${code} stays a miss`, async () => {
    assert.deepEqual((await counted(fails(code))).refunded, []);
  });
}

for (const code of ["upstream_unavailable", "validation_failed", "sponsor_not_affiliated"] as const) {
  test(`a search that ends with ${code} says nothing of a person, and is no miss`, async () => {
    assert.deepEqual((await counted(fails(code))).refunded, misses);
  });
}

test("a search whose client leaves before its failure stays a miss", async () => {
  assert.deepEqual((await counted(fails("upstream_timeout"), true)).refunded, []);
});
