/** How a phase of the run ended. `failures` says what failed, one text for each, with where and why. */
export type Count = { passed: number; failed: number; failures: string[] };

export const nothing: Count = { passed: 0, failed: 0, failures: [] };

export const passed: Count = { passed: 1, failed: 0, failures: [] };

/** Something that counts as one failed test, though no test says so: a crash, a missing tool, an empty file. */
export const failure = (why: string): Count => ({ passed: 0, failed: 1, failures: [why] });

export function sum(counts: Count[]): Count {
  return {
    passed: counts.reduce((total, count) => total + count.passed, 0),
    failed: counts.reduce((total, count) => total + count.failed, 0),
    failures: counts.flatMap((count) => count.failures),
  };
}
