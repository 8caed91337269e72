import type { Engine } from "../e2e/engines.ts";
import { buildWidgetIfStale } from "../playground/widget-build.ts";
import { inRepository } from "../stack/repository.ts";
import { browserTestJobs } from "./browser-tests.ts";
import { countCommand } from "./command.ts";
import { passed } from "./count.ts";
import { exampleJobs } from "./examples.ts";
import { findTests, type NodeTestOptions, runNodeTests } from "./node-tests.ts";
import type { Phase, Program, Stage } from "./phase.ts";

const minute = 60_000;

/** What `tsc -p` runs on. The widget's tests may use types that its own code must not. */
const projects = ["shared", "bff", "widget", "widget/tsconfig.test.json", "test"];

const bin = (name: string) => inRepository(`node_modules/.bin/${name}`);

const types: Phase = {
  name: "types",
  jobs: () =>
    projects.map((name) => ({
      name: `tsc -p ${name}`,
      run: () => countCommand(`tsc -p ${name}`, bin("tsc"), ["-p", inRepository(name)]),
    })),
};

const lint: Phase = {
  name: "lint",
  jobs: () => [
    {
      name: "biome check",
      run: () => countCommand("biome check", bin("biome"), ["check", "--error-on-warnings", "."]),
    },
  ],
};

const build: Phase = {
  name: "build",
  jobs: () => [
    {
      name: "vite build",
      run: () => countCommand("vite build", "pnpm", ["--filter", "@osigu-preauth/widget", "build"]),
    },
  ],
};

const buildIfStale: Phase = {
  name: "build",
  jobs: () => [
    {
      name: "vite build",
      run: async () => {
        await buildWidgetIfStale(() => {});
        return passed;
      },
    },
  ],
};

const browser = (name: string, engine: Engine): Phase => ({
  name,
  programs: [engine],
  jobs: () => browserTestJobs(engine, 15 * minute),
});

/**
 * Milliseconds after which a test fails that hangs, and after which a process is ended that does. The longest takes
 * five minutes on two cores; a run in CI has to say what hung before it is ended itself.
 */
const deadlines = { testDeadline: 8 * minute, deadline: 15 * minute };

/** Test files of `node:test`, each in a process of its own, or all in so many `processes`. */
function nodeTests(
  name: string,
  patterns: string[],
  options: { env?: Record<string, string>; programs?: Program[]; processes?: number } = {},
): Phase {
  const { env, programs = [], processes = Number.POSITIVE_INFINITY } = options;
  const perProcess: NodeTestOptions = { ...deadlines, ...(env && { env }) };
  return {
    name,
    programs,
    jobs: () =>
      dealt(findTests(patterns), processes).map((files) => ({
        name: files.length === 1 ? (files[0] as string) : `${files.length} files`,
        run: () => runNodeTests(files, perProcess),
      })),
  };
}

/** Files for so many processes at most, dealt like cards, so that files which stand side by side do not meet. */
function dealt(files: string[], processes: number): string[][] {
  const count = Math.min(processes, files.length);
  return Array.from({ length: count }, (_, process) => files.filter((_, index) => index % count === process));
}

/** What runs without a browser, beside the code that it tests. */
export const unitTests = [
  "shared/src/**/*.test.ts",
  "bff/src/**/*.test.ts",
  "widget/src/**/!(*.browser).test.ts",
  "test/{documentation,run,stack,structure,sandbox,playground}/**/*.test.ts",
];

/** Lines that break, files that are missing, and documents that are made or checked: in `pnpm test all` alone. */
const longEndToEnd =
  "broken-connections|document-check.chromium|missing-files.chromium|photo-policy|server-gone";
/**
 * The files that take longest stand first, so that none is left alone at the end of a queue. The sponsors and the bad
 * line run in `pnpm test all` alone too: all of them, and longer.
 */
const endToEndTests = [
  "test/e2e/{documents,decision,resume}.test.ts",
  `test/e2e/**/!(${longEndToEnd}|every-sponsor|invented-sponsors|bad-line.chromium).test.ts`,
];
/** Without those that need what only Chromium lets a test do. */
const portableEndToEndTests = ["test/e2e/every-sponsor.test.ts", "test/e2e/**/!(*.chromium).test.ts"];
/** The pages of a host, where they ask for nothing that only Chromium lets a test do. */
const portablePageTests = ["test/browser/{loader,requests}.test.ts"];
/** Pages that a host hardly has, in each browser; those that the browser keeps or renders in advance, in Chromium. */
const longPageTests = ["test/browser/long/*.test.ts"];
const portableLongPageTests = ["test/browser/long/!(*.chromium).test.ts"];
/** Those that wait for leases, failovers and clusters run in `pnpm test all` alone. */
const longFaults = "killed-instance|redis-failover|redis-slots|redis-tls|redis-topologies";
const faultTests = ["test/faults/{tokens,upstream}.test.ts", `test/faults/!(${longFaults}).test.ts`];
/** It restarts an instance twice while a request waits. */
const longLiveTests = "group-over-restarts";
const longFaultTests = [
  `test/faults/@(${longFaults}).test.ts`,
  "test/faults/{process,tokens,upstream}.test.ts",
  `test/live/${longLiveTests}.test.ts`,
];

/** `pnpm test`: what every change has to pass, in six minutes on two cores. */
export const everyRun: Stage[] = [
  { width: 3, phases: [types, lint, build] },
  { width: 3, phases: [nodeTests("unit", unitTests, { processes: 4, programs: ["redis"] })] },
  { width: 1, phases: [browser("browser", "chromium")] },
  {
    width: 3,
    phases: [
      nodeTests("e2e", endToEndTests, {
        programs: ["chromium", "redis"],
      }),
      nodeTests("pages", ["test/browser/*.test.ts"], { programs: ["chromium"] }),
      nodeTests("budget", ["test/bench/**/*.test.ts"]),
    ],
  },
  // They wait more than they compute: for deadlines, for the lease of a process that died, for a circuit breaker.
  {
    width: 3,
    phases: [
      nodeTests("faults", faultTests, { programs: ["chromium", "redis"] }),
      nodeTests("security", ["test/security/**/*.test.ts"]),
      nodeTests("live", [`test/live/!(${longLiveTests}).test.ts`], { programs: ["redis"] }),
    ],
  },
];

const everySponsor = { EVERY_SPONSOR: "true" };

/** `pnpm test all`: what takes longer, besides; in 40 minutes on two cores. WebKitGTK is for Linux only. */
export const longRuns: Stage[] = [
  { width: 1, phases: [buildIfStale] },
  {
    width: 2,
    phases: [{ name: "examples", programs: ["chromium"], jobs: () => exampleJobs(deadlines) }],
  },
  { width: 1, phases: [browser("browser-firefox", "firefox")] },
  ...(process.platform === "linux" ? [{ width: 1, phases: [browser("browser-webkit", "webkit")] }] : []),
  {
    width: 3,
    phases: [
      nodeTests("sponsors", ["test/e2e/*sponsor*.test.ts"], {
        programs: ["chromium"],
        env: { ...everySponsor, INVENTED_SPONSORS: "60" },
      }),
      nodeTests("e2e-chromium", [`test/e2e/@(${longEndToEnd}).test.ts`], {
        programs: ["chromium", "redis"],
      }),
      nodeTests("pages-chromium", longPageTests, { programs: ["chromium"] }),
      nodeTests("slow-line", ["test/e2e/bad-line.chromium.test.ts"], {
        programs: ["chromium"],
        env: { E2E_LINE: "slow" },
      }),
      ...(["firefox", "webkit"] as const)
        .filter((engine) => engine !== "webkit" || process.platform === "linux")
        .flatMap((engine) => [
          nodeTests(`e2e-${engine}`, portableEndToEndTests, {
            programs: [engine, "redis"],
            env: { ...everySponsor, E2E_BROWSER: engine },
          }),
          nodeTests(`pages-${engine}`, [...portableLongPageTests, ...portablePageTests], {
            programs: [engine],
            env: { E2E_BROWSER: engine },
          }),
        ]),
    ],
  },
  {
    width: 2,
    phases: [
      nodeTests("fuzz", ["test/security/*fuzz.test.ts", "widget/src/flow/flow.property.test.ts"], {
        env: { FUZZ_REQUESTS: "100000", FUZZ_MULTIPARTS: "50000", PROPERTY_RUNS: "50000" },
      }),
    ],
  },
  {
    width: 2,
    phases: [
      nodeTests("deploy", ["test/deploy/**/*.test.ts"], {
        programs: ["caddy", "curl", "haproxy", "nginx", "promtool", "redis", "unzip"],
      }),
      nodeTests("long-faults", longFaultTests, {
        programs: ["chromium", "redis"],
        env: { FAULTS: "long" },
      }),
    ],
  },
];
