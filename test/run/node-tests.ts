import { globSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
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
  /** Milliseconds after which the process is ended and has failed. */
  deadline: number;
  /** Milliseconds after which a test or a hook has failed, and the next one begins. */
  testDeadline?: number;
  /** Further environment variables. */
  env?: Record<string, string>;
};

/**
 * Runs test files in one process. Several share what is loaded, which for small files is most of the time; the hooks of
 * such files stand in groups, because a hook outside of a group is one of all files.
 */
export async function runNodeTests(files: string[], options: NodeTestOptions): Promise<Count> {
  const { deadline, testDeadline = deadline, env = {} } = options;
  const folder = await mkdtemp(join(tmpdir(), "osigu-preauth-run-"));
  // A file of its own, so that what a test prints cannot be taken for its result.
  const report = join(folder, "report");
  const reporting = [
    `--test-reporter=${inRepository("test/run/events.ts")}`,
    `--test-reporter-destination=${report}`,
  ];
  const together = files.length > 1 ? ["--test", "--test-isolation=none"] : [];
  const args = [...together, `--test-timeout=${testDeadline}`, ...reporting, ...files];
  const result = await runCommand(process.execPath, args, {
    deadline,
    // Inside another run of tests this variable would have the file report to that one.
    env: { ...env, NODE_TEST_CONTEXT: "" },
  });
  const lines = (await readFile(report, "utf8").catch(() => "")).split("\n").filter((line) => line !== "");
  await rm(folder, { recursive: true });
  return countOf(
    files,
    result,
    lines.map((line) => JSON.parse(line) as ReportLine),
  );
}

type ProcessResult = Awaited<ReturnType<typeof runCommand>>;
type ReportLine = TestResult & { ended?: true };

function countOf(files: string[], result: ProcessResult, lines: ReportLine[]): Count {
  const tests = lines.filter((line) => !line.ended);
  const failed = tests.filter((test) => !test.passed);
  const counted: Count = {
    passed: tests.length - failed.length,
    failed: failed.length,
    failures: failed.map(
      (test) => `${relative(inRepository("."), test.file ?? "")}\n${test.name}\n${test.why}`,
    ),
  };
  const tail = lastLines(result.output);
  if (result.timedOut || (failed.length === 0 && result.code !== 0)) {
    const problem = result.timedOut ? "It did not end by itself." : `It ended with ${result.code}.`;
    return sum([counted, failure(`${files.join(" ")}\n${problem}\n${tail}`)]);
  }
  if (failed.length > 0) return counted;
  const hasEnded = lines.at(-1)?.ended === true;
  const tested = new Set(tests.map(({ file }) => file));
  const isTested = (file: string) =>
    files.length === 1 ? tests.length > 0 : tested.has(resolve(inRepository("."), file));
  const empty = files.filter((file) => !hasEnded || !isTested(file));
  return sum([counted, ...empty.map((file) => failure(`${file}\nIt holds no test.\n${tail}`))]);
}

const lastLines = (text: string) => text.trim().split("\n").slice(-30).join("\n");
