import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { writeHostsFile } from "../stack/host.ts";
import { inRepository } from "../stack/repository.ts";
import { basic, type Reply, type Site, startSite } from "./site.ts";

/*
 * The token endpoint: RFC 6749 sections 2.3, 3.2 and 5.2, ASVS 5.0 6.3.1 and 10.4. What is not right is refused in
 * OAuth's own shape, and who guesses is slowed down without the host being locked out.
 */

const form = "application/x-www-form-urlencoded";
const usual = "grant_type=client_credentials";

describe("host credentials", () => {
  let site: Site;
  let hostsPath: string;
  let removeHosts: () => Promise<void>;
  before(async () => {
    const file = await writeHostsFile([
      {
        id: "first",
        key: "first-key-of-this-suite",
        origins: ["https://first.example"],
        sponsors: ["sponsor-otp"],
      },
    ]);
    hostsPath = file.path;
    removeHosts = file.remove;
    site = await startSite({ bff: { HOSTS_FILE: hostsPath } });
  });
  after(async () => {
    await site?.stop();
    await removeHosts?.();
  });

  const ask = (authorization: string | undefined, body = usual, type = form, path = "/v1/oauth/token") =>
    site.send({
      method: "POST",
      path,
      headers: { ...(authorization === undefined ? {} : { authorization }), "content-type": type },
      body,
    });
  const right = () => basic("first", "first-key-of-this-suite");

  function isOAuthError(reply: Reply, status: number, error: string): void {
    assert.equal(reply.status, status, reply.text);
    assert.equal(reply.json().error, error);
    assert.equal(typeof reply.json().error_description, "string");
    assert.deepEqual(reply.headers["content-type"], ["application/json"]);
    assert.deepEqual(reply.headers["cache-control"], ["no-store"]);
  }

  const wrong: [what: string, authorization: string | undefined][] = [
    ["no credentials", undefined],
    ["a wrong key", basic("first", "wrong")],
    ["an empty key", basic("first", "")],
    ["the key's hash", basic("first", "0".repeat(64))],
    ["a stranger with a right key", basic("nobody", "first-key-of-this-suite")],
    ["the id in another case", basic("FIRST", "first-key-of-this-suite")],
    ["a key with a line behind it", basic("first", "first-key-of-this-suite\n")],
    ["a key with a NUL behind it", basic("first", "first-key-of-this-suite\0")],
    ["no colon", `Basic ${btoa("first")}`],
    ["nothing behind the scheme", "Basic "],
    ["no Base64", "Basic ???"],
    ["another scheme", `Bearer ${btoa("first:first-key-of-this-suite")}`],
    ["the id __proto__", basic("__proto__", "x")],
    ["the id constructor", basic("constructor", "x")],
    ["a very long key", basic("first", "k".repeat(9_000))],
  ];
  for (const [what, authorization] of wrong) {
    test(`${what}: invalid_client, and how to do it right`, async () => {
      const reply = await ask(authorization);
      isOAuthError(reply, 401, "invalid_client");
      assert.match(reply.headers["www-authenticate"]?.[0] ?? "", /^Basic realm=/);
    });
  }

  test("all of them get one and the same answer", async () => {
    const texts = await Promise.all(wrong.map(async ([, authorization]) => (await ask(authorization)).text));
    assert.equal(new Set(texts).size, 1);
  });

  const malformed: [what: string, body: string, type: string, error: string][] = [
    ["no grant", "", form, "invalid_request"],
    ["another grant", "grant_type=password", form, "unsupported_grant_type"],
    ["a grant twice", `${usual}&${usual}`, form, "invalid_request"],
    ["a subject twice", `${usual}&subject=a&subject=b`, form, "invalid_request"],
    ["a subject that cannot be written in a header", `${usual}&subject=a%0d%0ab`, form, "invalid_request"],
    ["a subject with a tab", `${usual}&subject=a%09b`, form, "invalid_request"],
    ["a very long subject", `${usual}&subject=${"s".repeat(201)}`, form, "invalid_request"],
    ["another host's origin", `${usual}&origin=https://other.example`, form, "invalid_request"],
    [
      "an origin with more behind it",
      `${usual}&origin=https://first.example.evil.example`,
      form,
      "invalid_request",
    ],
    ["a sponsor that is not the host's", `${usual}&sponsor_slug=sponsor-sandbox`, form, "invalid_request"],
    [
      "one sponsor of two that is not the host's",
      `${usual}&sponsor_slug=sponsor-otp+sponsor-sandbox`,
      form,
      "invalid_request",
    ],
    ["more than a token can hold", `${usual}&product_type=${"AB+".repeat(660)}`, form, "invalid_request"],
    ["a body of another type", usual, "text/plain", "invalid_request"],
    ["JSON that is none", "{", "application/json", "invalid_request"],
    ["JSON that is a list", "[]", "application/json", "invalid_request"],
    [
      "JSON with a list for a text",
      '{"grant_type":["client_credentials"]}',
      "application/json",
      "invalid_request",
    ],
    ["JSON that is nested without end", "[".repeat(5_000), "application/json", "invalid_request"],
  ];
  for (const [what, body, type, error] of malformed) {
    test(`${what}: ${error}`, async () => isOAuthError(await ask(right(), body, type), 400, error));
  }

  test("a body beyond measure: refused, in the same shape", async () => {
    isOAuthError(await ask(right(), `${usual}&x=${"x".repeat(9_000)}`), 413, "invalid_request");
  });

  test("another method: refused, in the same shape", async () => {
    const reply = await site.send({ path: "/v1/oauth/token", headers: { authorization: right() } });
    isOAuthError(reply, 405, "invalid_request");
  });

  test("a token holds no more than the host was given", async () => {
    const { access_token } = (await ask(right())).json();
    const claims = JSON.parse(Buffer.from(String(access_token).split(".")[1] ?? "", "base64url").toString());
    assert.deepEqual(claims.sponsors, ["sponsor-otp"]);
    assert.deepEqual(claims.origins, ["https://first.example"]);
  });

  test("keys of the body that mean something to JavaScript mean nothing here", async () => {
    const body = `{"grant_type":"client_credentials","__proto__":{"sponsor_slug":"x"},"constructor":{"prototype":{"a":1}}}`;
    assert.equal((await ask(right(), body, "application/json")).status, 200);
  });

  test("a host is added, rotated and removed while the server runs, and its sessions end with it", async () => {
    const hosts = (...args: string[]) =>
      execFileSync(process.execPath, [inRepository("bff/src/main.ts"), "hosts", ...args], {
        env: { PATH: process.env.PATH, HOSTS_FILE: hostsPath },
        stdio: ["ignore", "pipe", "ignore"],
      }).toString();
    const keyIn = (text: string) => /key {2}(\S+)/.exec(text)?.[1] ?? "";
    const becomes = async (status: number, id: string, key: string) => {
      for (let tries = 0; tries < 600; tries += 1) {
        if ((await ask(basic(id, key))).status === status) return;
        await pause(100);
      }
      assert.fail(`${id} did not become ${status}.`);
    };
    const first = keyIn(hosts("add", "second", "--origin", "https://second.example"));
    await becomes(200, "second", first);
    const second = keyIn(hosts("rotate", "second"));
    await becomes(200, "second", second);
    assert.equal((await ask(basic("second", first))).status, 200);
    hosts("rotate", "second", "--finish");
    await becomes(401, "second", first);
    const { access_token } = (await ask(basic("second", second))).json();
    const using = () =>
      site.send({ path: "/v1/sponsors", headers: { authorization: `Bearer ${access_token}` } });
    assert.equal((await using()).status, 200);
    hosts("remove", "second");
    await becomes(401, "second", second);
    assert.equal((await using()).status, 401);
    assert.ok(![first, second].some((key) => readFileSync(hostsPath, "utf8").includes(key)));
  });

  test("no secret was in an answer, and no secret and nobody's data in the log", async () => {
    assert.deepEqual(site.leaked(), []);
    assert.deepEqual(await site.spilt(), []);
  });
});
