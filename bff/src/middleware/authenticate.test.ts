import assert from "node:assert/strict";
import { test } from "node:test";
import { hostsFrom } from "../hosts/hosts.ts";
import { silentLogger } from "../logging/logger.ts";
import { type Grant, sessionTokens } from "../session/session-tokens.ts";
import { fixedSecret } from "../settings/secret.ts";
import { request, serve } from "../testing/http.ts";
import { authenticate } from "./authenticate.ts";
import { problems } from "./problems.ts";

const sessions = sessionTokens(fixedSecret(["an-invented-session-secret-of-32-bytes"]));
const hosts = hostsFrom([{ id: "clinic", key_sha256: ["0".repeat(64)], origins: ["https://a"] }]);
const grant: Grant = {
  host: "clinic",
  subject: "ana",
  origins: ["https://a"],
  sponsors: undefined,
  productTypes: undefined,
  beneficiaryId: undefined,
  within: undefined,
};

async function send(t: Parameters<typeof serve>[0], authorization: string | undefined) {
  const { port } = await serve(t, problems(silentLogger), authenticate({ hosts, sessions }), (ctx) => {
    ctx.body = { owner: ctx.state.session.owner, host: ctx.state.host.id, hostId: ctx.state.hostId };
  });
  const headers: Record<string, string> = authorization === undefined ? {} : { Authorization: authorization };
  const { status, body } = await request(port, "GET", "/", headers);
  return { status, body: JSON.parse(body) };
}

test("a session token gives the session and its host", async (t) => {
  const { token } = await sessions.issue(grant);
  for (const scheme of ["Bearer", "bearer"]) {
    const { status, body } = await send(t, `${scheme} ${token}`);
    assert.equal(status, 200);
    assert.deepEqual(body, { owner: "clinic:ana", host: "clinic", hostId: "clinic" });
  }
});

test("a token of a host that was removed is refused", async (t) => {
  const { token } = await sessions.issue({ ...grant, host: "gone" });
  assert.equal((await send(t, `Bearer ${token}`)).body.code, "unauthenticated");
});

for (const [what, authorization] of [
  ["nothing", undefined],
  ["another scheme", "Basic YTpi"],
  ["a scheme alone", "Bearer"],
  ["a scheme and a blank", "Bearer "],
  ["a token that is forged", "Bearer a.b.c"],
] as const) {
  test(`${what} is refused`, async (t) => {
    assert.deepEqual((await send(t, authorization)).body.code, "unauthenticated");
  });
}
