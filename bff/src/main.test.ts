import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const start = fileURLToPath(new URL("../start.mjs", import.meta.url));

function run(args: string[], env: Record<string, string>) {
  return spawnSync(process.execPath, [start, ...args], { env, encoding: "utf8" });
}

test("wrong settings stop the process, with one line for each", () => {
  const { status, stdout, stderr } = run([], { LOG_LEVEL: "loud", PORT: "many" });
  assert.equal(status, 1);
  assert.equal(stdout, "");
  const variables = stderr
    .trimEnd()
    .split("\n")
    .map((line) => line.split(" ", 1)[0]);
  assert.deepEqual(variables.toSorted(), [
    "HOSTS_FILE",
    "LOG_LEVEL",
    "OSIGU_CLIENT_ID",
    "OSIGU_CLIENT_SECRET",
    "PORT",
    "SESSION_SECRET",
  ]);
});

test("an unknown command names the commands", () => {
  const { status, stderr } = run(["start"], {});
  assert.equal(status, 2);
  assert.match(
    stderr,
    /^Unknown command start\. Commands: serve, webhooks, erase, doctor, sessions, hosts\.\n$/,
  );
});

test("--version names the server's version, its commit and Node", () => {
  const { status, stdout } = run(["--version"], {});
  assert.equal(status, 0);
  assert.match(stdout, /^preauth-bff \d+\.\d+\.\d+ \(development\) on Node \d+\.\d+\.\d+\n$/);
});

for (const option of ["--help", "-h"]) {
  test(`${option} names every command`, () => {
    const { status, stdout } = run([option], {});
    assert.equal(status, 0);
    for (const command of ["serve", "hosts", "sessions", "webhooks", "erase", "doctor"])
      assert.match(stdout, new RegExp(`^ {2}${command}`, "m"));
  });
}

const helped = [
  "serve",
  "hosts",
  "hosts sponsor add",
  "sessions end",
  "webhooks deliveries",
  "erase",
  "doctor",
];
for (const command of helped) {
  test(`${command} --help prints how it is used, without any setting`, () => {
    const { status, stdout, stderr } = run([...command.split(" "), "--help"], {});
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(stdout, new RegExp(`^Usage\\b[^]*${command}`));
  });
}

for (const version of ["18.20.0", "20.20.2", "22.18.0", "23.5.0"]) {
  test(`Node ${version} is refused with one line that names the version needed`, () => {
    const fake = `Object.defineProperty(process, "versions", { value: { node: "${version}" } });`;
    const args = ["--import", `data:text/javascript,${encodeURIComponent(fake)}`, start];
    const { status, stderr } = spawnSync(process.execPath, args, { env: {}, encoding: "utf8" });
    assert.equal(status, 1);
    assert.equal(
      stderr,
      `Node ${version} is too old: the server needs Node 22.19 or later (24 is recommended).\n`,
    );
  });
}

test("the entry has no syntax or import that an old Node cannot read", () => {
  const source = readFileSync(start, "utf8");
  assert.deepEqual(source.match(/^import .*/gm), [
    'import module from "node:module";',
    'import { fileURLToPath } from "node:url";',
  ]);
});
