import type { Reporter, TestSession, TestSuiteResult } from "@web/test-runner";
import type { TestResult } from "./events.ts";

/** A reporter of the browser test runner that passes each test of each browser to `add`. */
export function reportTests(add: (test: TestResult) => void): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      for (const test of [...sessions].flatMap(testsOf)) add(test);
    },
  };
}

function testsOf(session: TestSession): TestResult[] {
  const place = `${session.browser.name} · ${session.testFile}`;
  const tests = session.testResults ? testsOfSuite(session.testResults, place) : [];
  const errors = session.errors.map(({ message, stack }) => ({
    name: place,
    passed: false,
    why: stack ?? message,
  }));
  const failed = errors.length > 0 || tests.some((test) => !test.passed);
  if (tests.length === 0 && !failed) return [{ name: place, passed: false, why: "It holds no test." }];
  // The runner fails a file for more than its tests and errors, such as a module that was not found.
  if (session.passed === false && !failed) {
    return [...tests, { name: place, passed: false, why: session.request404s.join("\n") || "It failed." }];
  }
  return [...tests, ...errors];
}

function testsOfSuite(suite: TestSuiteResult, path: string): TestResult[] {
  const own = suite.tests.map((test) => ({
    name: `${path} › ${test.name}`,
    passed: test.passed && !test.skipped,
    why: test.skipped ? "It was skipped." : (test.error?.stack ?? test.error?.message),
  }));
  const inner = suite.suites.flatMap((child) => testsOfSuite(child, `${path} › ${child.name}`));
  return [...own, ...inner];
}
