import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { editHosts } from "./hosts-file-writer.ts";

const entry = { id: "clinic", key_sha256: "0".repeat(64), origins: ["https://clinic.example"] };
const isRoot = process.getuid?.() === 0;

function hostsFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "preauth-hosts-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "hosts.json");
  writeFileSync(path, "[]");
  return path;
}

test("an edit keeps owner, group and mode: the service must still be able to read the file", (t) => {
  const path = hostsFile(t);
  chmodSync(path, 0o640);
  // Only root may give a file away. Elsewhere the mode alone is at stake.
  if (isRoot) chownSync(path, 65_534, 65_534);
  const before = statSync(path);
  const mask = process.umask(0o077);
  try {
    editHosts(path, () => [entry]);
  } finally {
    process.umask(mask);
  }
  const { uid, gid, mode } = statSync(path);
  assert.deepEqual([uid, gid, mode], [before.uid, before.gid, before.mode]);
});

test("a file that is mounted is edited in place, and a shorter list leaves no rest", (t) => {
  const path = hostsFile(t);
  writeFileSync(path, JSON.stringify([entry, { ...entry, id: "other" }]));
  const mounted = `${path}.mounted`;
  writeFileSync(mounted, "");
  const script = `
    const { editHosts } = await import(${JSON.stringify(new URL("hosts-file-writer.ts", import.meta.url).href)});
    editHosts(${JSON.stringify(isRoot ? mounted : path)}, ([first]) => [first]);
  `;
  const node = [process.execPath, "--input-type=module", "--eval", script];
  // A mount needs root. Elsewhere the file is replaced as always.
  if (isRoot) {
    const mount = `mount --bind ${path} ${mounted} && exec "$@"`;
    execFileSync("unshare", ["-m", "sh", "-c", mount, "sh", ...node]);
  } else execFileSync(process.execPath, node.slice(1));
  assert.deepEqual(JSON.parse(readFileSync(path, "utf8")), [entry]);
});

test("a file that cannot be edited says why", () => {
  assert.throws(() => editHosts("/nowhere/hosts.json", () => [entry]), /cannot be created \(does not exist/);
  assert.throws(() => editHosts("/proc/hosts.json", () => [entry]), /cannot be edited now: .* \(.*E[A-Z]+\)/);
});
