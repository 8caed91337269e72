import assert from "node:assert/strict";
import { test } from "node:test";
import { ProblemError } from "../problem/problem-error.ts";
import { MemoryBudget } from "./memory-budget.ts";

const isOverloaded = (thrown: unknown) => thrown instanceof ProblemError && thrown.code === "overloaded";

test("bodies hold no more memory together than the budget, and free it once", () => {
  const budget = new MemoryBudget(60, 100);
  const free = budget.reserve(60);
  assert.throws(() => budget.reserve(41), isOverloaded);
  budget.reserve(40);
  free();
  free();
  assert.throws(() => budget.reserve(61), isOverloaded);
  budget.reserve(60);
});

test("the largest body has room when it is alone, and no second one beside it", () => {
  const budget = new MemoryBudget(140, 100);
  const free = budget.reserve(140);
  assert.throws(() => budget.reserve(140), isOverloaded);
  free();
  budget.reserve(140);
});
