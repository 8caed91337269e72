import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";

/** Writes 96 MB of lines while nobody reads, says so, and ends when it is told to. */
const writer = `
const { processLog } = await import(${JSON.stringify(new URL("logger.ts", import.meta.url).href)});
const log = processLog("info");
for (let batch = 0; batch < 96; batch++) {
  for (let line = 0; line < 1024; line++) log.line("x".repeat(1023) + "\\n");
  await new Promise(setImmediate);
}
process.send("written");
await new Promise((resolve) => process.once("message", resolve));
process.exit(0);
`;

test("a reader that stands still costs lines and no memory, and the log tells of it", async () => {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", writer], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  try {
    await once(child, "message");
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
