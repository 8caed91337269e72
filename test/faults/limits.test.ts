import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Host, makeHost } from "../stack/host.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { assertProblem, type CallOptions, type Clinic, clinicAt, undisturbed, until } from "./clinic.ts";

/* Two instances beside one Redis, called in turn. Quotas that an hour's test would not see come back. */
const rateLimits = [
  "search=1000000/60",
  "search_miss=10/86400",
  "search_miss_address=1000000/60",
  "token=20/86400",
  "wrong_key_address=12/86400",
  "session=400/86400",
];

let stack: Stack;
const clinics: Clinic[] = [];
/** Nobody has used them up yet. */
const hosts = Array.from({ length: 10 }, (_, index) => makeHost(["https://clinic.example"], `host-${index}`));
let tries = 0;

before(async () => {
  const bff = { RATE_LIMITS: rateLimits.join(","), TRUSTED_PROXY_HOPS: "1" };
  stack = await startStack({ instances: 2, hosts: [...hosts], bff });
});
after(async () => {
  await Promise.all(clinics.map((clinic) => clinic.close()));
  await stack?.stop();
});

/** One who tries document numbers that are nobody's. */
async function guesser(subject: string) {
  const clinic = await clinicAt(stack, `${subject}-${tries}`);
  clinics.push(clinic);
  let number = 900_000_000;
  const guess = (where: CallOptions = {}) => {
    number += 1;
    const body = { document_type: "CC", document_number: String(number) };
    return clinic.call("POST", "/v1/sponsors/sponsor-sandbox/search", { body, ...where });
  };
  return {
    guess,
    /** Guesses so many times, all at once, and gives how many were answered. */
    async answers(count: number, where?: CallOptions): Promise<number> {
      const told = await Promise.all(Array.from({ length: count }, () => guess(where)));
      const refused = told.filter(({ status }) => status !== 404);
      for (const one of refused) assertProblem(one, "rate_limited");
      return told.length - refused.length;
    },
    find: () => clinic.find(),
    list: (where?: CallOptions) => clinic.call("GET", "/v1/sponsors", where),
  };
}

/** Statuses of so many calls of the token endpoint from one address, at the instances in turn. */
async function tokens(count: number, id: string, key: string): Promise<number[]> {
  const headers = {
    authorization: `Basic ${Buffer.from(`${id}:${key}`).toString("base64")}`,
    "x-forwarded-for": `192.0.2.${tries}`,
  };
  return Promise.all(
    Array.from({ length: count }, async (_, turn) => {
      const url = stack.instances[turn % 2]?.url;
      const grant = "/v1/oauth/token?grant_type=client_credentials";
      const answer = await fetch(`${url}${grant}`, { method: "POST", headers });
      await answer.arrayBuffer();
      return answer.status;
    }),
  );
}

const count = (statuses: number[], wanted: number) => statuses.filter((status) => status === wanted).length;

async function redisIs(state: "ok" | "unavailable"): Promise<void> {
  const says = async (url: string) => {
    const { checks } = (await (await fetch(`${url}/readyz`)).json()) as { checks: { redis: string } };
    return checks.redis === state;
  };
  await until(async () => (await Promise.all(stack.instances.map(({ url }) => says(url)))).every(Boolean));
}

async function redisFailures(): Promise<number> {
  const read = async (url: string) => {
    const text = await (await fetch(`${url}/metrics`)).text();
    const counts = [...text.matchAll(/^preauth_redis_failures_total\{[^}]*\} (\d+)/gm)];
    return counts.reduce((sum, [, count]) => sum + Number(count), 0);
  };
  const [first = 0, second = 0] = await Promise.all(stack.instances.map(({ url }) => read(url)));
  return first + second;
}

const together = (name: string, run: () => Promise<void>) =>
  test(name, () =>
    undisturbed(redisFailures, async () => {
      await redisIs("ok");
      tries += 1;
      await run();
    }),
  );

describe("limits at two instances", () => {
  together("who tries document numbers gets as many answers from both as from one", async () => {
    const calls = () => stack.sandbox.counts().operations.searchBeneficiary?.calls ?? 0;
    const before = calls();
    const { answers } = await guesser("guesser");
    assert.equal(await answers(200), 10);
    assert.equal(calls() - before, 10);
  });

  together("a search that finds somebody is no miss, at whichever it was", async () => {
    const { answers, find } = await guesser("busy-desk");
    for (let times = 0; times < 30; times += 1) await find();
    assert.equal(await answers(40), 10);
  });

  together("a host gets as many session tokens from both as from one", async () => {
    const { id, key } = hosts.pop() as Host;
    const statuses = await tokens(60, id, key);
    assert.deepEqual([count(statuses, 200), count(statuses, 429)], [20, 40]);
  });

  together("wrong keys from one address are counted together; the right one is still taken", async () => {
    const { id, key } = hosts.pop() as Host;
    const statuses = await tokens(60, id, "wrong");
    assert.deepEqual([count(statuses, 401), count(statuses, 429)], [12, 48]);
    assert.deepEqual(await tokens(2, id, key), [200, 200]);
  });

  together("who has used up their requests at one is soon held back at the other", async () => {
    const { list } = await guesser("hasty");
    while ((await list({ instance: 0 })).status === 200);
    let more = 0;
    await until(async () => {
      const { status } = await list({ instance: 1 });
      if (status === 200) more += 1;
      return status === 429;
    });
    assert.ok(more < 200, `${more} more`);
  });
});

together(
  "with Redis gone, each instance counts by itself, and when it is back they count together again",
  async () => {
    const [known, meanwhile, later] = [
      await guesser("known"),
      await guesser("meanwhile"),
      await guesser("later"),
    ];
    assert.equal(await known.answers(40), 10);
    await stack.redis?.kill();
    await redisIs("unavailable");
    assert.equal(await known.answers(40), 0, "both were told before");
    assert.equal(await meanwhile.answers(20, { instance: 0 }), 10);
    await stack.redis?.start();
    await redisIs("ok");
    // The second instance has not seen them guess: it can only know from the first.
    assert.equal(await meanwhile.answers(20, { instance: 1 }), 0);
    assert.equal(await known.answers(40), 0);
    assert.equal(await later.answers(40), 10);
  },
);
