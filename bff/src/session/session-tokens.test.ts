import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { beforeEach, describe, test } from "node:test";
import { SignJWT } from "jose/jwt/sign";
import { ProblemError } from "../problem/problem-error.ts";
import { type LiveSecret, Secret } from "../settings/secret.ts";
import { ownerOf, type Session } from "./session.ts";
import { type Grant, sessionTokens } from "./session-tokens.ts";

const first = "the-first-invented-secret-of-this-test";
const second = "the-second-invented-secret-of-this-test";
const grant: Grant = {
  host: "clinic",
  subject: "ana",
  origins: ["https://clinic.example"],
  sponsors: ["sponsor-a"],
  productTypes: undefined,
  beneficiaryId: undefined,
  within: "restricted",
};

/** A secret whose values can be changed, as its file's can. */
function changing(...values: string[]): LiveSecret & { becomes(...values: string[]): void } {
  let current = values.map((value) => new Secret(value));
  const listeners: (() => void)[] = [];
  return {
    current: () => current,
    onChange: (listener) => listeners.push(listener),
    becomes(...next) {
      current = next.map((value) => new Secret(value));
      for (const listener of listeners) listener();
    },
  };
}

describe("session tokens", () => {
  let now = 0;
  let secret = changing(first);
  let tokens = sessionTokens(secret, { now: () => now });
  beforeEach(() => {
    now = Date.UTC(2026, 10, 20);
    secret = changing(first);
    tokens = sessionTokens(secret, { now: () => now });
  });

  const verify = async (token: string): Promise<Session | undefined> => {
    try {
      return await tokens.verify(token);
    } catch (thrown) {
      assert.ok(thrown instanceof ProblemError && thrown.code === "unauthenticated");
      return undefined;
    }
  };

  /** A token that is right in every way but these. */
  const forged = async ({ alg = "HS256", issuer = "osigu-preauth", more = {} } = {}) => {
    const key = createHash("sha256").update("osigu-preauth session\0").update(first).digest();
    const seconds = now / 1_000;
    return new SignJWT({ host: "clinic", origins: [], ...more })
      .setProtectedHeader({ alg, typ: "JWT" })
      .setIssuer(issuer)
      .setAudience("osigu-preauth/sandbox")
      .setJti("an-invented-id")
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 60)
      .sign(key);
  };

  test("are accepted from this issuer and with this algorithm only, though the key is right", async () => {
    assert.notEqual(await verify(await forged()), undefined);
    assert.equal(await verify(await forged({ alg: "HS384" })), undefined);
    assert.equal(await verify(await forged({ alg: "HS512" })), undefined);
    assert.equal(await verify(await forged({ issuer: "another" })), undefined);
  });

  test("of more than 4,096 characters are not verified", async () => {
    assert.equal(await verify(await forged({ more: { padding: "x".repeat(4_096) } })), undefined);
  });

  test("carry host, user and restrictions", async () => {
    const { token, tokenId, expiresIn } = await tokens.issue(grant);
    assert.equal(expiresIn, 900);
    const session = await verify(token);
    assert.equal(session?.owner, ownerOf("clinic", "ana", "restricted"));
    assert.equal(session?.widerOwner, "clinic:ana");
    assert.equal(session?.limitKey, "clinic:ana");
    assert.equal(session?.tokenId, tokenId);
    assert.deepEqual(session?.sponsors, ["sponsor-a"]);
  });

  test("without a user live an hour, and have a rate limit of their own", async () => {
    const { token, tokenId, expiresIn } = await tokens.issue({ ...grant, subject: undefined });
    assert.equal(expiresIn, 3_600);
    assert.equal((await verify(token))?.limitKey, tokenId);
  });

  test("expire, whether they are cached or not", async () => {
    const { token: seen } = await tokens.issue(grant);
    const { token: unseen } = await tokens.issue(grant);
    assert.ok(await verify(seen));
    now += 959_000;
    assert.ok(await verify(seen));
    now += 2_000;
    assert.equal(await verify(seen), undefined);
    assert.equal(await verify(unseen), undefined);
  });

  for (const seconds of [10, 30, 60]) {
    test(`of an instance whose clock is ${seconds} s ahead are accepted by the others`, async () => {
      now += seconds * 1000;
      const { token } = await tokens.issue(grant);
      now -= seconds * 1000;
      assert.ok(await verify(token));
    });
  }

  test("of the future are refused: no clock is more than a minute ahead", async () => {
    now += 90_000;
    const { token } = await tokens.issue(grant);
    now -= 90_000;
    assert.equal(await verify(token), undefined);
  });

  test("are verified once, and then cached", async () => {
    const { token } = await tokens.issue(grant);
    assert.ok(tokens.verify(token) instanceof Promise);
    await verify(token);
    assert.ok(!(tokens.verify(token) instanceof Promise));
  });

  test("stay valid after a rotation for as long as the old secret is listed", async () => {
    const { token: old } = await tokens.issue(grant);
    assert.ok(await verify(old));
    secret.becomes(second, first);
    assert.ok(await verify(old));
    const { token: fresh } = await tokens.issue(grant);
    secret.becomes(second);
    assert.equal(await verify(old), undefined);
    assert.ok(await verify(fresh));
  });

  test("of one environment are not valid in the other", async () => {
    const { token } = await sessionTokens(secret, { now: () => now, environment: "production" }).issue(grant);
    assert.equal(await verify(token), undefined);
  });

  test("are issued up to the longest that is verified, and not beyond", async () => {
    const withOrigins = (count: number): Grant => ({
      ...grant,
      origins: Array.from({ length: count }, (_, at) => `https://${at}.clinic.example`),
    });
    let most = 1;
    await assert.rejects(
      async () => {
        for (; most < 1_000; most += 1) {
          const { token } = await tokens.issue(withOrigins(most));
          assert.ok(await verify(token), `${most} origins`);
        }
      },
      (thrown) => thrown instanceof ProblemError && thrown.code === "invalid_request",
    );
    assert.ok(most > 50, `${most}`);
  });

  test("are unique, also for the same grant", async () => {
    const ids = new Set<string>();
    for (let count = 0; count < 2_000; count += 1) ids.add((await tokens.issue(grant)).tokenId);
    assert.equal(ids.size, 2_000);
  });
});

describe("owners", () => {
  test("no two hosts and subjects have the same owner", () => {
    const names = [
      ownerOf("a", undefined),
      ownerOf("a", ""),
      ownerOf("a", "b"),
      ownerOf("a", "b:c"),
      ownerOf("a", undefined, "w"),
      ownerOf("a", "b", "w"),
    ];
    assert.equal(new Set(names).size, names.length);
  });
});
