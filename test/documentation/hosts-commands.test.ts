import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { hostsCommand } from "../../bff/src/cli/hosts.ts";
import { sessionsCommand } from "../../bff/src/cli/sessions.ts";
import { inRepository } from "../stack/repository.ts";

/** What stands for the placeholders of the page. */
const values = { "<id>": "clinic", "<slug>": "sponsor-a", "<name>": "user-7" };

test("the commands of configuration.md that change hosts and sessions work in their order", (t) => {
  const page = readFileSync(inRepository("bff/docs/configuration.md"), "utf8");
  const [, section = ""] = page.split("### The `hosts` command");
  const [, block = ""] = /```sh\n([\s\S]*?)```/.exec(section) ?? [];
  const lines = block.trim().split("\n");
  assert.ok(lines.length > 12);
  const folder = mkdtempSync(join(tmpdir(), "preauth-hosts-"));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const line of lines) {
    // Without its comment and what is optional.
    const plain = line.replace(/ +#.*$/, "").replace(/ \[[^\]]*\]/g, "");
    const [pnpm, bff, command, ...args] = plain
      .split(" ")
      .map((word) => values[word as keyof typeof values] ?? word);
    assert.deepEqual([pnpm, bff], ["pnpm", "bff"], line);
    const said: string[] = [];
    const output = { out: () => {}, err: (text: string) => said.push(text) };
    const run = command === "sessions" ? sessionsCommand : hostsCommand;
    assert.equal(run(args, join(folder, "hosts.json"), output), 0, `${line}\n${said.join("\n")}`);
  }
});
