import assert from "node:assert/strict";
import { createHash, createHmac, generateKeyPairSync, sign } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { bare, person } from "./people.ts";
import { type Site, startSite } from "./site.ts";

/*
 * Forged and confused tokens: RFC 8725, ASVS 5.0 9.1.1 to 9.2.4, the algorithm and key confusions of the jose and
 * jsonwebtoken advisories. Each is refused with one and the same answer.
 */

const path = "/v1/sponsors";
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const decode = (part = "") => JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
const now = () => Math.floor(Date.now() / 1000);

/** The key that the server signs with: knowing the secret, a token can be made that only one thing is wrong with. */
const keyOf = (secret: string) =>
  createHash("sha256").update("osigu-preauth session\0").update(secret).digest();
const ownSecret = "an-invented-session-secret-of-this-suite-0001";

type Claims = Record<string, unknown>;
type Header = Record<string, unknown>;

function forge(claims: Claims, header: Header = {}, key: Buffer = keyOf(ownSecret)): string {
  const head = `${encode({ alg: "HS256", typ: "JWT", ...header })}.${encode(claims)}`;
  return `${head}.${createHmac("sha256", key).update(head).digest("base64url")}`;
}

describe("a token that this server did not make, or made for something else", () => {
  let site: Site;
  let real: string;
  let claims: Claims;
  before(async () => {
    site = await startSite({ bff: { SESSION_SECRET: ownSecret } });
    real = await site.token({ subject: "ana" });
    claims = decode(real.split(".")[1]);
  });
  after(() => site?.stop());

  const asking = (token: string) => person(site, token).send({ path });
  const without = (name: string) => {
    const { [name]: _, ...rest } = claims;
    return rest;
  };

  test("a token that is made here as the server makes it is taken: the forgeries below fail for their one fault", async () => {
    assert.equal((await asking(real)).status, 200);
    assert.equal((await asking(forge(claims))).status, 200);
  });

  const forgeries: [what: string, make: () => string][] = [
    ["of no algorithm", () => `${encode({ alg: "none", typ: "JWT" })}.${encode(claims)}.`],
    ["of no algorithm, written otherwise", () => `${encode({ alg: "NoNe", typ: "JWT" })}.${encode(claims)}.`],
    [
      "of no algorithm with the old signature",
      () => `${encode({ alg: "none" })}.${real.split(".").slice(1).join(".")}`,
    ],
    ["without a signature", () => `${real.split(".").slice(0, 2).join(".")}.`],
    ["of two parts", () => real.split(".").slice(0, 2).join(".")],
    ["of five parts", () => `${real}.a.b`],
    ["signed with another key", () => forge(claims, {}, keyOf("another-secret-that-is-long-enough-000"))],
    ["signed with the secret itself", () => forge(claims, {}, Buffer.from(ownSecret))],
    ["signed with an empty key", () => forge(claims, {}, Buffer.alloc(0))],
    [
      "signed with a key that it brings along",
      () => {
        const key = Buffer.from("brought-along-brought-along-brought-along");
        return forge(claims, { jwk: { kty: "oct", k: key.toString("base64url") } }, key);
      },
    ],
    [
      "that names a key to be fetched",
      () => forge(claims, { jku: "https://evil.example/keys", kid: "../../dev/null" }, Buffer.alloc(32)),
    ],
    [
      "of an asymmetric algorithm",
      () => {
        const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
        const head = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(claims)}`;
        return `${head}.${sign("sha256", Buffer.from(head), privateKey).toString("base64url")}`;
      },
    ],
    [
      "of a longer hash with the right key",
      () => {
        const head = `${encode({ alg: "HS512", typ: "JWT" })}.${encode(claims)}`;
        return `${head}.${createHmac("sha512", keyOf(ownSecret)).update(head).digest("base64url")}`;
      },
    ],
    ["of another type", () => forge(claims, { typ: "at+jwt" })],
    ["without a type", () => forge(claims, { typ: undefined })],
    ["with an extension that must be understood", () => forge(claims, { crit: ["b64"], b64: false })],
    ["for another audience", () => forge({ ...claims, aud: "another-service" })],
    ["for the other environment", () => forge({ ...claims, aud: "osigu-preauth/production" })],
    ["for no audience", () => forge(without("aud"))],
    ["of another issuer", () => forge({ ...claims, iss: "https://evil.example" })],
    ["of no issuer", () => forge(without("iss"))],
    ["that has expired", () => forge({ ...claims, exp: now() - 60 })],
    ["that never expires", () => forge(without("exp"))],
    ["whose end is no number", () => forge({ ...claims, exp: "9999999999" })],
    ["from the future", () => forge({ ...claims, iat: now() + 90 })],
    ["not valid yet", () => forge({ ...claims, nbf: now() + 90 })],
    ["without an id", () => forge(without("jti"))],
    ["without a host", () => forge(without("host"))],
    ["of a host that there is not", () => forge({ ...claims, host: "nobody" })],
    ["of the host __proto__", () => forge({ ...claims, host: "__proto__" })],
    ["whose origins are no list", () => forge({ ...claims, origins: "https://clinic.example" })],
    ["with one letter of its claims changed", () => real.replace(/\.(.{20})./, ".$1_")],
    [
      "with one letter of its signature changed",
      () => `${real.slice(0, -5)}${real.at(-5) === "A" ? "B" : "A"}${real.slice(-4)}`,
    ],
    ["with something behind it", () => `${real}AAAA`],
    ["that was cut off", () => real.slice(0, -10)],
    ["that is empty", () => ""],
    ["of ten thousand letters", () => `${real}${"A".repeat(10_000)}`],
    ["that is no token", () => "null"],
    ["of the vendor's", () => site.stack.sandbox.state.tokens.all()[0]?.value ?? ""],
  ];

  test("none of them is let in, and all get the same answer", async () => {
    const plain = bare(await asking("x"));
    const calls = site.upstreamCalls();
    for (const [what, make] of forgeries) {
      const reply = await asking(make());
      assert.equal(reply.status, 401, `A token ${what} is ${reply.status}.`);
      assert.deepEqual(bare(reply), plain, `A token ${what} is told apart.`);
    }
    assert.equal(site.upstreamCalls(), calls);
  });

  for (const [what] of forgeries) {
    test(`a token ${what} is still refused when the real one was seen before`, async () => {
      const [, make] = forgeries.find(([name]) => name === what) ?? ["", () => ""];
      assert.equal((await asking(real)).status, 200);
      assert.equal((await asking(make())).status, 401);
    });
  }

  const places: [what: string, attempt: (token: string) => Parameters<Site["send"]>[0]][] = [
    ["in the address", (token) => ({ path: `${path}?access_token=${token}` })],
    ["in a cookie", (token) => ({ path, headers: { cookie: `access_token=${token}` } })],
    ["in another header", (token) => ({ path, headers: { "x-access-token": token } })],
    [
      "in a form",
      (token) => ({
        method: "POST",
        path,
        body: `access_token=${token}`,
        headers: { "content-type": "application/x-www-form-urlencoded" },
      }),
    ],
    ["under another scheme", (token) => ({ path, headers: { authorization: `Token ${token}` } })],
    ["without a scheme", (token) => ({ path, headers: { authorization: token } })],
    ["after two blanks", (token) => ({ path, headers: { authorization: `Bearer  ${token}` } })],
    ["beside another", (token) => ({ path, headers: { authorization: `Bearer x, Bearer ${token}` } })],
    [
      "in two headers",
      (token) => ({ path, headers: { authorization: [`Bearer ${token}`, `Bearer ${token}`] } }),
    ],
  ];
  for (const [what, attempt] of places) {
    test(`a real token ${what} is none`, async () => {
      const reply = await site.send(attempt(real));
      assert.ok([400, 401, 405].includes(reply.status), `It is ${reply.status}.`);
    });
  }

  test("128 bits of a token are random", () => {
    // The id is all that differs between two tokens of one second, so that it is what has to be random.
    const { jti } = claims as { jti: string };
    assert.equal(Buffer.from(jti, "base64url").length, 16);
  });

  test("tokens of one user are never the same", async () => {
    const tokens = await Promise.all(Array.from({ length: 200 }, () => site.token({ subject: "ana" })));
    assert.equal(new Set(tokens).size, 200);
  });

  test("no secret was in an answer, and no secret and nobody's data in the log", async () => {
    assert.deepEqual(site.leaked(), []);
    assert.deepEqual(await site.spilt(), []);
  });
});
