import { type Count, failure, sum } from "./run/count.ts";
import { prepareMachine } from "./run/machine.ts";
import { type Phase, phases } from "./run/phases.ts";

/*
 * `pnpm test`: everything. `pnpm test unit e2e`: these phases only. The last line is always `N passed, N failed`.
 */
const names = process.argv.slice(2);
const strangers = names.filter((name) => !phases.some((phase) => phase.name === name));
if (strangers.length > 0) {
  console.error(
    `There is no ${strangers.join(", ")}; choose of ${phases.map(({ name }) => name).join(", ")}.`,
  );
  process.exit(2);
}

const began = Date.now();
await prepareMachine((sentence) => console.log(sentence));
const chosen = phases.filter((phase) => (names.length > 0 ? names.includes(phase.name) : phase.exists()));
const stages = [...new Set(chosen.map((phase) => phase.stage))].sort((a, b) => a - b);
const counts: Count[] = [];
for (const stage of stages) {
  counts.push(...(await Promise.all(chosen.filter((phase) => phase.stage === stage).map(runPhase))));
}

const total = counts.length > 0 ? sum(counts) : failure("Nothing was run.");
for (const text of total.failures) console.log(`\n✗ ${text}`);
console.log(`\nIt took ${seconds(began)}.`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** Runs a phase and says how it ended. A phase that breaks is one failure. */
async function runPhase(phase: Phase): Promise<Count> {
  const start = Date.now();
  const count = await phase.run().catch((error) => failure(`${phase.name} broke: ${error.stack ?? error}`));
  const mark = count.failed === 0 ? "✓" : "✗";
  const numbers = `${count.passed} passed, ${count.failed} failed`;
  console.log(`${mark} ${phase.name.padEnd(10)} ${numbers.padEnd(24)} ${seconds(start)}`);
  return count;
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
