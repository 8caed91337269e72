import assert from "node:assert/strict";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, beforeEach, describe, test } from "node:test";
import { hostsFrom } from "../hosts/hosts.ts";
import { parseHosts } from "../hosts/hosts-file.ts";
import { hostsCommand } from "./hosts.ts";

const folder = mkdtempSync(join(tmpdir(), "preauth-hosts-"));
const path = join(folder, "hosts.json");

function run(...args: string[]) {
  const written = { out: "", err: "" };
  const code = hostsCommand(args, path, {
    out: (text) => {
      written.out += `${text}\n`;
    },
    err: (text) => {
      written.err += `${text}\n`;
    },
  });
  return { code, ...written, key: /key {2}(\S+)/.exec(written.out)?.[1] ?? "" };
}

const hosts = () => hostsFrom(parseHosts(readFileSync(path, "utf8")));
const origin = ["--origin", "https://clinic.example"];

describe("the hosts command", () => {
  after(() => rmSync(folder, { recursive: true }));

  beforeEach(() => rmSync(path, { force: true }));

  test("adds a host whose key is valid and is not stored", () => {
    const { code, key } = run("add", "clinic", ...origin, "--sponsor", "sponsor-a");
    assert.equal(code, 0);
    assert.equal(hosts().authenticate("clinic", key)?.id, "clinic");
    assert.deepEqual(hosts().find("clinic")?.sponsors, ["sponsor-a"]);
    assert.ok(!readFileSync(path, "utf8").includes(key));
  });

  test("creates different keys of 256 bits", () => {
    const keys = ["a", "b", "c"].map((id) => run("add", id, ...origin).key.replace("preauth_", ""));
    assert.equal(new Set(keys).size, 3);
    for (const key of keys) assert.equal(Buffer.from(key, "base64url").length, 32);
  });

  test("sets a host's own limits, shows them, and takes them away again", () => {
    run("add", "clinic", ...origin);
    assert.equal(run("limits", "clinic", "host=9/60", "uploads=2").code, 0);
    assert.deepEqual(hosts().find("clinic")?.limits?.policies, { host: { quota: 9, seconds: 60 } });
    assert.match(run("list").out, / limits host=9\/60,uploads=2\n$/);
    const wrong = run("limits", "clinic", "address=9/60");
    assert.equal(wrong.code, 1);
    assert.match(wrong.err, /must list limits as name=count\/seconds \(session, host, /);
    assert.match(run("list").out, /uploads=2/);
    assert.equal(run("limits", "clinic", "--default").code, 0);
    assert.equal(hosts().find("clinic")?.limits, undefined);
    assert.equal(run("limits", "clinic").code, 2);
  });

  test("adds and removes origins, and the key stays", () => {
    const { key } = run("add", "clinic", ...origin);
    assert.equal(run("origin", "add", "clinic", "http://localhost:3000", "https://b.example").code, 0);
    assert.deepEqual(hosts().find("clinic")?.origins, [
      "https://clinic.example",
      "http://localhost:3000",
      "https://b.example",
    ]);
    assert.equal(run("origin", "add", "clinic", "https://b.example").code, 0);
    assert.equal(hosts().find("clinic")?.origins.length, 3);
    assert.equal(run("origin", "remove", "clinic", "https://b.example").code, 0);
    assert.equal(hosts().find("clinic")?.origins.length, 2);
    assert.ok(hosts().authenticate("clinic", key));
  });

  test("refuses an origin that no browser sends, an unknown host, and to remove the last origin", () => {
    run("add", "clinic", ...origin);
    for (const [expected, ...args] of [
      [1, "origin", "add", "clinic", "https://clinic.example/path"],
      [1, "origin", "add", "clinic", "*"],
      [2, "origin", "add", "nobody", "https://b.example"],
      [2, "origin", "remove", "clinic", "https://clinic.example"],
      [2, "origin", "add", "clinic"],
      [2, "origin", "change", "clinic", "https://b.example"],
    ] as const) {
      assert.equal(run(...args).code, expected, args.join(" "));
    }
    assert.deepEqual(hosts().find("clinic")?.origins, ["https://clinic.example"]);
  });

  test("keeps two keys valid during a rotation, and the newest after it", () => {
    const first = run("add", "clinic", ...origin).key;
    const second = run("rotate", "clinic").key;
    assert.ok(hosts().authenticate("clinic", first));
    assert.ok(hosts().authenticate("clinic", second));
    run("rotate", "clinic", "--finish");
    assert.equal(hosts().authenticate("clinic", first), undefined);
    assert.ok(hosts().authenticate("clinic", second));
  });

  test("drops the oldest of three keys when it rotates twice", () => {
    const first = run("add", "clinic", ...origin).key;
    run("rotate", "clinic");
    run("rotate", "clinic");
    assert.equal(hosts().authenticate("clinic", first), undefined);
    assert.equal(hosts().find("clinic")?.key_sha256.length, 2);
  });

  test("removes a host, and the last one too", () => {
    run("add", "clinic", ...origin);
    assert.equal(run("remove", "clinic").code, 0);
    assert.equal(hosts().find("clinic"), undefined);
  });

  test("lists hosts without their keys", () => {
    run("add", "clinic", ...origin);
    const { out } = run("list");
    assert.match(out, /^clinic {2}1 key {2}https:\/\/clinic\.example {2}every sponsor\n$/);
  });

  test("says that the rotation before was not finished, and its older key is invalid", () => {
    run("add", "clinic", ...origin);
    assert.doesNotMatch(run("rotate", "clinic").err, /not finished/);
    assert.match(run("rotate", "clinic").err, /not finished: its older key is invalid now/);
  });

  test("says that the last host was removed", () => {
    run("add", "clinic", ...origin);
    run("add", "other", ...origin);
    assert.doesNotMatch(run("remove", "other").err, /No host is left/);
    assert.match(run("remove", "clinic").err, /No host is left/);
  });

  test("adds and removes sponsors, and lifts the restriction only when told so", () => {
    run("add", "clinic", ...origin);
    assert.equal(run("sponsor", "add", "clinic", "sponsor-a", "sponsor-b").code, 0);
    run("sponsor", "add", "clinic", "sponsor-b", "sponsor-c");
    assert.deepEqual(hosts().find("clinic")?.sponsors, ["sponsor-a", "sponsor-b", "sponsor-c"]);
    run("sponsor", "remove", "clinic", "sponsor-a", "sponsor-b");
    assert.deepEqual(hosts().find("clinic")?.sponsors, ["sponsor-c"]);
    assert.equal(run("sponsor", "remove", "clinic", "sponsor-c").code, 2);
    assert.deepEqual(hosts().find("clinic")?.sponsors, ["sponsor-c"]);
    run("sponsor", "remove", "clinic", "--all");
    assert.equal(hosts().find("clinic")?.sponsors, undefined);
  });

  test("switches a host off and on, with its key and its origins", () => {
    const { key } = run("add", "clinic", ...origin);
    run("disable", "clinic");
    assert.equal(hosts().authenticate("clinic", key), undefined);
    assert.equal(hosts().find("clinic"), undefined);
    assert.equal(hosts().knowsOrigin("https://clinic.example"), false);
    assert.match(run("list").out, /switched off/);
    run("enable", "clinic");
    assert.equal(hosts().authenticate("clinic", key)?.id, "clinic");
  });

  const refused: [string, string[]][] = [
    ["a host that exists", ["add", "taken", ...origin]],
    ["a host without an origin", ["add", "new"]],
    ["a key for an unknown host", ["rotate", "unknown"]],
    ["the removal of an unknown host", ["remove", "unknown"]],
    ["an option that does not exist", ["list", "--key", "x"]],
    ["an action that does not exist", ["show", "taken"]],
    ["a second id", ["remove", "taken", "other"]],
    ["a sponsor without a host", ["sponsor", "add"]],
    ["a sponsor for an unknown host", ["sponsor", "add", "unknown", "sponsor-a"]],
    ["to switch off an unknown host", ["disable", "unknown"]],
    ["to switch off no host", ["disable"]],
  ];
  for (const [what, args] of refused) {
    test(`refuses ${what}, changes nothing and prints the usage`, () => {
      run("add", "taken", ...origin);
      const before = readFileSync(path, "utf8");
      const { code, err } = run(...args);
      assert.equal(code, 2);
      assert.match(err, /Usage/);
      assert.equal(readFileSync(path, "utf8"), before);
    });
  }

  for (const bad of [
    "*",
    "https://clinic.example/",
    "https://clinic.example/path",
    "clinic.example",
    "null",
  ]) {
    test(`refuses the origin ${bad}`, () => {
      assert.equal(run("add", "clinic", "--origin", bad).code, 1);
      assert.deepEqual(readdirSync(folder), []);
    });
  }

  test("does not change a file that it cannot read", () => {
    writeFileSync(path, "not a list");
    assert.equal(run("add", "clinic", ...origin).code, 1);
    assert.equal(readFileSync(path, "utf8"), "not a list");
  });

  test("does not edit while another process does", () => {
    run("add", "clinic", ...origin);
    writeFileSync(`${path}.lock`, "");
    const { code, err } = run("remove", "clinic");
    rmSync(`${path}.lock`);
    assert.equal(code, 1);
    assert.match(err, /lock/);
    assert.ok(hosts().find("clinic"));
  });

  test("replaces the file in one step, readable by its owner alone, and leaves nothing beside it", () => {
    run("add", "clinic", ...origin);
    const before = statSync(path);
    run("rotate", "clinic");
    const now = statSync(path);
    assert.notEqual(now.ino, before.ino);
    assert.equal(now.mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ["hosts.json"]);
  });

  test("follows a link to the file instead of replacing the link", () => {
    const real = join(folder, "real.json");
    symlinkSync(real, path);
    writeFileSync(real, "[]");
    run("add", "clinic", ...origin);
    assert.match(readFileSync(real, "utf8"), /clinic/);
    rmSync(real);
  });
});
