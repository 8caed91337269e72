import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { freePort } from "../stack/free-port.ts";
import { startProcess } from "../stack/process.ts";
import { answers, waitFor } from "../stack/readiness.ts";
import { inRepository } from "../stack/repository.ts";
import { startStack } from "../stack/stack.ts";
import { asUserOf, buildContext, buildImage, environmentOf, type Image, runInImage } from "./build-image.ts";

const file = inRepository("bff/deploy/Dockerfile");
const ignoreFile = `${file}.dockerignore`;

describe("the Dockerfile, step by step in an empty folder", () => {
  let into: string;
  let image: Image;
  before(() => {
    into = mkdtempSync(join(tmpdir(), "preauth-image-"));
    chmodSync(into, 0o755);
    image = buildImage(file, { context: buildContext(ignoreFile), into, args: { REVISION: "abc1234" } });
  });
  after(() => into && rmSync(into, { recursive: true, force: true }));

  const start = (name: string, command: readonly string[], env: Record<string, string>) => {
    const [program = "", ...args] = asUserOf(image, command);
    return startProcess({
      name,
      command: program,
      args,
      cwd: join(image.root, image.workdir),
      env: environmentOf(image, env),
    });
  };

  test("makes an image that serves as another user than root, and stops on SIGTERM", async (t) => {
    assert.equal(image.user, "1000:1000");
    const stack = await startStack();
    t.after(() => stack.stop());
    execFileSync("chmod", ["-R", "a+rX", join(stack.env.HOSTS_FILE ?? "", "..")]);
    const port = `${await freePort()}`;
    const bff = start("image", image.command, {
      ...stack.env,
      HOST: "127.0.0.1",
      PORT: port,
      DRAIN_SECONDS: "0",
    });
    t.after(() => bff.end("SIGKILL"));
    const url = `http://127.0.0.1:${port}`;
    await waitFor("readiness of the image", () => answers(`${url}/readyz`), { of: bff, deadline: 60_000 });
    assert.equal((await fetch(`${url}/widget/v1/loader.js`)).status, 200);
    const { build } = (await (await fetch(`${url}/readyz`)).json()) as { build: { revision: string } };
    assert.equal(build.revision, "abc1234");
    runInImage(image, image.healthcheck, { PORT: port });
    assert.equal(await bff.end(), 0);
    assert.throws(() => runInImage(image, image.healthcheck, { PORT: port }));
  });

  test("compiles the server beforehand, for its user", () => {
    const cached = globSync("bff/node_modules/.cache/compiled/**/*", {
      cwd: join(image.root, image.workdir),
      withFileTypes: true,
    }).filter((one) => one.isFile());
    assert.ok(cached.length > 100, `${cached.length} files`);
    if (process.getuid?.() === 0) {
      assert.ok(cached.every((one) => statSync(join(one.parentPath, one.name)).uid === 1000));
    }
  });

  test("has a stage that runs the sandbox", async (t) => {
    const context = buildContext(ignoreFile);
    const other = mkdtempSync(join(into, "sandbox-"));
    chmodSync(other, 0o755);
    const sandbox = buildImage(file, { context, into: other, args: {}, target: "sandbox" });
    assert.ok(existsSync(join(sandbox.root, sandbox.workdir, "bff/sandbox/main.ts")));
    const [program = "", ...args] = asUserOf(sandbox, sandbox.command);
    const port = await freePort();
    const running = startProcess({
      name: "sandbox",
      command: program,
      args,
      cwd: join(sandbox.root, sandbox.workdir),
      env: environmentOf(sandbox, {
        HOST: "127.0.0.1",
        SANDBOX_PORT: `${port}`,
        SANDBOX_CONTROL_PORT: `${await freePort()}`,
      }),
    });
    t.after(() => running.end("SIGKILL"));
    await waitFor("the sandbox", async () => running.lines.some((line) => line.includes("listening")), {
      of: running,
      deadline: 60_000,
    });
  });
});

test("the build context has no installed package, no build, no settings and no secret", () => {
  const context = buildContext(ignoreFile);
  assert.ok(context.includes("bff/src/main.ts") && context.includes("pnpm-lock.yaml"));
  const left = context.filter((path) => /node_modules|(^|\/)dist\/|\.env|hosts\.json|secrets\//.test(path));
  assert.deepEqual(left, []);
});

test("the base image is one exact version, of the Node that the tests run on", () => {
  const major = readFileSync(inRepository(".node-version"), "utf8").trim();
  const text = readFileSync(file, "utf8");
  assert.match(text, new RegExp(`^ARG NODE_IMAGE=node:${major}\\.\\d+\\.\\d+-\\w+-slim$`, "m"));
});
