import { type Count, failure, sum } from "./count.ts";
import type { Job, Stage } from "./phase.ts";

/** How a phase ended, and how long it and each of its jobs took, in seconds. */
export type PhaseResult = { name: string; count: Count; seconds: number; jobs: JobTime[] };

export type JobTime = { name: string; seconds: number };

/** Runs the jobs of a stage in their order, and reports each phase when its last job has ended. */
export async function runStage(
  { width, phases }: Stage,
  report: (result: PhaseResult) => void,
): Promise<PhaseResult[]> {
  const queue: (() => Promise<void>)[] = [];
  const results = phases.map(async ({ name, jobs }) => {
    const began: number[] = [];
    const ended = jobs().map(
      (job) =>
        new Promise<{ count: Count; time: JobTime }>((resolve) => {
          queue.push(async () => {
            const start = Date.now();
            began.push(start);
            const count = await countOf(job);
            resolve({ count, time: { name: job.name, seconds: secondsSince(start) } });
          });
        }),
    );
    const all = await Promise.all(ended);
    const count = all.length > 0 ? sum(all.map((one) => one.count)) : failure(`${name} has nothing to run.`);
    const seconds = secondsSince(Math.min(...began, Date.now()));
    const result = { name, count, seconds, jobs: all.map(({ time }) => time) };
    report(result);
    return result;
  });
  const worker = async () => {
    for (let run = queue.shift(); run; run = queue.shift()) await run();
  };
  await Promise.all(Array.from({ length: width }, worker));
  return Promise.all(results);
}

/** A job that throws is one failure. */
function countOf({ name, run }: Job): Promise<Count> {
  return run().catch((error) => failure(`${name} broke: ${error.stack ?? error}`));
}

const secondsSince = (start: number) => (Date.now() - start) / 1000;
