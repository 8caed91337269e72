import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Belongings, type Kind, named, operations, withObjects } from "./operations.ts";
import { bare, group, nothing, type Person, person, settle, strangers, victim } from "./people.ts";
import { type Attempt, jsonBody, type Site, startSite } from "./site.ts";

/*
 * Object level authorization: API1:2023, ASVS 5.0 8.2.2. Every route that touches somebody's things × everybody who
 * is not their owner: the answer to what does not exist, and nothing asked of the vendor.
 */

/** A one-time code for a request, without its person. */
const codeFor = ({ request }: Pick<Belongings, "request">): Attempt => ({
  method: "POST",
  path: "/v1/otp/send",
  ...jsonBody({ authorization_request_id: request }),
});

/** Ids that nobody was given. */
const inventions: Record<string, string> = {
  "an id that does not exist": "zzz_000000000000",
  "a number": "1",
  "the name of a property": "__proto__",
  "the name of a method": "constructor",
  "a very long id": "x".repeat(200),
};

describe("what is somebody else's does not exist", () => {
  let site: Site;
  let owner: Person;
  let theirs: Belongings;
  before(async () => {
    site = await startSite({ bff: { OTP_PAUSES: "900" } });
    owner = person(site, await site.token({ subject: victim, group }));
    theirs = await settle(owner);
  });
  after(() => site?.stop());

  for (const [stranger, tokenOf] of Object.entries(strangers)) {
    describe(`for ${stranger}`, () => {
      let somebody: Person;
      before(async () => {
        somebody = person(site, await tokenOf(site));
      });
      for (const [name, { attempt }] of withObjects) {
        test(`${name} answers as for nothing at all, and asks the vendor nothing`, async () => {
          const calls = site.upstreamCalls();
          const foreign = await somebody.send(attempt(theirs));
          const absent = await somebody.send(attempt(nothing));
          assert.equal(foreign.status, 404);
          assert.deepEqual(bare(foreign), bare(absent));
          assert.equal(site.upstreamCalls(), calls);
        });
      }

      test("no one-time code goes to the person of a request, and the answer is that for no request", async () => {
        const calls = site.upstreamCalls();
        const foreign = await somebody.send(codeFor(theirs));
        assert.equal(foreign.status, 404);
        assert.deepEqual(bare(foreign), bare(await somebody.send(codeFor(nothing))));
        assert.equal(site.upstreamCalls(), calls);
      });
    });
  }

  for (const [what, id] of Object.entries(inventions)) {
    test(`no one-time code goes to anybody for ${what} as the request`, async () => {
      const calls = site.upstreamCalls();
      assert.equal((await owner.send(codeFor({ request: id }))).status, 404);
      assert.equal(site.upstreamCalls(), calls);
    });
  }

  for (const [name, { objects, attempt }] of withObjects) {
    for (const kind of objects) {
      for (const [what, id] of Object.entries(inventions)) {
        test(`${name} with ${what} for the ${kind} is 404 for its owner too`, async () => {
          const calls = site.upstreamCalls();
          const reply = await owner.send(attempt({ ...theirs, [kind satisfies Kind]: id }));
          assert.equal(reply.status, 404);
          assert.equal(site.upstreamCalls(), calls);
        });
      }
    }
  }

  test("a real id of the vendor's that nobody looked up is out of reach", async () => {
    const calls = site.upstreamCalls();
    const real = { ...theirs, beneficiary: "bnf_01HW8GQ2KMNP3F4R5T6Y7U8I9O" };
    assert.equal((await owner.send(operations.createRequest?.attempt(real) ?? { path: "" })).status, 404);
    assert.equal(site.upstreamCalls(), calls);
  });

  test("another user's Idempotency-Key tells nothing and does nothing of theirs", async () => {
    const create = operations.createRequest?.attempt(theirs) ?? { path: "" };
    const headers = { ...create.headers, "idempotency-key": "the-same-key" };
    const first = await owner.send({ ...create, headers });
    assert.equal(first.status, 202);
    const other = person(site, await site.token({ subject: "bruno" }));
    const replayed = await other.send({ ...create, headers });
    assert.equal(replayed.status, 404);
    assert.ok(!replayed.text.includes(String(first.json().authorization_request_id)));
  });

  describe("for a colleague of the same group", () => {
    let colleague: Person;
    before(async () => {
      colleague = person(site, await site.token({ subject: "bruno", group }));
    });
    for (const [name, { objects, attempt }] of withObjects) {
      if (objects.includes("beneficiary")) {
        test(`${name} needs the person, whom the colleague has not looked up`, async () => {
          const calls = site.upstreamCalls();
          const foreign = await colleague.send(attempt(theirs));
          const absent = await colleague.send(attempt(nothing));
          assert.equal(foreign.status, 404);
          assert.deepEqual(bare(foreign), bare(absent));
          assert.equal(site.upstreamCalls(), calls);
        });
      } else {
        test(`${name} is open`, async () => {
          assert.notEqual((await colleague.send(attempt(theirs))).status, 404);
        });
      }
    }

    test("in a session for one person reaches no request of the group, and has no code sent for one", async () => {
      const wanted = { subject: "bruno", group, beneficiary_id: theirs.beneficiary };
      const restricted = person(site, await site.token(wanted));
      const calls = site.upstreamCalls();
      for (const attempt of [named("getRequest").attempt(theirs), codeFor(theirs)])
        assert.equal((await restricted.send(attempt)).status, 404);
      assert.equal(site.upstreamCalls(), calls);
    });

    test("a code goes to the person of the request, masked, and tells nothing else of them", async () => {
      const reply = await colleague.send(codeFor(theirs));
      assert.equal(reply.status, 429, "the owner has had one sent just now: the pause is the person's");
      assert.ok(!reply.text.includes(theirs.beneficiary));
    });

    test("the owner reaches what the colleague makes, and outside the group only what is their own", async () => {
      const { beneficiary_id } = (await colleague.send(named("searchBeneficiary").attempt(nothing))).json();
      const mine = { ...nothing, beneficiary: String(beneficiary_id) };
      const created = (await colleague.send(named("createRequest").attempt(mine))).json();
      const made = { ...mine, request: String(created.authorization_request_id) };
      assert.equal((await owner.send(named("getRequest").attempt(made))).status, 200);
      const alone = person(site, await site.token({ subject: victim }));
      assert.equal((await alone.send(named("getRequest").attempt(made))).status, 404);
      assert.equal((await alone.send(named("getRequest").attempt(theirs))).status, 200);
    });
  });

  test("after all of that everything of the owner's is there as before", async () => {
    for (const name of ["getRequest", "getDocumentPolicy", "getDependents", "requestEvents"]) {
      const reply = await owner.send(operations[name]?.attempt(theirs) ?? { path: "" });
      assert.equal(reply.status, 200, name);
    }
  });

  test("no secret was in an answer, and no secret and nobody's data in the log", async () => {
    assert.deepEqual(site.leaked(), []);
    assert.deepEqual(await site.spilt(), []);
  });
});
