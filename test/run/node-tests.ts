import { globSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRepository } from "../stack/repository.ts";
import { runCommand } from "./command.ts";
import { type Count, failure, sum } from "./count.ts";
import type { ToldTest } from "./events.ts";

/** Test files of `node:test` below the given patterns, from the repository's top, sorted. */
export function findTests(patterns: string[]): string[] {
  return globSync(patterns, {
    cwd: inRepository("."),
    exclude: (path) => path.includes("node_modules"),
  }).sort();
}

/** Runs test files, each in a process of its own, at most `width` at once; `deadline` is ms for one file. */
export async function runNodeTests(files: string[], width: number, deadline: number): Promise<Count> {
  if (files.length === 0) return failure("There is no test file.");
  const waiting = [...files];
  const counts: Count[] = [];
  const worker = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) counts.push(await runFile(file, deadline));
  };
  await Promise.all(Array.from({ length: width }, worker));
  return sum(counts);
}

async function runFile(file: string, deadline: number): Promise<Count> {
  const folder = await mkdtemp(join(tmpdir(), "osigu-preauth-run-"));
  // A file of its own, so that what a test prints cannot be taken for its result.
  const report = join(folder, "report");
  const reporting = [
    `--test-reporter=${inRepository("test/run/events.ts")}`,
    `--test-reporter-destination=${report}`,
  ];
  // Inside another run of tests this variable would have the file report to that one.
  const env = { NODE_TEST_CONTEXT: "" };
  const result = await runCommand(process.execPath, [...reporting, file], { deadline, env });
  const told = (await readFile(report, "utf8").catch(() => "")).split("\n").filter((line) => line !== "");
  await rm(folder, { recursive: true });
  return countOf(
    file,
    result,
    told.map((line) => JSON.parse(line) as ToldTest & { ended?: true }),
  );
}

type FileResult = Awaited<ReturnType<typeof runCommand>>;

function countOf(file: string, result: FileResult, told: (ToldTest & { ended?: true })[]): Count {
  const tests = told.filter((line) => !line.ended);
  const failed = tests.filter((test) => !test.passed);
  const counted: Count = {
    passed: tests.length - failed.length,
    failed: failed.length,
    failures: failed.map((test) => `${file}\n${test.name}\n${test.why}`),
  };
  const trouble = troubleOf(result, told.at(-1)?.ended === true, counted);
  if (!trouble) return counted;
  return sum([counted, failure(`${file}\n${trouble}\n${lastLines(result.output)}`)]);
}

/** What is wrong with a file beyond the tests that it told of. */
function troubleOf(
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
