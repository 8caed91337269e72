import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { deliver, deliverTo } from "../live/deliveries.ts";
import { type EventReader, openEvents } from "../live/event-reader.ts";
import { makeEvent } from "../sandbox/webhooks/event.ts";
import { named } from "./operations.ts";
import { group, nothing, type Person, person, settle, strangers, victim } from "./people.ts";
import { type Site, startSite, webhookSecret } from "./site.ts";

/* Lists and their streams: API1:2023, ASVS 5.0 8.2.2. Two instances, so that nothing leaks between them either. */

const path = "/arc/v1/authorization-requests";

describe("nobody's list holds what another group made", () => {
  let site: Site;
  let owner: Person;
  let mine: string;
  before(async () => {
    site = await startSite({ instances: 2 });
    deliverTo(site.stack.sandbox, undefined);
    site.stack.sandbox.webhooks.secrets = [webhookSecret];
    owner = person(site, await site.token({ subject: victim, group, reference: "CASE-OF-ANA" }));
    mine = (await settle(owner)).request;
  });
  after(() => site?.stop());

  const watch = (token: string, instance = 0, lastEventId?: string) =>
    openEvents({
      url: site.stack.instances[instance]?.url ?? "",
      token,
      ...(lastEventId && { lastEventId }),
    });

  for (const [stranger, tokenOf] of Object.entries(strangers)) {
    test(`for ${stranger}`, async () => {
      const somebody = person(site, await tokenOf(site));
      for (const query of ["", "?state=open", "?query=CASE-OF-ANA", `?query=${mine}`, "?page=0&size=100"]) {
        const { status, text, json } = await somebody.send({ path: `${path}${query}` });
        assert.equal(status, 200);
        assert.deepEqual(json().content, []);
        assert.deepEqual((json().page as { total_elements: number }).total_elements, 0);
        assert.ok(!text.includes(mine) && !text.includes("CASE-OF-ANA"));
      }
    });
  }

  test("nor does anybody's stream tell of it, from now on or from any earlier event", async () => {
    const open: EventReader[] = [];
    for (const tokenOf of Object.values(strangers)) {
      const token = await tokenOf(site);
      open.push(await watch(token, 0), await watch(token, 1), await watch(token, 1, "0-0"));
    }
    const colleague = await watch(await site.token({ subject: "bruno", group }), 1);
    const { beneficiary_id } = (await owner.send(named("searchBeneficiary").attempt(nothing))).json();
    const wanted = { ...nothing, beneficiary: String(beneficiary_id) };
    const created = (await owner.send(named("createRequest").attempt(wanted))).json();
    const seen = await colleague.next();
    assert.equal(
      (seen.data as { authorization_request_id: string }).authorization_request_id,
      created.authorization_request_id,
    );
    for (const stream of open) {
      await stream.staysQuiet(5);
      assert.equal(stream.response.status, 200);
      stream.close();
    }
    colleague.close();
  });

  test("a forged Last-Event-ID is no way to more, and none to fewer", async () => {
    const token = await site.token({ subject: victim, group });
    for (const forged of ["0-0", "1-1", "9".repeat(16).concat("-0"), "-1-0", "constructor", "0-0\t0"]) {
      const stream = await watch(token, 0, forged);
      assert.equal(stream.response.status, 200, forged);
      stream.close();
    }
    const all = await watch(token, 0, "0-0");
    const first = await all.next();
    assert.equal((first.data as { authorization_request_id: string }).authorization_request_id, mine);
    all.close();
  });

  test("queries that no client of ours sends are refused or find nothing", async () => {
    for (const query of [
      "state=OPEN",
      "state=__proto__",
      "page=-1",
      "page=1e9",
      "size=0",
      "size=101",
      "size=x",
    ]) {
      assert.equal((await owner.send({ path: `${path}?${query}` })).status, 422, query);
    }
    for (const query of ["query=%00", "query=.*", "query=%25", "query=(((((", `query=${"a".repeat(200)}`]) {
      const reply = await owner.send({ path: `${path}?${query}` });
      assert.equal(reply.status, 200, query);
      assert.deepEqual(reply.json().content, []);
    }
    assert.equal((await owner.send({ path: `${path}?query=${"a".repeat(201)}` })).status, 422);
  });

  test("a third stream of one session ends the first", async () => {
    const token = await site.token({ subject: "fabio", group });
    const streams = [await watch(token), await watch(token), await watch(token)];
    assert.equal(await streams[0]?.ended, "ended");
    for (const stream of streams) stream.close();
  });

  test("a webhook for a request that was not made here puts it on no list", async () => {
    const data = { authorization_request_id: "req_FOREIGN", authorization_code: "AUTH-1", products: [] };
    const event = makeEvent("authorization.created", data, {
      createdAt: new Date().toISOString(),
      environment: "sandbox",
      providerSlug: "clinic-sandbox",
    });
    assert.equal(await deliver(site.stack.sandbox, site.stack.bff.url, event), 204);
    const { json } = await owner.send({ path: `${path}?size=100` });
    assert.ok(!JSON.stringify(json()).includes("req_FOREIGN"));
  });

  test("no secret was in an answer, and no secret and nobody's data in the log", async () => {
    assert.deepEqual(site.leaked(), []);
    assert.deepEqual(await site.spilt(), []);
  });
});
