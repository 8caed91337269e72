import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { isSessionEnded } from "../hosts/hosts.ts";
import { parseHosts } from "../hosts/hosts-file.ts";
import { sessionsCommand } from "./sessions.ts";

function hostsFile(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "preauth-sessions-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "hosts.json");
  const entry = { key_sha256: "0".repeat(64), origins: ["https://clinic.example"] };
  writeFileSync(path, JSON.stringify(["clinic", "other"].map((id) => ({ id, ...entry }))));
  const run = (...args: string[]) => {
    let err = "";
    const code = sessionsCommand(args, path, {
      out: () => {},
      err: (text) => {
        err += text;
      },
    });
    return { code, err };
  };
  /** Whether a session that was issued so many seconds ago is ended. */
  const isEnded = (id: string, subject: string | undefined, ago: number) => {
    const host = parseHosts(readFileSync(path, "utf8")).find((one) => one.id === id);
    if (host === undefined) throw new Error("no host");
    return isSessionEnded(host, { subject, issuedAt: Math.floor(Date.now() / 1000) - ago });
  };
  return { run, isEnded, text: () => readFileSync(path, "utf8") };
}

test("the sessions of one user end, and neither those of others nor later ones", (t) => {
  const { run, isEnded, text } = hostsFile(t);
  assert.equal(run("end", "--host", "clinic", "--subject", "staff-1").code, 0);
  assert.equal(isEnded("clinic", "staff-1", 5), true);
  assert.equal(isEnded("clinic", "staff-1", -5), false);
  assert.equal(isEnded("clinic", "staff-2", 5), false);
  assert.equal(isEnded("clinic", undefined, 5), false);
  assert.equal(isEnded("other", "staff-1", 5), false);
  assert.ok(!text().includes("staff-1"));
});

test("all sessions of a host end", (t) => {
  const { run, isEnded } = hostsFile(t);
  assert.equal(run("end", "--host", "clinic").code, 0);
  assert.equal(isEnded("clinic", "staff-1", 5), true);
  assert.equal(isEnded("clinic", undefined, 5), true);
  assert.equal(isEnded("other", undefined, 5), false);
});

test("what ended longer ago than a session lives is dropped at the next time", (t) => {
  const { run, text } = hostsFile(t);
  t.mock.timers.enable({ apis: ["Date"], now: Date.now() });
  run("end", "--host", "clinic", "--subject", "staff-1");
  t.mock.timers.tick(4_000_000);
  run("end", "--host", "clinic", "--subject", "staff-2");
  assert.equal(parseHosts(text())[0]?.sessions_ended?.length, 1);
});

for (const [what, args] of [
  ["another command", ["list"]],
  ["no host", ["end"]],
  ["an unknown host", ["end", "--host", "unknown"]],
  ["an empty subject", ["end", "--host", "clinic", "--subject", ""]],
  ["an unknown option", ["end", "--host", "clinic", "--all"]],
] as const) {
  test(`${what} is refused with the usage, and changes nothing`, (t) => {
    const { run, text } = hostsFile(t);
    const before = text();
    const { code, err } = run(...args);
    assert.equal(code, 2);
    assert.match(err, /Usage/);
    assert.equal(text(), before);
  });
}
