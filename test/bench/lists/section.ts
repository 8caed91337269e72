import { sitDown } from "../../live/desk.ts";
import { withoutLimits } from "../../stack/limits.ts";
import { redisCli } from "../../stack/redis-topologies.ts";
import { type Stack, startStack } from "../../stack/stack.ts";
import type { Figure, Section } from "../figure.ts";
import { listGoals } from "../goals.ts";
import { median } from "../median.ts";
import { meterArgs, readMeter } from "../server/metered-process.ts";
import { makeRequests, searchAll, signIn } from "./clinic.ts";

/** Users of one host and one group, and the requests that they have made together. */
const users = 1_000;
const requests = 10_000;
/** Pages of a round, rounds whose median counts, and pages before them, after which the code is compiled. */
const pages = 40;
const searches = 3;
const rounds = 7;
const warmUp = 80;

const path = "/arc/v1/authorization-requests";

/** What one page costs: milliseconds of the server's CPU, and commands of Redis, those of scripts among them. */
type PageCost = { milliseconds: number; commands: number };

type Lists = {
  first: PageCost;
  last: PageCost;
  search: PageCost;
  /** Bytes in Redis and of the process, for a user who has looked somebody up, and for a decided request. */
  redisPerUser: number;
  redisPerRequest: number;
  memoryPerUser: number;
  memoryPerRequest: number;
};

/** The list of a group with 10,000 requests of 1,000 users: the work and the memory, with Redis and without. */
export async function measureLists(): Promise<Section> {
  const withRedis = await measure(true);
  const inMemory = await measure(false);
  return {
    title: `Lists: ${requests.toLocaleString("en")} requests of ${users.toLocaleString("en")} users in one group; medians of ${rounds} rounds`,
    figures: [...figuresOf("with Redis", withRedis, true), ...figuresOf("without Redis", inMemory, false)],
    remark:
      "A page has 15 requests, a search looks at the newest 5,000. Memory of the process is what its objects use after a garbage collection.",
  };
}

function figuresOf(where: string, lists: Lists, hasRedis: boolean): Figure[] {
  const { first, last, search } = lists;
  const commandsOf = (name: string, { commands }: PageCost, goal?: number): Figure[] =>
    hasRedis
      ? [{ what: `  commands of Redis: ${name}`, value: commands, ...(goal !== undefined && { goal }) }]
      : [];
  return [
    {
      what: `${where}: CPU ms of the first page`,
      value: first.milliseconds,
      goal: listGoals.firstPageMilliseconds,
    },
    ...commandsOf("first page", first, listGoals.redisCommands),
    { what: `${where}: CPU ms of the last page`, value: last.milliseconds },
    ...commandsOf("last page", last, listGoals.redisCommands),
    { what: `${where}: CPU ms of a search by name`, value: search.milliseconds },
    ...commandsOf("search", search),
    ...(hasRedis
      ? [
          {
            what: `${where}: bytes in Redis for a user with one person looked up`,
            value: lists.redisPerUser,
          },
          { what: `${where}: bytes in Redis for a decided request`, value: lists.redisPerRequest },
        ]
      : []),
    {
      what: `${where}: bytes of the process for a user with one person looked up`,
      value: lists.memoryPerUser,
    },
    { what: `${where}: bytes of the process for a decided request`, value: lists.memoryPerRequest },
  ];
}

async function measure(redis: boolean): Promise<Lists> {
  const stack = await startStack({
    redis,
    bff: { ...withoutLimits, LOG_LEVEL: "warn", RECENTS: "off" },
    nodeArgs: ["--expose-gc", ...meterArgs],
  });
  try {
    const desks = await signIn(stack, users);
    const start = await memoryOf(stack);
    const people = await searchAll(desks);
    const searched = await memoryOf(stack);
    await makeRequests(stack, desks, people, requests);
    const made = await memoryOf(stack);
    // One who has made none: the list is the group's.
    const reader = await sitDown(stack, stack.bff.url, "reader", { group: "clinic" });
    const pageOf = (query: string) => async () => {
      const { status, body } = await reader.arc.get(`${path}?${query}`);
      const { content } = body as { content?: unknown[] };
      if (status !== 200 || content?.length !== 15) throw new Error(`${query}: ${status}`);
    };
    const lastPage = Math.floor(requests / 15) - 1;
    return {
      first: await costOf(stack, pageOf("size=15"), pages, warmUp),
      last: await costOf(stack, pageOf(`page=${lastPage}&size=15`), pages, warmUp),
      search: await costOf(stack, pageOf("query=maria"), searches, searches),
      redisPerUser: (searched.redis - start.redis) / users,
      redisPerRequest: (made.redis - searched.redis) / requests,
      memoryPerUser: (searched.process - start.process) / users,
      memoryPerRequest: (made.process - searched.process) / requests,
    };
  } finally {
    await stack.stop();
  }
}

/** The cost of one page, of so many one after the other. */
async function costOf(
  stack: Stack,
  read: () => Promise<void>,
  count: number,
  before: number,
): Promise<PageCost> {
  for (let page = 0; page < before; page += 1) await read();
  const milliseconds: number[] = [];
  const commands: number[] = [];
  while (milliseconds.length < rounds) {
    const [cpu, redis] = [(await readMeter(stack.bff.process())).cpu, await redisCommands(stack)];
    for (let page = 0; page < count; page += 1) await read();
    const [cpuAfter, redisAfter] = [(await readMeter(stack.bff.process())).cpu, await redisCommands(stack)];
    milliseconds.push((cpuAfter - cpu) / 1_000 / count);
    commands.push((redisAfter - redis) / count);
  }
  return { milliseconds: median(milliseconds), commands: median(commands) };
}

/** Commands so far, those of scripts among them. */
async function redisCommands({ redis }: Stack): Promise<number> {
  const info = redis === undefined ? "" : await redisCli(redis.port, "INFO", "stats");
  return numberIn(info, "total_commands_processed");
}

/** Bytes of what Redis holds, and of the process. */
async function memoryOf({ bff, redis }: Stack) {
  const info = redis === undefined ? "" : await redisCli(redis.port, "INFO", "memory");
  return { redis: numberIn(info, "used_memory_dataset"), process: (await readMeter(bff.process())).used };
}

const numberIn = (info: string, name: string) =>
  Number(new RegExp(`^${name}:(\\d+)`, "m").exec(info)?.[1] ?? 0);
