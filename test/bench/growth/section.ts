import { sitDown } from "../../live/desk.ts";
import { field, makeArcCaller } from "../../sandbox/testing/arc-caller.ts";
import { startBff } from "../../stack/bff.ts";
import { openTogether } from "../../stack/closing.ts";
import { withoutLimits } from "../../stack/limits.ts";
import { redisCli, startCluster } from "../../stack/redis-topologies.ts";
import { type Stack, startStack } from "../../stack/stack.ts";
import type { Figure, Section } from "../figure.ts";

const counts = [1, 2, 4];
/**
 * Flows from a token to a decision for each instance, each of a user of its own, and how many of them run at a time: an
 * instance has the same load beside others as alone.
 */
const flows = 120;
const width = 16;
/** Flows at each instance before, after which its code is compiled. */
const warmFlows = 25;

/** What the flows cost on one topology, with some instances. */
type Growth = {
  flows: number;
  requests: number;
  seconds: number;
  /** CPU seconds of all instances. */
  cpu: number;
  tokenCalls: number;
  /** CPU seconds of all masters. */
  redisCpu: number;
  /** Commands, those of scripts and transactions among them. */
  redisCommands: number;
  /** Reads of Redis from its connections: a pipeline or a script is one. */
  redisReads: number;
  redisBytes: number;
  /** The share of the reads of the master that has the most. */
  busiestMaster: number;
};

/** The same load for each of one, two and four instances, with one Redis, and with a Redis Cluster. */
export async function measureGrowth(): Promise<Section> {
  const figures: Figure[] = [];
  for (const [where, measure] of [
    ["one Redis", onOneRedis],
    ["Redis Cluster", onCluster],
  ] as const) {
    let alone: Growth | undefined;
    for (const count of counts) {
      const growth = await measure(count);
      alone ??= growth;
      figures.push(...rows(`${count} on ${where}`, growth, alone));
    }
  }
  return {
    title: `Growth: ${flows} flows from a session token to a decision at each instance, ${width} at a time`,
    figures,
    remark:
      "Instances, Redis, vendor and load share the cores of this machine. A process needs the more CPU time for the " +
      "same work the more processes share a core.",
  };
}

/** What one core of the instances answers, requests a second. */
const perCore = ({ requests, cpu }: Growth) => requests / cpu;

function rows(name: string, growth: Growth, alone: Growth): Figure[] {
  const { requests, seconds, tokenCalls, redisCpu, redisCommands, redisReads, redisBytes } = growth;
  return [
    { what: `${name}: requests a second for one core of the BFF`, value: perCore(growth) },
    ...(growth === alone
      ? []
      : [{ what: "  … as a share of one instance's", value: perCore(growth) / perCore(alone), least: 0.9 }]),
    { what: "  requests a second of all on this machine", value: requests / seconds },
    { what: "  calls of the vendor's token endpoint", value: tokenCalls, goal: 1 },
    { what: "  round trips to Redis for one request", value: redisReads / requests, goal: 2 },
    {
      what: "  commands of Redis for one request, those within scripts too",
      value: redisCommands / requests,
    },
    { what: "  CPU of Redis for 1,000 requests, ms", value: (redisCpu * 1e6) / requests },
    { what: "  share of the busiest master, %", value: growth.busiestMaster * 100 },
    { what: "  bytes in Redis for one flow", value: redisBytes / growth.flows },
  ];
}

async function onOneRedis(instances: number): Promise<Growth> {
  const stack = await startStack({ instances, redis: true, bff: withoutLimits });
  try {
    return await measure(stack, [stack.redis?.port ?? 0]);
  } finally {
    await stack.stop();
  }
}

function onCluster(instances: number): Promise<Growth> {
  return openTogether(async (closing) => {
    const cluster = closing.also(await startCluster(), (one) => one.stop());
    const bff = { ...withoutLimits, REDIS_URL: cluster.url, REDIS_CLUSTER: "true" };
    const stack = closing.also(await startStack({ bff }), (one) => one.stop());
    while (stack.instances.length < instances) {
      const one = closing.also(await startBff({ env: stack.env }), (bff) => bff.stop());
      stack.instances.push(one);
    }
    const growth = await measure(stack, await cluster.masters());
    await closing.close();
    return growth;
  });
}

async function measure(stack: Stack, redisPorts: readonly number[]): Promise<Growth> {
  // Caches and connections are warm, and every instance has the vendor token.
  for (const { url } of stack.instances) {
    for (let count = 0; count < warmFlows; count += 1) await flow(stack, url, `warm-${count}-${url}`);
  }
  const before = await state(stack, redisPorts);
  const start = performance.now();
  const { length: instances } = stack.instances;
  const waiting = Array.from({ length: flows * instances }, (_, index) => index);
  let requests = 0;
  const worker = async () => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      const { url } = stack.instances[index % instances] ?? stack.bff;
      const made = await flow(stack, url, `user-${index}`);
      requests += made;
    }
  };
  await Promise.all(Array.from({ length: width * instances }, worker));
  const seconds = (performance.now() - start) / 1000;
  const after = await state(stack, redisPorts);
  const redis = after.masters.map((master, index) => difference(master, before.masters[index] ?? master));
  const redisReads = sum(redis.map(({ reads }) => reads));
  return {
    flows: flows * instances,
    requests,
    seconds,
    cpu: after.cpu - before.cpu,
    tokenCalls: stack.sandbox.counts().token_calls.length,
    redisCpu: sum(redis.map(({ cpu }) => cpu)),
    redisCommands: sum(redis.map(({ commands }) => commands)),
    redisReads,
    redisBytes: sum(redis.map(({ bytes }) => bytes)),
    busiestMaster: Math.max(...redis.map(({ reads }) => reads)) / redisReads,
  };
}

/** Goes from a session token to a decision. Gives the number of requests. */
async function flow({ host }: Stack, url: string, user: string): Promise<number> {
  const { token } = await sitDown({ host }, url, user);
  const arc = makeArcCaller(url, token);
  const sponsor = "/v1/sponsors/sponsor-sandbox";
  let requests = 1;
  const done = async (reply: Promise<{ status: number; body: unknown }>) => {
    requests += 1;
    const { status, body } = await reply;
    if (status > 299) throw new Error(`${status}: ${JSON.stringify(body)}`);
    return body;
  };
  await done(arc.get(`${sponsor}/forms`));
  const person = await done(
    arc.post(`${sponsor}/search`, { document_type: "CC", document_number: "123456789" }),
  );
  await done(arc.get("/arc/v1/sponsors/sponsor-sandbox/configuration?product_type=MEDICATION"));
  await done(arc.get("/medical-catalogs/v1/diagnoses?query=R5"));
  await done(arc.get("/arc/v1/providers/products?product_type=MEDICATION&query=MED"));
  const created = await done(
    arc.post("/arc/v1/authorization-requests", {
      beneficiary_id: field(person, "beneficiary_id"),
      sponsor_slug: "sponsor-sandbox",
      diagnosis_code: "R51",
      products: [{ product_code: "MED-042", product_type: "MEDICATION", quantity: 30 }],
    }),
  );
  const id = String(field(created, "authorization_request_id"));
  await done(arc.get(`/arc/v1/authorization-requests/${id}/document-policy`));
  await done(arc.upload(id, "MEDICAL_INDICATION"));
  await done(arc.complete(id));
  await done(arc.get(`/arc/v1/authorization-requests/${id}`));
  return requests;
}

/** What a Redis server has done and holds. */
type Server = { cpu: number; commands: number; reads: number; bytes: number };

/** CPU seconds of all instances, and what each Redis server has done and holds. */
async function state({ instances }: Stack, redisPorts: readonly number[]) {
  const texts = await Promise.all(instances.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
  const infos = await Promise.all(redisPorts.map((port) => redisCli(port, "INFO")));
  return {
    cpu: sum(texts.map((text) => numberIn(text, /^process_cpu_seconds_total (\S+)$/m))),
    masters: infos.map(
      (info): Server => ({
        cpu: numberIn(info, /^used_cpu_sys:(\S+)/m) + numberIn(info, /^used_cpu_user:(\S+)/m),
        commands: numberIn(info, /^total_commands_processed:(\d+)/m),
        reads: numberIn(info, /^total_reads_processed:(\d+)/m),
        bytes: numberIn(info, /^used_memory_dataset:(\d+)/m),
      }),
    ),
  };
}

const difference = (after: Server, before: Server): Server => ({
  cpu: after.cpu - before.cpu,
  commands: after.commands - before.commands,
  reads: after.reads - before.reads,
  bytes: after.bytes - before.bytes,
});

const numberIn = (text: string, pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? Number.NaN);
const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
