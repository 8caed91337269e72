import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { HostsFileError, parseHosts, watchHosts } from "./hosts-file.ts";

const entry = { id: "clinic", key_sha256: ["0".repeat(64)], origins: ["https://clinic.example"] };

test("a byte order mark before the hosts does not stop the start", () => {
  assert.equal(parseHosts(`\uFEFF${JSON.stringify([entry])}`)[0]?.id, "clinic");
});

/** A hosts file that is watched, and what is told of it. */
function watched(t: TestContext, entries: unknown) {
  const folder = mkdtempSync(join(tmpdir(), "preauth-hosts-"));
  const path = join(folder, "hosts.json");
  const write = (content: unknown) =>
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  write(entries);
  const told: unknown[] = [];
  const hosts = watchHosts(path, {
    onRefused: (why) => told.push(why),
    onRestored: () => told.push("restored"),
    onChanged: (change) => told.push(change),
  });
  t.after(() => {
    hosts.close();
    rmSync(folder, { recursive: true });
  });
  return { hosts, told, write };
}

test("a reload is told with the hosts that it added, changed and removed", (t) => {
  const other = { ...entry, id: "other" };
  const { hosts, told, write } = watched(t, [entry, other]);
  write([
    { ...entry, sponsors: ["sponsor-a"] },
    { ...entry, id: "third" },
  ]);
  hosts.reload();
  assert.deepEqual(told, [{ added: ["third"], removed: ["other"], changed: ["clinic"] }]);
  hosts.reload();
  assert.equal(told.length, 1);
});

test("a broken file is told once, and again when it is mended", (t) => {
  const { hosts, told, write } = watched(t, [entry]);
  write("[{");
  hosts.reload();
  hosts.reload();
  assert.equal(hosts.status.isValid, false);
  assert.equal(hosts.find("clinic")?.id, "clinic");
  write([entry]);
  hosts.reload();
  assert.deepEqual(told, ["is not JSON", "restored"]);
  assert.equal(hosts.status.isValid, true);
});

test("a file that names no host is accepted: the last one may have been removed before a restart", (t) => {
  assert.equal(watched(t, []).hosts.count, 0);
});

test("a file that cannot be read says why", () => {
  assert.throws(() => watchHosts("/nowhere/hosts.json"), /cannot be read \(does not exist, ENOENT\)/);
  assert.throws(() => watchHosts("/"), /cannot be read \(is a directory, EISDIR\)/);
});

const secret = `whsec_${"A".repeat(44)}`;
const hostsWith = (webhook: object) => parseHosts(JSON.stringify([{ ...entry, webhook }]));

test("a webhook has an https address, or one of this machine, and a secret that does not print", () => {
  const [host] = hostsWith({ url: "https://clinic.example/preauth?x=1", secret: `${secret} ${secret}` });
  assert.equal(host?.webhook?.url, "https://clinic.example/preauth?x=1");
  assert.doesNotMatch(JSON.stringify(host), /whsec_/);
  assert.equal(hostsWith({ url: "http://127.0.0.1:9/", secret_file: "/x" })[0]?.webhook?.secretFile, "/x");
});

for (const [what, webhook] of Object.entries({
  "plain http": { url: "http://clinic.example/", secret },
  "a user in the address": { url: "https://user:key@clinic.example/", secret },
  "another scheme": { url: "file:///etc/passwd", secret },
  "no secret": { url: "https://clinic.example/" },
  "two kinds of secret": { url: "https://clinic.example/", secret, secret_file: "/x" },
  "a secret without its prefix": { url: "https://clinic.example/", secret: "A".repeat(44) },
  "a short secret": { url: "https://clinic.example/", secret: "whsec_QUJD" },
  "an unknown key": { url: "https://clinic.example/", secret, retries: 3 },
})) {
  test(`a webhook with ${what} is refused, without repeating it`, () => {
    assert.throws(
      () => hostsWith(webhook),
      (thrown) => thrown instanceof HostsFileError && !/QUJD|AAAA|user:key/.test(thrown.message),
    );
  });
}

test("limits of a host that are not valid are refused, with what may be limited", () => {
  const host = { id: "clinic", key_sha256: "0".repeat(64), origins: ["https://clinic.example"] };
  const parse = (limits: unknown) => parseHosts(JSON.stringify([{ ...host, limits }]));
  assert.deepEqual(parse("host=9/60,uploads=2")[0]?.limits, {
    policies: { host: { quota: 9, seconds: 60 } },
    concurrency: { uploads: 2 },
  });
  for (const wrong of ["address=1/60", "search=0/60", "uploads_in_all=4", "search", 5]) {
    assert.throws(() => parse(wrong), /is not valid at (\[0\]|0)\.limits: /, String(wrong));
  }
});
