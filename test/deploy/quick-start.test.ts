import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { freePort } from "../stack/free-port.ts";
import { startProcess } from "../stack/process.ts";
import { inRepository } from "../stack/repository.ts";

/** Ends what is left running when a command has failed, and shows what it said. */
const cleanUp =
  "status=$?; set +e; tail -n 4 *.log; kill $(jobs -p) 2>/dev/null; test ! -e nginx.pid || kill $(cat nginx.pid); wait; exit $status";

/** The commands of the page, in its order, with free ports in place of those that it names. */
async function commandsOf(page: string): Promise<string> {
  const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block]) => block ?? "");
  let commands = blocks.join("\n");
  const ports = new Set(commands.match(/\b(?:8787|8788|8789|8790|8443|700[1-6])\b/g));
  for (const port of ports) {
    const free = port.startsWith("70") ? await freeClusterPort() : await freePort();
    commands = commands.replaceAll(new RegExp(`\\b${port}\\b`, "g"), `${free}`);
  }
  // The address in nginx's configuration keeps its port.
  return commands.replace(/10\.0\.0\.([12]):\d+/g, "10.0.0.$1:8787");
}

/** A free port of which the one for the cluster's own messages, 10,000 above, is free too. */
async function freeClusterPort(): Promise<number> {
  const port = await freePort();
  const server = createServer().listen(port + 10_000, "127.0.0.1");
  const isFree = await once(server, "listening").then(
    () => true,
    () => false,
  );
  server.close();
  return isFree ? port : freeClusterPort();
}

test("the page of the ten-minute start works as it is printed", async (t) => {
  const checkout = mkdtempSync(join(tmpdir(), "preauth-start-"));
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: inRepository(""),
    encoding: "utf8",
  });
  for (const path of listed.split("\0").filter((one) => one !== "")) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    cpSync(inRepository(path), join(checkout, path));
  }
  const commands = await commandsOf(readFileSync(inRepository("bff/docs/quick-start.md"), "utf8"));
  const shell = startProcess({
    name: "the page",
    command: "bash",
    args: ["-ec", `trap '${cleanUp}' EXIT\n${commands}\necho done with the page`],
    cwd: checkout,
    env: npmSettings(),
  });
  t.after(async () => {
    await shell.end("SIGTERM");
    rmSync(checkout, { recursive: true, force: true });
  });
  assert.equal(await shell.exited, 0, shell.lines.slice(-40).join("\n"));
  assert.ok(shell.lines.includes("done with the page"));
  assert.ok(shell.lines.some((line) => /"vendor_token":"ok".*"redis":"ok"/.test(line)));
});

/** Where this machine gets packages. */
function npmSettings(): Record<string, string> {
  const entries = Object.entries(process.env).filter(([name]) =>
    /^(npm_config_|https?_proxy$|no_proxy$)/i.test(name),
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? ""]));
}
