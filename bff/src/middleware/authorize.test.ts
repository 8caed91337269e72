import assert from "node:assert/strict";
import { test } from "node:test";
import { silentLogger } from "../logging/logger.ts";
import { memoryOwnership } from "../ownership/ownership.ts";
import type { Session } from "../session/session.ts";
import { request, serve } from "../testing/http.ts";
import { authorize, type Permission } from "./authorize.ts";
import { problems } from "./problems.ts";

/** The code of the problem for a session and a host that may do this; undefined when they may. */
async function codeFor(
  t: Parameters<typeof serve>[0],
  permission: Permission,
  session: Partial<Session> = {},
  sponsors?: string[],
): Promise<string | undefined> {
  const ownership = memoryOwnership();
  await ownership.grant("clinic:ana", "request", ["own"]);
  const { port } = await serve(
    t,
    problems(silentLogger),
    (ctx, next) => {
      ctx.state.session = { owner: "clinic:ana", ...session };
      ctx.state.host = { sponsors };
      ctx.state.input = {};
      return next();
    },
    authorize(permission, ownership, async (_kind, id) => (id === "own" ? "a" : undefined)),
    (ctx) => {
      ctx.body = {};
    },
  );
  return JSON.parse((await request(port, "GET", "/")).body).code;
}

const sponsor = { sponsor: () => "a" };
test("a sponsor is permitted by the session and by the host", async (t) => {
  assert.equal(await codeFor(t, sponsor), undefined);
  assert.equal(await codeFor(t, sponsor, { sponsors: ["a"] }, ["a", "b"]), undefined);
  assert.equal(await codeFor(t, sponsor, { sponsors: ["b"] }), "not_permitted");
  assert.equal(await codeFor(t, sponsor, { sponsors: ["a"] }, ["b"]), "not_permitted");
});

test("every product type must be permitted; a call about all of them is one about others too", async (t) => {
  const types = (...list: (string | undefined)[]) => ({ productTypes: () => list });
  assert.equal(await codeFor(t, types("LAB", undefined)), undefined);
  assert.equal(await codeFor(t, types("LAB"), { productTypes: ["LAB"] }), undefined);
  assert.equal(await codeFor(t, types("LAB", "IMAGING"), { productTypes: ["LAB"] }), "not_permitted");
  assert.equal(await codeFor(t, types(undefined), { productTypes: ["LAB"] }), "not_permitted");
});

test("a session for one person may not ask about others", async (t) => {
  assert.equal(await codeFor(t, { anyBeneficiary: true }), undefined);
  assert.equal(await codeFor(t, { anyBeneficiary: true }, { beneficiaryId: "b" }), "not_permitted");
});

test("what another owner made is not_found, as what does not exist", async (t) => {
  const owns = (id: string): Permission => ({ owns: () => ({ kind: "request", id }) });
  assert.equal(await codeFor(t, owns("own")), undefined);
  assert.equal(await codeFor(t, owns("other")), "not_found");
  assert.equal(await codeFor(t, owns("own"), { owner: "clinic:bruno" }), "not_found");
});

test("what was made for a sponsor that the host or the session no longer has is not permitted", async (t) => {
  const request: Permission = { owns: () => ({ kind: "request", id: "own" }) };
  assert.equal(await codeFor(t, request, {}, ["a"]), undefined);
  assert.equal(await codeFor(t, request, {}, ["b"]), "not_permitted");
  assert.equal(await codeFor(t, request, { sponsors: ["b"] }), "not_permitted");
});
