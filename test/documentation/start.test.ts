import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { freePort } from "../stack/free-port.ts";
import { inRepository } from "../stack/repository.ts";
import { type Stack, startStack } from "../stack/stack.ts";

/** The two files of the five-minute start, as the page prints them. */
describe("the five-minute start, as it is printed", () => {
  let folder: string;
  let stack: Stack;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "osigu-preauth-start-"));
    const page = await readFile(inRepository("widget/docs/start.md"), "utf8");
    for (const name of ["server.mjs", "index.html"]) await writeFile(join(folder, name), printed(page, name));
    stack = await startStack({ origins: ["http://localhost:3000"] });
  });
  after(async () => {
    await stack?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("serves the page with the loader's tag, and gives it a session token that the BFF takes", async () => {
    const { url, stop } = await run(join(folder, "server.mjs"), stack);
    try {
      assert.match(await (await fetch(url)).text(), /<script src="[^"]+\/widget\/v1\/loader\.js" defer/);
      const reply = await fetch(`${url}/preauth-token`, { method: "POST" });
      const { access_token } = await reply.json();
      const sponsors = await fetch(`${stack.bff.url}/v1/sponsors`, {
        headers: { authorization: `Bearer ${access_token}`, origin: "http://localhost:3000" },
      });
      assert.equal(sponsors.status, 200);
    } finally {
      await stop();
    }
  });
});

/** The code block after the comment that names the file. */
function printed(page: string, name: string): string {
  const [, block] = new RegExp(`<!-- start: ${name} -->\\n+\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(page) ?? [];
  assert.ok(block, `start.md prints no ${name}`);
  return block.replace("my-page", "clinica-demo");
}

/** Runs the server on a free port, with a host of the stack's BFF. */
async function run(file: string, { bff, host }: Stack) {
  const port = await freePort();
  const child = spawn(process.execPath, [file], {
    env: { PREAUTH_BFF: bff.url, PREAUTH_HOST_KEY: host.key, PORT: String(port) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return {
    url: `http://localhost:${port}`,
    stop: async () => {
      child.kill();
      await once(child, "exit");
    },
  };
}
