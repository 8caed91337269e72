import { type Count, failure, sum } from "./run/count.ts";
import { prepareMachine } from "./run/machine.ts";
import type { Stage } from "./run/phase.ts";
import { everyRun, longRuns } from "./run/phases.ts";
import { type PhaseResult, runStage } from "./run/run-stage.ts";
import { inRepository } from "./stack/repository.ts";

/*
 * `pnpm test`: every phase of every run. `pnpm test all`: the long runs. `pnpm test unit e2e`: these phases only.
 * The last line is always `N passed, N failed`.
 */
const began = Date.now();
// Every test process, and each that it starts, reads the compiled code of the one before.
process.env.NODE_COMPILE_CACHE ??= inRepository("node_modules/.cache/compile");
const stages = choose(process.argv.slice(2));
const programs = stages.flatMap(({ phases }) => phases.flatMap((phase) => phase.programs ?? []));
await prepareMachine(new Set(programs), (sentence) => console.log(sentence));

const counts: Count[] = [];
for (const stage of stages) {
  const results = await runStage(stage, print);
  counts.push(...results.map(({ count }) => count));
}

const total = counts.length > 0 ? sum(counts) : failure("Nothing was run.");
for (const text of total.failures) console.log(`\n✗ ${text}`);
console.log(`\nIt took ${((Date.now() - began) / 1000).toFixed(1)} s.`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** The stages of the named phases; of every run where none is named. */
function choose(names: string[]): Stage[] {
  if (names.length === 0) return everyRun;
  if (names.length === 1 && names[0] === "all") return longRuns;
  const known = [...everyRun, ...longRuns];
  const phaseNames = [...new Set(known.flatMap(({ phases }) => phases.map(({ name }) => name)))];
  const unknown = names.filter((name) => !phaseNames.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no ${unknown.join(", ")}; choose of all, ${phaseNames.join(", ")}.`);
    process.exit(2);
  }
  const left = new Set(names);
  return known
    .map(({ width, phases }) => ({ width, phases: phases.filter(({ name }) => left.delete(name)) }))
    .filter(({ phases }) => phases.length > 0);
}

/** A phase's line, with the jobs that took longest. */
function print({ name, count, seconds, jobs }: PhaseResult): void {
  const mark = count.failed === 0 ? "✓" : "✗";
  const numbers = `${count.passed} passed, ${count.failed} failed`;
  const slowest = jobs
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, 3)
    .map((job) => `${job.name.split("/").at(-1)} ${job.seconds.toFixed(0)} s`);
  const details = jobs.length > 1 ? `  (${slowest.join(", ")})` : "";
  console.log(`${mark} ${name.padEnd(16)} ${numbers.padEnd(24)} ${seconds.toFixed(1)} s${details}`);
  // Told at once, in case that the run is ended from outside; the reasons stand at the end.
  for (const text of count.failures) console.log(`  ${text.split("\n").slice(0, 2).join(": ")}`);
}
