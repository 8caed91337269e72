import assert from "node:assert/strict";
import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { test } from "node:test";

const module = JSON.stringify(new URL("logger.ts", import.meta.url).href);

/** Runs a script that has `loggers` and `log`, with these streams as its standard output and standard error. */
function run(script: string, stdout: "pipe" | number, stderr: "pipe" | number = "pipe"): ChildProcess {
  const opening = `const loggers = (await import(${module})).processLoggers("info"); const { log } = loggers;`;
  const stdio: StdioOptions = ["ignore", stdout, stderr, "ipc"];
  return spawn(process.execPath, ["--input-type=module", "--eval", opening + script], { stdio });
}

/** Fills more than a pipe holds, says so, and stops as the server does when it receives a message. */
const busy = `
for (let line = 0; line < 2000; line++) log.info("x".repeat(100));
setTimeout(() => process.send("running"), 300);
await new Promise((resolve) => process.once("message", resolve));
log.info("last");
await loggers.close();
process.exit(0);
`;

async function stopped(child: ChildProcess): Promise<number | null> {
  await once(child, "message");
  child.send("stop");
  const [code] = await once(child, "exit");
  return code;
}

test("a full disk does not stop the process, and standard error says why", async () => {
  const full = openSync("/dev/full", "w");
  const child = run(busy, full);
  closeSync(full);
  const errors = text(child.stderr as NonNullable<typeof child.stderr>);
  assert.equal(await stopped(child), 0);
  const lines = (await errors).trimEnd().split("\n");
  assert.equal(lines.length, 1);
  assert.partialDeepStrictEqual(JSON.parse(lines[0] ?? ""), { level: 50, code: "ENOSPC", msg: "log_failed" });
});

test("a full disk under both outputs does not stop the process", async () => {
  const full = openSync("/dev/full", "w");
  const child = run(busy, full, full);
  closeSync(full);
  assert.equal(await stopped(child), 0);
});

test("a process that exits at once does not wait for a full disk", async () => {
  const full = openSync("/dev/full", "w");
  const child = run(`log.info("only"); process.exit(0);`, full);
  closeSync(full);
  const [code] = await once(child, "exit");
  assert.equal(code, 0);
});

test("a reader that has gone does not stop the process, and standard error says why", async () => {
  const child = run(busy, "pipe");
  child.stdout?.destroy();
  const errors = text(child.stderr as NonNullable<typeof child.stderr>);
  assert.equal(await stopped(child), 0);
  assert.match(await errors, /"code":"EPIPE","msg":"log_failed"/);
});

test("a reader that stalls does not keep the process from its end", async () => {
  const child = run(busy, "pipe");
  child.stdout?.pause();
  assert.equal(await stopped(child), 0);
  child.stdout?.destroy();
});

test("a file has every line, in order", async () => {
  const folder = mkdtempSync(join(tmpdir(), "preauth-log-"));
  try {
    const path = join(folder, "log");
    const file = openSync(path, "w");
    const child = run(
      `for (let line = 0; line < 20000; line++) log.info({ line }, "counted"); await loggers.close(); process.exit(0);`,
      file,
    );
    closeSync(file);
    await once(child, "exit");
    const lines = readFileSync(path, "utf8").trimEnd().split("\n");
    assert.deepEqual(
      lines.map((line) => JSON.parse(line).line),
      Array.from({ length: 20_000 }, (_, line) => line),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
