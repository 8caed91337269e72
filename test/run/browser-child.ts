import { globSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { startTestRunner, type TestRunnerConfig } from "@web/test-runner";
import { reportTests } from "./browser-reporter.ts";
import type { TestResult } from "./events.ts";
import { WebKitLauncher } from "./webkit-launcher.ts";

/*
 * The widget's browser tests, with their own configuration, reported to a file: `node browser-child.ts <file>`,
 * with the widget as the working directory.
 */
const [report = ""] = process.argv.slice(2);
const [configuration] = globSync("web-test-runner.config.*");
if (!configuration || !report) throw new Error("Needs a configuration here, and a file for the report.");
const { default: config } = (await import(pathToFileURL(configuration).href)) as {
  default: TestRunnerConfig;
};

const results: TestResult[] = [];
// The widget's own configuration has the browsers that a package of the runner starts.
const browsers = process.env.WTR_BROWSER === "webkit" ? [new WebKitLauncher()] : config.browsers;
const runner = await startTestRunner({
  config: { ...config, browsers, reporters: [reportTests((test) => results.push(test))] },
  readCliArgs: false,
  readFileConfig: false,
});
runner?.on("finished", () => {
  writeFileSync(report, JSON.stringify(results));
});
