import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { named, uploadOf } from "./operations.ts";
import { nothing, person, settle } from "./people.ts";
import { basic, bearer, clinicOrigin, jsonBody, type Site, startSite } from "./site.ts";

/* Each act that concerns security is one line of the audit: ASVS 5.0 16.2.1, 16.3.1 to 16.3.3. */
describe("the audit", () => {
  let site: Site;
  let lines: Record<string, unknown>[];

  before(async () => {
    // Whatever the level is: the audit is no debugging aid.
    site = await startSite({ bff: { LOG_LEVEL: "fatal" } });
    const owner = person(
      site,
      await site.token({ subject: "usuario-opaco-7731", sponsor_slug: nothing.sponsor }),
    );
    const { request } = await settle(owner);
    const path = `/arc/v1/authorization-requests/${request}/upload/files`;
    await site.send({
      method: "POST",
      path: "/v1/oauth/token",
      headers: { authorization: basic(site.clinic.id, "wrong") },
    });
    await site.send({ path: "/v1/sponsors", headers: bearer("forged") });
    await owner.send({ path: "/v1/sponsors", headers: { origin: "https://evil.example" } });
    await owner.send(named("getRequest").attempt(nothing));
    await owner.send({ path: "/v1/sponsors/sponsor-sandbox/forms", headers: { origin: clinicOrigin } });
    await owner.send({ ...uploadOf("MZ"), path });
    await owner.send({ ...uploadOf("%PDF-1.7 /JavaScript "), path });
    await site.send({ method: "POST", path: "/webhooks/osigu", ...jsonBody({}) });
    const text = await site.stack.wholeLog();
    lines = text.split("\n").map((line) => JSON.parse(line));
  });
  after(() => site?.stop());

  const expected: [action: string, outcome: string, reason: string | undefined][] = [
    ["host_authenticated", "success", undefined],
    ["session_made", "success", undefined],
    ["host_refused", "failure", undefined],
    ["session_refused", "failure", "unauthenticated"],
    ["origin_refused", "failure", "origin_not_allowed"],
    ["object_refused", "failure", "not_found"],
    ["restriction_met", "failure", "not_permitted"],
    ["upload_refused", "failure", "file_type_not_allowed"],
    ["upload_flagged", "success", "script"],
    ["webhook_refused", "failure", "unauthenticated"],
  ];
  for (const [action, outcome, reason] of expected) {
    test(`tells of ${action}, once`, () => {
      const [line, ...more] = lines.filter((one) => one["event.action"] === action);
      assert.equal(more.length, 0);
      assert.equal(line?.["event.outcome"], outcome);
      assert.equal(line?.["event.reason"], reason);
      assert.equal(line?.["source.ip"], "127.0.0.0");
      assert.match(String(line?.["http.request.id"]), /^[0-9a-f-]{36}$/);
    });
  }

  test("holds nothing of anybody, and no line of another kind at this level", async () => {
    assert.ok(lines.every((line) => line["event.dataset"] === "preauth.audit"));
    assert.deepEqual(site.leaked(), []);
    assert.deepEqual(await site.spilt(), []);
  });
});
