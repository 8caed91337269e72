import { globSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRepository } from "../stack/repository.ts";
import { runCommand } from "./command.ts";
import { type Count, failure, sum } from "./count.ts";
import type { TestResult } from "./events.ts";

/** Test files of `node:test` below the given patterns, from the repository's top: those of the first pattern first. */
export function findTests(patterns: string[]): string[] {
  const found = patterns.flatMap((pattern) =>
    globSync(pattern, {
      cwd: inRepository("."),
      exclude: (path) => path.includes("node_modules"),
    }).sort(),
  );
  return [...new Set(found)];
}

export type NodeTestOptions = {
  /** Milliseconds after which the file's process is ended and the file has failed. */
  deadline: number;
  /** Further environment variables. */
  env?: Record<string, string>;
};

/** Runs one test file in a process of its own. */
export async function runNodeTest(file: string, { deadline, env = {} }: NodeTestOptions): Promise<Count> {
  const folder = await mkdtemp(join(tmpdir(), "osigu-preauth-run-"));
  // A file of its own, so that what a test prints cannot be taken for its result.
  const report = join(folder, "report");
  const reporting = [
    `--test-reporter=${inRepository("test/run/events.ts")}`,
    `--test-reporter-destination=${report}`,
  ];
  const result = await runCommand(process.execPath, [...reporting, file], {
    deadline,
    // Inside another run of tests this variable would have the file report to that one.
    env: { ...env, NODE_TEST_CONTEXT: "" },
  });
  const lines = (await readFile(report, "utf8").catch(() => "")).split("\n").filter((line) => line !== "");
  await rm(folder, { recursive: true });
  return countOf(
    file,
    result,
    lines.map((line) => JSON.parse(line) as ReportLine),
  );
}

type FileResult = Awaited<ReturnType<typeof runCommand>>;
type ReportLine = TestResult & { ended?: true };

function countOf(file: string, result: FileResult, lines: ReportLine[]): Count {
  const tests = lines.filter((line) => !line.ended);
  const failed = tests.filter((test) => !test.passed);
  const counted: Count = {
    passed: tests.length - failed.length,
    failed: failed.length,
    failures: failed.map((test) => `${file}\n${test.name}\n${test.why}`),
  };
  const problem = problemOf(result, lines.at(-1)?.ended === true, counted);
  if (!problem) return counted;
  return sum([counted, failure(`${file}\n${problem}\n${lastLines(result.output)}`)]);
}

/** What is wrong with a file beyond its failed tests. */
function problemOf(
  { code, timedOut }: FileResult,
  ended: boolean,
  { passed, failed }: Count,
): string | undefined {
  if (timedOut) return "It did not end by itself.";
  if (failed > 0) return undefined;
  if (code !== 0) return `It ended with ${code}.`;
  if (!ended || passed === 0) return "It holds no test.";
  return undefined;
}

const lastLines = (text: string) => text.trim().split("\n").slice(-30).join("\n");
