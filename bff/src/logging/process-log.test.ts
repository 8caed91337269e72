import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { test } from "node:test";

const module = JSON.stringify(new URL("logger.ts", import.meta.url).href);

function run(script: string) {
  const opening = `const { log } = (await import(${module})).processLoggers("info");`;
  return spawn(process.execPath, ["--input-type=module", "--eval", opening + script], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
}

/** Logs 96 MB while nobody reads, reports it, and ends when it receives a message. */
const writer = `
for (let batch = 0; batch < 96; batch++) {
  for (let line = 0; line < 1024; line++) log.info("x".repeat(960));
  await new Promise(setImmediate);
}
process.send({ rss: process.memoryUsage.rss() });
await new Promise((resolve) => process.once("message", resolve));
process.exit(0);
`;

test("a reader that stands still costs lines and no memory, and the log says how many characters", async () => {
  const child = run(writer);
  try {
    const [{ rss }] = await once(child, "message");
    assert.ok(rss < 250 * 1024 * 1024, `${rss} bytes of memory`);
    let length = 0;
    let tail = "";
    for await (const chunk of child.stdout ?? []) {
      length += chunk.length;
      tail = (tail + chunk).slice(-100_000);
      if (tail.includes("log_dropped")) break;
    }
    assert.match(tail, /"characters":\d+,"msg":"log_dropped"/);
    assert.ok(length < 40 * 1024 * 1024);
  } finally {
    child.kill("SIGKILL");
  }
});

test("lines that wait are written when the process exits", async () => {
  const child = run(`for (let line = 0; line < 500; line++) log.info({ line }, "last"); process.exit(0);`);
  const lines = (await text(child.stdout as NonNullable<typeof child.stdout>)).trimEnd().split("\n");
  assert.equal(lines.length, 500);
  assert.equal(JSON.parse(lines.at(-1) ?? "").line, 499);
});

test("a line is written within a moment, though nothing follows it", async () => {
  const child = run(`log.info("alone"); setInterval(() => {}, 1000);`);
  try {
    const [chunk] = await once(child.stdout as NonNullable<typeof child.stdout>, "data");
    assert.match(String(chunk), /"msg":"alone"/);
  } finally {
    child.kill("SIGKILL");
  }
});
