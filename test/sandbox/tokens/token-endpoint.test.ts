import assert from "node:assert/strict";
import { test } from "node:test";
import { importJWK, jwtVerify } from "jose";
import { type SandboxOptions, startSandbox } from "../sandbox.ts";
import { askForToken, field, makeArcCaller, signIn } from "../testing/arc-caller.ts";

async function withSandbox(
  options: SandboxOptions,
  work: (sandbox: Awaited<ReturnType<typeof startSandbox>>) => Promise<void>,
) {
  const sandbox = await startSandbox(options);
  try {
    await work(sandbox);
  } finally {
    await sandbox.close();
  }
}

test("a token is a JWT that the sandbox really signed, with the provider in it", () =>
  withSandbox({}, async ({ url, state }) => {
    const { status, body } = await askForToken(url);
    assert.equal(status, 200);
    assert.equal(field(body, "token_type"), "bearer");
    assert.equal(field(body, "expires_in"), 3600);
    assert.match(String(field(body, "scope")), /arc:read arc:write/);
    const key = await importJWK(state.tokens.publicKey, "RS256");
    const { payload } = await jwtVerify(String(field(body, "access_token")), key);
    assert.equal(payload.provider_slug, "clinic-sandbox");
    assert.equal(payload.sub, "sandbox-client");
  }));

test("an opaque token comes with its provider beside it", () =>
  withSandbox({ tokenKind: "opaque" }, async ({ url }) => {
    const { body } = await askForToken(url);
    assert.equal(field(body, "extensions", "provider_slug"), "clinic-sandbox");
    assert.equal(field(body, "expires_in"), 86_399);
    assert.doesNotMatch(String(field(body, "access_token")), /\./);
  }));

test("the general API's token is opaque, for a day, with nothing beside it", () =>
  withSandbox({}, async ({ url }) => {
    const general = { id: "general-client", secret: "general-secret", place: "query" };
    const { body } = await askForToken(url, general);
    assert.deepEqual(Object.keys(body as object), ["access_token", "token_type", "expires_in", "scope"]);
    assert.equal(field(body, "expires_in"), 86_399);
    assert.equal(field(body, "scope"), "read write");
    assert.equal((await (await signIn(url, general)).get("/v1/sponsors")).status, 200);
  }));

test("the eleventh call in a minute is refused, and one a minute later is not", () =>
  withSandbox({}, async ({ url, clock, counts }) => {
    for (let call = 0; call < 10; call++) assert.equal((await askForToken(url)).status, 200);
    const refused = await askForToken(url);
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get("retry-after")) > 0);
    assert.equal(counts().most_token_calls_a_minute, 11);
    clock.advance(60_000);
    assert.equal((await askForToken(url)).status, 200);
  }));

const refusals = [
  { name: "a wrong secret", ask: { secret: "wrong" }, options: {}, status: 401, error: "invalid_client" },
  { name: "an unknown client", ask: { id: "nobody" }, options: {}, status: 401, error: "invalid_client" },
  {
    name: "a grant in the query for the ARC client",
    ask: { place: "query" },
    options: {},
    status: 400,
    error: "invalid_grant",
  },
  {
    name: "a grant in the body for the general API's client",
    ask: { id: "general-client", secret: "general-secret", place: "body" },
    options: {},
    status: 400,
    error: "invalid_request",
  },
  {
    name: "a grant in the body for the client of document validation",
    ask: { id: "dvs-client", secret: "dvs-secret", place: "body" },
    options: {},
    status: 400,
    error: "invalid_request",
  },
  { name: "no grant at all", ask: { place: "nowhere" }, options: {}, status: 400, error: "invalid_grant" },
] as const;

for (const { name, ask, options, status, error } of refusals) {
  test(`${name} is refused with ${status} ${error}`, () =>
    withSandbox(options, async ({ url }) => {
      const reply = await askForToken(url, ask);
      assert.equal(reply.status, status);
      assert.equal(field(reply.body, "error"), error);
    }));
}

test("GET is not a method of the token endpoint", () =>
  withSandbox({}, async ({ url }) => {
    const { status, headers } = await askForToken(url, { method: "GET" });
    assert.equal(status, 405);
    assert.equal(headers.get("allow"), "POST");
  }));

test("a secret is taken as it is, without form-url-encoding", () =>
  withSandbox({ clientId: "clínica", clientSecret: "a+b/c:d%20é" }, async ({ url }) => {
    assert.equal((await askForToken(url, { id: "clínica", secret: "a+b/c:d%20é" })).status, 200);
  }));

test("a token ends when its lifetime has passed", () =>
  withSandbox({ tokenLifetime: 60 }, async ({ url, clock }) => {
    const arc = await signIn(url);
    clock.advance(59_000);
    assert.equal((await arc.get("/v1/sponsors")).status, 200);
    clock.advance(1_000);
    assert.equal((await arc.get("/v1/sponsors")).status, 401);
  }));

test("a revoked token does not hold, and a forged one never did", () =>
  withSandbox({}, async ({ url, state }) => {
    const arc = await signIn(url);
    assert.equal(state.tokens.revoke("all"), 1);
    assert.equal((await arc.get("/v1/sponsors")).status, 401);
    assert.equal((await makeArcCaller(url, "eyJhbGciOiJub25lIn0.e30.").get("/v1/sponsors")).status, 401);
  }));

test("a token without the scope is let into nothing that needs it", () =>
  withSandbox({ scopes: ["arc:read"] }, async ({ url }) => {
    const arc = await signIn(url);
    assert.equal((await arc.get("/v1/sponsors")).status, 200);
    const refused = await arc.post("/arc/v1/authorization-requests", {});
    assert.equal(refused.status, 403);
    assert.equal(field(refused.body, "error"), "insufficient_scope");
  }));

test("the read-only client says arc:read alone, and is refused with 403 where more is needed", () =>
  withSandbox({}, async ({ url }) => {
    const readOnly = { id: "read-only-client", secret: "read-only-secret" };
    assert.equal(field((await askForToken(url, readOnly)).body, "scope"), "arc:read");
    const arc = await signIn(url, readOnly);
    assert.equal((await arc.get("/v1/sponsors")).status, 200);
    for (const path of ["/arc/v1/authorization-requests", "/v1/otp/send", "/v1/otp/validate"]) {
      assert.equal((await arc.post(path, {})).status, 403, path);
    }
  }));
