import { prepareExamples } from "../examples/prepare.ts";
import { nothing, passed } from "./count.ts";
import { findTests, type NodeTestOptions, runNodeTests } from "./node-tests.ts";
import type { Job } from "./phase.ts";

/** The examples: installed once with the packed widget, then each built and driven by a test file of its own. */
export function exampleJobs(perFile: NodeTestOptions): Job[] {
  const prepared = Promise.withResolvers<boolean>();
  const prepare: Job = {
    name: "pnpm install",
    async run() {
      try {
        await prepareExamples();
        prepared.resolve(true);
        return passed;
      } catch (error) {
        // This job has failed; the others have nothing to run on.
        prepared.resolve(false);
        throw error;
      }
    },
  };
  const files = findTests(["test/examples/{next,angular}.test.ts", "test/examples/*.test.ts"]);
  const tests = files.map((file) => ({
    name: file,
    run: async () => ((await prepared.promise) ? runNodeTests([file], perFile) : nothing),
  }));
  return [prepare, ...tests];
}
