import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { passed } from "./count.ts";
import type { Job, Phase } from "./phase.ts";
import { type PhaseResult, runStage } from "./run-stage.ts";

const job = (name: string, run: Job["run"] = async () => passed): Job => ({ name, run });
const phase = (name: string, ...jobs: Job[]): Phase => ({ name, jobs: () => jobs });

async function resultsOf(width: number, ...phases: Phase[]) {
  const reported: PhaseResult[] = [];
  const results = await runStage({ width, phases }, (result) => reported.push(result));
  return { results, reported };
}

describe("A stage", () => {
  test("runs the jobs of all phases, and reports each phase once", async () => {
    const { results, reported } = await resultsOf(2, phase("a", job("1"), job("2")), phase("b", job("3")));
    assert.deepEqual(
      results.map(({ name, count }) => [name, count.passed, count.failed]),
      [
        ["a", 2, 0],
        ["b", 1, 0],
      ],
    );
    assert.deepEqual(reported.map(({ name }) => name).sort(), ["a", "b"]);
    assert.deepEqual(
      results.flatMap(({ jobs }) => jobs.map(({ name }) => name)),
      ["1", "2", "3"],
    );
  });

  test("never runs more jobs at once than its width, over all phases", async () => {
    let running = 0;
    let most = 0;
    const busy = job("busy", async () => {
      most = Math.max(most, ++running);
      for (let turns = 0; turns < 5; turns++) await turn();
      running--;
      return passed;
    });
    await resultsOf(2, phase("a", busy, busy, busy), phase("b", busy, busy));
    assert.equal(most, 2);
  });

  test("counts a job that throws as one failure, and runs the others", async () => {
    const broken = job("broken", () => Promise.reject(new Error("so")));
    const { results } = await resultsOf(1, phase("a", broken, job("1")));
    assert.deepEqual([results[0]?.count.passed, results[0]?.count.failed], [1, 1]);
    assert.match(results[0]?.count.failures.join() ?? "", /broken broke: Error: so/);
  });

  test("counts a phase without a job as a failure", async () => {
    const { results } = await resultsOf(1, phase("a"));
    assert.equal(results[0]?.count.failed, 1);
  });
});
