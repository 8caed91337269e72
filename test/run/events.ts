import { resolve } from "node:path";
import type { TestEvent } from "node:test/reporters";

/** What the run needs to know of one test of a file. */
export type TestResult = { name: string; passed: boolean; why?: string; file?: string };

/**
 * A reporter of Node's test runner that writes one JSON line for each test, and one at the end. Groups are not
 * counted, except where a group fails by itself: in a hook that throws or hangs. A skipped test counts as failed: it
 * proves nothing.
 */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const groups: string[] = [];
  for await (const event of events) {
    if (event.type === "test:start") groups[event.data.nesting] = event.data.name;
    if (event.type === "test:summary") yield `${JSON.stringify({ ended: true })}\n`;
    if (event.type !== "test:pass" && event.type !== "test:fail") continue;
    // Of several files in one process, Node reports one without a test as a test that passed.
    const isFile = event.data.nesting === 0 && resolve(event.data.name) === event.data.file;
    if (event.type === "test:pass" && isFile) continue;
    const result = read(event, groups);
    if (result) yield `${JSON.stringify({ ...result, file: event.data.file })}\n`;
  }
}

type Ended = Extract<TestEvent, { type: "test:pass" | "test:fail" }>;

function read(event: Ended, groups: string[]): TestResult | undefined {
  const { name, nesting, details, skip, todo } = event.data;
  const path = [...groups.slice(0, nesting), name].join(" › ");
  const error = event.type === "test:fail" ? event.data.details.error : undefined;
  if (details.type === "suite") {
    return error && causeOf(error).failureType !== "subtestsFailed"
      ? { name: path, passed: false, why: describe(error) }
      : undefined;
  }
  if (error) return { name: path, passed: false, why: describe(error) };
  if (skip !== undefined || todo !== undefined) return { name: path, passed: false, why: "It was skipped." };
  return { name: path, passed: true };
}

function causeOf(error: Error): { failureType?: unknown } {
  return error as { failureType?: unknown };
}

function describe(error: Error): string {
  const cause = error.cause ?? error;
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
