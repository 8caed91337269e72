import { inRepository } from "../stack/repository.ts";
import { hasBrowserTests, runBrowserTests } from "./browser-tests.ts";
import { countCommand } from "./command.ts";
import { type Count, sum } from "./count.ts";
import { findTests, runNodeTests } from "./node-tests.ts";

/**
 * A part of `pnpm test`. Phases of one stage run at the same time, and a stage begins when the one before has
 * ended; what measures or needs the machine for itself stands alone.
 */
export type Phase = {
  name: string;
  stage: number;
  /** Whether there is anything to run; a phase without is left out, not passed. */
  exists(): boolean;
  run(): Promise<Count>;
};

/** What `tsc -p` is run on; the widget's tests have types that its own code must not have. */
const projects = ["shared", "bff", "widget", "widget/tsconfig.test.json", "test"];

const minute = 60_000;

const bin = (name: string, from = ".") => inRepository(`${from}/node_modules/.bin/${name}`);

const types: Phase = {
  name: "types",
  stage: 1,
  exists: () => true,
  run: async () =>
    sum(
      await Promise.all(
        projects.map((name) => countCommand(`tsc -p ${name}`, bin("tsc"), ["-p", inRepository(name)])),
      ),
    ),
};

const lint: Phase = {
  name: "lint",
  stage: 1,
  exists: () => true,
  run: () => countCommand("biome check", bin("biome"), ["check", "--error-on-warnings", "."]),
};

const build: Phase = {
  name: "build",
  stage: 1,
  exists: () => findTests(["widget/vite.config.*"]).length > 0,
  run: () => countCommand("vite build", "pnpm", ["--filter", "@osigu-preauth/widget", "build"]),
};

const browser: Phase = {
  name: "browser",
  stage: 3,
  exists: hasBrowserTests,
  run: () => runBrowserTests(10 * minute),
};

/** Test files of `node:test`: where they are, how many at once, and ms after which one hangs: far more than a slow machine needs. */
function nodeTests(
  name: string,
  stage: number,
  patterns: string[],
  { width, deadline }: { width: number; deadline: number },
): Phase {
  const files = () => findTests(patterns);
  return {
    name,
    stage,
    exists: () => files().length > 0,
    run: () => runNodeTests(files(), width, deadline),
  };
}

/** What runs without a browser, beside the code that it tests. */
const unitTests = [
  "shared/src/**/*.test.ts",
  "bff/src/**/*.test.ts",
  "widget/src/**/!(*.browser).test.ts",
  "test/{run,stack,structure,sandbox,playground}/**/*.test.ts",
];

/** In another browser than Chromium, all but what only Chromium lets a test do; those others are slower. */
const isElsewhere = !["", "chromium"].includes(process.env.E2E_BROWSER ?? "");
const endToEndTests = isElsewhere ? "test/e2e/**/!(*.chromium).test.ts" : "test/e2e/**/*.test.ts";

/** All that `pnpm test` does, in its order. */
export const phases: Phase[] = [
  types,
  lint,
  build,
  nodeTests("unit", 2, unitTests, { width: 3, deadline: 3 * minute }),
  browser,
  nodeTests("e2e", 4, [endToEndTests], { width: 2, deadline: (isElsewhere ? 20 : 10) * minute }),
  nodeTests("pages", 4, ["test/browser/**/*.test.ts"], { width: 1, deadline: 5 * minute }),
  nodeTests("budget", 5, ["test/bench/**/*.test.ts"], { width: 1, deadline: 3 * minute }),
  nodeTests("security", 6, ["test/security/**/*.test.ts"], { width: 2, deadline: 5 * minute }),
  nodeTests("live", 7, ["test/live/**/*.test.ts"], { width: 2, deadline: 5 * minute }),
  // Most of their time passes in waiting: for a lease of somebody who died, for a deadline, for a breaker's probe.
  nodeTests("faults", 8, ["test/faults/**/*.test.ts"], { width: 2, deadline: 5 * minute }),
];
