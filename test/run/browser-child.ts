import { globSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { startTestRunner, type TestRunnerConfig } from "@web/test-runner";
import { tellTests } from "./browser-reporter.ts";
import type { ToldTest } from "./events.ts";

/*
 * The widget's browser tests, by its own configuration but told to a file: `node browser-child.ts <file>`,
 * with the widget as the working directory.
 */
const [report = ""] = process.argv.slice(2);
const [configuration] = globSync("web-test-runner.config.*");
if (!configuration || !report) throw new Error("Needs a configuration here, and a file to tell to.");
const { default: config } = (await import(pathToFileURL(configuration).href)) as {
  default: TestRunnerConfig;
};

const told: ToldTest[] = [];
const runner = await startTestRunner({
  config: { ...config, reporters: [tellTests((test) => told.push(test))] },
  readCliArgs: false,
  readFileConfig: false,
});
runner?.on("finished", () => {
  writeFileSync(report, JSON.stringify(told));
});
