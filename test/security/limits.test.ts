import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { policies } from "../../bff/src/rate-limits/policies.ts";
import { waitFor } from "../stack/readiness.ts";
import { named, uploadOf } from "./operations.ts";
import { nothing, otpSponsor, person, settle } from "./people.ts";
import { type Attempt, basic, bearer, jsonBody, type Reply, type Site, startSite } from "./site.ts";

/*
 * Limits: API4:2023, API6:2023, ASVS 5.0 2.4.1 and 6.3.1. The process runs with its own limits, but for those that
 * a row says.
 */

const search = (number: string): Attempt => ({
  method: "POST",
  path: `/v1/sponsors/${otpSponsor}/search`,
  ...jsonBody({ document_type: "CC", document_number: number }),
});
const known = "104000001";

/** The quotas of searches, for a day: nobody gets one back while the tests run, however slow the machine is. */
const forADay = Object.entries(policies)
  .filter(([name]) => name.startsWith("search"))
  .map(([name, { quota }]) => `${name}=${quota}/86400`);

const metric = (text: string, name: string) =>
  Number(new RegExp(`preauth_events_total{name="${name}"} (\\d+)`).exec(text)?.[1] ?? 0);
const metricsOf = async (site: Site) =>
  (await site.send({ path: "/metrics", headers: bearer("canary-metrics-77aa88bb99cc") })).text;
const count = (replies: Reply[], status: number) => replies.filter((reply) => reply.status === status).length;

/** Sends all, so many at a time. */
async function crowd(attempts: readonly (() => Promise<Reply>)[], width = 50): Promise<Reply[]> {
  const replies: Reply[] = [];
  const waiting = [...attempts];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) replies.push(await next());
  };
  await Promise.all(Array.from({ length: width }, worker));
  return replies;
}

describe("guessing document numbers", () => {
  let site: Site;
  before(async () => {
    // What guards the search alone: the limits on any request would cut a crowd off before.
    const others = "address=1000000/60,session=1000000/60,host=1000000/60";
    site = await startSite({ bff: { RATE_LIMITS: `${others},${forADay.join(",")}` } });
  });
  after(() => site?.stop());

  test("2,000 numbers from one session get ten answers, of which none is anybody", async () => {
    const { send } = person(site, await site.token({ subject: "guesser" }));
    const calls = site.upstreamCalls();
    const numbers = Array.from({ length: 2_000 }, (_, index) => String(200_000_000 + index));
    const replies = await crowd(numbers.map((number) => () => send(search(number))));
    assert.equal(count(replies, 404), 10);
    assert.equal(count(replies, 429), 1_990);
    assert.equal(site.upstreamCalls() - calls, 10);
  });

  test("the refusals name the limit, and say when to come again", async () => {
    const { send } = person(site, await site.token({ subject: "guesser" }));
    const reply = await send(search(known));
    assert.equal(reply.status, 429);
    assert.equal(reply.json().code, "rate_limited");
    assert.match(reply.headers.ratelimit?.[0] ?? "", /^"search_miss";r=0;t=\d+$/);
    assert.deepEqual(reply.headers["ratelimit-policy"], ['"search_miss";q=10;w=86400']);
    const wait = Number(reply.headers["retry-after"]?.[0]);
    assert.ok(wait > 0 && wait <= 8_640, `${wait} s`);
  });

  test("a new token changes nothing for the same user", async () => {
    const { send } = person(site, await site.token({ subject: "guesser" }));
    assert.equal((await send(search("300000000"))).status, 429);
  });

  test("a token for less changes nothing for the same user", async () => {
    const { send } = person(site, await site.token({ subject: "guesser", sponsor_slug: otpSponsor }));
    assert.equal((await send(search("300000001"))).status, 429);
  });

  test("another user at the next desk searches as before", async () => {
    const { send } = person(site, await site.token({ subject: "neighbour" }));
    assert.equal((await send(search(known))).status, 200);
  });

  test("the guesser goes on with everything else", async () => {
    const { send } = person(site, await site.token({ subject: "guesser" }));
    assert.equal((await send({ path: "/v1/sponsors" })).status, 200);
  });

  test("it shows in a metric and in the audit", async () => {
    assert.ok(metric(await metricsOf(site), "limit_search_miss") >= 1_990);
  });

  test("found people are an hour's work at the most, however many a session knows", async () => {
    const { send } = person(site, await site.token({ subject: "diligent" }));
    const replies = await crowd(
      Array.from({ length: 300 }, () => () => send(search(known))),
      5,
    );
    assert.equal(count(replies, 200), 120);
    assert.equal(count(replies, 429), 180);
  });

  test("answers of the insurer's that tell nobody anything are not counted as misses", async () => {
    const { send } = person(site, await site.token({ subject: "unlucky" }));
    site.stack.sandbox.faults.add({ on: "searchBeneficiary", do: "status", status: 422, times: 40 });
    for (let tries = 0; tries < 12; tries += 1) assert.notEqual((await send(search(known))).status, 429);
    site.stack.sandbox.faults.clear();
  });

  test("many sessions of no named user meet the host's limit together", async () => {
    const tokens = await Promise.all(Array.from({ length: 130 }, () => site.token({}, site.other)));
    const replies = await crowd(
      tokens.flatMap((token, desk) =>
        Array.from(
          { length: 10 },
          (_, index) => () => person(site, token).send(search(`4${desk}00${index}`)),
        ),
      ),
    );
    // The address's own limit comes first here, since all of them are at one.
    assert.ok(count(replies, 404) <= 600, `${count(replies, 404)} answers`);
    assert.ok(metric(await metricsOf(site), "limit_search_miss_address") > 0);
  });

  test("the log tells of each refusal in the audit's words, and of nobody", async () => {
    const log = await site.stack.wholeLog();
    const told = log.split("\n").filter((line) => line.includes('"event.action":"limit_met"'));
    assert.ok(told.length >= 1_990);
    const line = JSON.parse(told[0] ?? "{}");
    assert.equal(line["event.reason"], "search_miss");
    assert.equal(line["organization.id"], site.clinic.id);
    assert.equal(line["source.ip"], "127.0.0.0");
    assert.deepEqual(await site.spilt(), []);
    for (const word of [known, "guesser", "200000001"]) assert.ok(!log.includes(word), word);
  });
});

/** Headers in which proxies and networks of others write addresses. */
const headersOfAddresses = [
  "x-real-ip",
  "forwarded",
  "client-ip",
  "true-client-ip",
  "cf-connecting-ip",
  "x_forwarded_for",
  "x-client-ip",
];

describe("limits on everything else", () => {
  let site: Site;
  before(async () => {
    site = await startSite({
      bff: {
        RATE_LIMITS:
          "session=20/86400,host=100/86400,token=60/86400,wrong_key_address=10/86400,address=10000/60,uploads=2,json_uploads=1",
        TRUSTED_PROXY_HOPS: "1",
      },
    });
  });
  after(() => site?.stop());

  const wrongKey = (address: string) =>
    site.send({
      method: "POST",
      path: "/v1/oauth/token",
      headers: { authorization: basic(site.clinic.id, "wrong"), "x-forwarded-for": address },
    });

  test("one user past the limit is told so, and nobody else", async () => {
    const busy = person(site, await site.token({ subject: "busy" }));
    const replies = await crowd(Array.from({ length: 30 }, () => () => busy.send({ path: "/v1/sponsors" })));
    assert.equal(count(replies, 200), 20);
    const refused = replies.find(({ status }) => status === 429);
    assert.deepEqual(refused?.headers["ratelimit-policy"], ['"session";q=20;w=86400']);
    assert.ok(Number(refused?.headers["retry-after"]?.[0]) >= 1);
    const calm = person(site, await site.token({ subject: "calm" }));
    const reply = await calm.send({ path: "/v1/sponsors" });
    assert.equal(reply.status, 200);
    assert.deepEqual(reply.headers.ratelimit, ['"session";r=19;t=4320']);
  });

  test("wrong keys from one address are slowed down; the host's own server is not", async () => {
    const replies = await crowd(
      Array.from({ length: 25 }, () => () => wrongKey("198.51.100.7")),
      5,
    );
    assert.equal(count(replies, 401), 10);
    const refused = replies.find(({ status }) => status === 429);
    assert.equal(refused?.json().error, "temporarily_unavailable");
    assert.ok(Number(refused?.headers["retry-after"]?.[0]) >= 1);
    assert.ok(await site.token());
  });

  test("a hundred addresses that a sender makes up are one address", async () => {
    const replies = await crowd(
      Array.from({ length: 100 }, (_, index) => () => wrongKey(`10.1.2.${index}, 198.51.100.8`)),
      5,
    );
    assert.equal(count(replies, 401), 10);
  });

  for (const [place, header] of headersOfAddresses.entries()) {
    test(`${header} makes nobody another address`, async () => {
      const replies = await crowd(
        Array.from(
          { length: 15 },
          (_, index) => () =>
            site.send({
              method: "POST",
              path: "/v1/oauth/token",
              headers: {
                authorization: basic(site.clinic.id, "wrong"),
                "x-forwarded-for": `203.0.113.${place}`,
                [header]: header === "forwarded" ? `for=10.0.0.${index}` : `10.0.0.${index}`,
              },
            }),
        ),
        5,
      );
      assert.equal(count(replies, 401), 10);
    });
  }

  test("tokens of one host are limited, in OAuth's shape", async () => {
    const { id, key } = site.other;
    const replies = await crowd(
      Array.from(
        { length: 80 },
        () => () =>
          site.send({
            method: "POST",
            path: "/v1/oauth/token?grant_type=client_credentials",
            headers: { authorization: basic(id, key) },
          }),
      ),
      5,
    );
    assert.ok(count(replies, 200) >= 60 && count(replies, 200) < 70);
    assert.equal(replies.find(({ status }) => status === 429)?.json().error, "temporarily_unavailable");
  });

  test("uploads at once are counted, and their places are free again afterwards", async () => {
    const somebody = person(site, await site.token({ subject: "uploader" }));
    const { request } = await settle(somebody);
    const path = `/arc/v1/authorization-requests/${request}/upload/files`;
    const held = site.stack.sandbox.faults.hold("attachAuthorizationIndication", 2);
    const replies: Reply[] = [];
    const uploads = Array.from({ length: 6 }, async () => {
      replies.push(await somebody.send({ ...uploadOf("%PDF-1.7\n"), path }));
    });
    await waitFor("the refusals", async () => replies.length === 4);
    assert.equal(count(replies, 429), 4);
    await held.arrived;
    held.release();
    await Promise.all(uploads);
    assert.equal(count(replies, 204), 2);
    assert.equal((await somebody.send({ ...uploadOf("%PDF-1.7\n"), path })).status, 204);
  });

  test("no secret was in an answer, and no secret and nobody's data in the log", async () => {
    assert.deepEqual(site.leaked(), []);
    assert.deepEqual(await site.spilt(), []);
  });
});

describe("ordinary use", () => {
  let site: Site;
  before(async () => {
    site = await startSite({ bff: { RATE_LIMITS: "" } });
  });
  after(() => site?.stop());

  test("meets no limit: thirty desks at one address, each with six searches, a miss, and two requests", async () => {
    const desks = Array.from({ length: 30 }, (_, index) => `desk-${index}`);
    const work = desks.map((subject) => async () => {
      const { send } = person(site, await site.token({ subject }));
      const statuses: number[] = [];
      const tell = async (reply: Promise<Reply>) => {
        const { status, json } = await reply;
        statuses.push(status);
        return status < 300 ? json() : {};
      };
      for (const number of [known, known, "104000009", known, known, known]) await tell(send(search(number)));
      const { beneficiary_id: beneficiary } = await tell(send(search(known)));
      for (const things of [1, 2].map(() => ({ ...nothing, beneficiary: String(beneficiary) }))) {
        const { authorization_request_id: request } = await tell(
          send(named("createRequest").attempt(things)),
        );
        await tell(send(named("getRequest").attempt({ ...things, request: String(request) })));
      }
      return statuses;
    });
    for (const statuses of await Promise.all(work.map((day) => day()))) {
      assert.deepEqual(statuses, [200, 200, 404, 200, 200, 200, 200, 202, 200, 202, 200]);
    }
  });
});
