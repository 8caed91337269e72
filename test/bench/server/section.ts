import type { Figure, Section } from "../figure.ts";
import { serverGoals } from "../goals.ts";
import { median } from "../median.ts";
import { load } from "./load.ts";
import { startMetered } from "./metered-process.ts";
import type { Target } from "./target.ts";
import { names, type Started, startKoaPeer, startOurs, startPeer } from "./targets.ts";

/** Calls per round, rounds whose median counts, and calls before the first measured round of a process. */
const calls = 8_000;
const rounds = 7;
const warmUp = 6_000;
const connections = 50;
/** Starts whose medians count. */
const starts = 5;

/** CPU time of a call through the BFF, with the peers and the limit for a Node proxy in the same run. */
export async function measureServer(): Promise<Section> {
  const vendor = await startMetered("vendor", new URL("vendor.ts", import.meta.url));
  const ours = await startOurs(vendor.url);
  const peers = [
    await startPeer(names.raw, "raw", vendor.url, ours.sessions),
    await startPeer(names.httpProxy, "http-proxy", vendor.url, ours.sessions),
    await startKoaPeer(vendor.url, ours.sessions),
  ];
  const started: Started[] = [...peers, ours];
  const cost = await measureCost(started.flatMap(({ targets }) => targets));
  for (const { stop } of started) await stop();

  const startsOfOurs: Started[] = [ours];
  const startsOfKoa = peers.slice(-1);
  while (startsOfOurs.length < starts) {
    startsOfOurs.push(await stopped(startOurs(vendor.url)));
    startsOfKoa.push(await stopped(startKoaPeer(vendor.url, [])));
  }
  await vendor.running.end();

  return {
    title: `Server: ${connections} connections, ${calls} calls a round, medians of ${rounds} rounds and ${starts} starts`,
    figures: [
      ...[...cost].map(
        ([name, spent]): Figure => ({ what: `CPU µs per call: ${name}`, value: median(spent) }),
      ),
      ...[...cost.keys()].map(
        (name): Figure => ({
          what: `CPU as a multiple of raw: ${name}`,
          value: ratio(cost, name, names.raw),
          ...(name === names.cached && { goal: serverGoals.cachedToRaw }),
        }),
      ),
      {
        what: `CPU as a multiple of the Koa peer: ${names.uncached}`,
        value: ratio(cost, names.uncached, names.koa),
        goal: serverGoals.uncachedToKoaPeer,
      },
      ...startFigures("ours", startsOfOurs, serverGoals),
      ...startFigures(names.koa, startsOfKoa),
    ],
    remark:
      "The Koa peer has a session check, a schema, one log line and metrics, and neither ownership nor rate limits. http-proxy and raw check nothing.",
  };
}

async function stopped(starting: Promise<Started>): Promise<Started> {
  const started = await starting;
  await started.stop();
  return started;
}

/** CPU microseconds per call, by name, one value a round. The targets take turns, so that noise hits them alike. */
async function measureCost(targets: Target[]): Promise<Map<string, number[]>> {
  const cost = new Map<string, number[]>(targets.map(({ name }) => [name, []]));
  for (const target of targets) await load(target, warmUp, connections);
  for (let round = 0; round < rounds; round++) {
    for (const target of targets) {
      const before = await target.cpu();
      await load(target, calls, connections);
      cost.get(target.name)?.push(((await target.cpu()) - before) / calls);
    }
  }
  return cost;
}

/** The median over the rounds of one target's cost divided by the other's in the same round. */
function ratio(cost: Map<string, number[]>, name: string, to: string): number {
  const base = cost.get(to) ?? [];
  return median((cost.get(name) ?? []).map((spent, round) => spent / (base[round] ?? Number.NaN)));
}

type StartGoals = { readyMilliseconds?: number; idleMegabytes?: number };

function startFigures(name: string, started: Started[], goals: StartGoals = {}): Figure[] {
  const { readyMilliseconds, idleMegabytes } = goals;
  return [
    {
      what: `start to ready, ms: ${name}`,
      value: median(started.map(({ startToReady }) => startToReady)),
      ...(readyMilliseconds && { goal: readyMilliseconds }),
    },
    {
      what: `idle memory, MB: ${name}`,
      value: median(started.map(({ idleMemory }) => idleMemory)) / 1_000_000,
      ...(idleMegabytes && { goal: idleMegabytes }),
    },
  ];
}
