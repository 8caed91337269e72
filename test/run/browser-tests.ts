import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../e2e/engines.ts";
import { inRepository } from "../stack/repository.ts";
import { runCommand } from "./command.ts";
import { type Count, failure, sum } from "./count.ts";
import type { TestResult } from "./events.ts";
import type { Job } from "./phase.ts";

/** The widget's own tests in one browser, as one job: the runner takes the files in turn by itself. */
export function browserTestJobs(engine: Engine, deadline: number): Job[] {
  return [{ name: `web-test-runner in ${engine}`, run: () => runBrowserTests(engine, deadline) }];
}

async function runBrowserTests(engine: string, deadline: number): Promise<Count> {
  const folder = await mkdtemp(join(tmpdir(), "osigu-preauth-run-"));
  const report = join(folder, "report.json");
  const { code, output, timedOut } = await runCommand(
    process.execPath,
    [inRepository("test/run/browser-child.ts"), report],
    { cwd: inRepository("widget"), deadline, env: { WTR_BROWSER: engine } },
  );
  const results = existsSync(report) ? (JSON.parse(await readFile(report, "utf8")) as TestResult[]) : [];
  await rm(folder, { recursive: true });

  const failed = results.filter((test) => !test.passed);
  const counted: Count = {
    passed: results.length - failed.length,
    failed: failed.length,
    failures: failed.map((test) => `${test.name}\n${test.why ?? "It failed."}`),
  };
  if (counted.failed > 0 || (code === 0 && counted.passed > 0)) return counted;
  const why = timedOut ? "The browser tests did not end." : `The browser tests ended with ${code}.`;
  return sum([counted, failure(`${why}\n${output.trim()}`)]);
}
