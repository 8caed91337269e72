import type { Figure, Section } from "../figure.ts";
import { serverGoals } from "../goals.ts";
import { load, median, timeCalls } from "./load.ts";
import { readMeter, startMetered } from "./metered-process.ts";
import { nginxSubject } from "./nginx.ts";
import { type Ours, startOurs } from "./ours.ts";
import type { Subject } from "./subject.ts";

/** Calls of one run, and runs of which the least counts; the first calls of a process are not measured. */
const calls = 8_000;
const runs = 5;
const warmUp = 4_000;
const connections = 50;

/** Peers in Node, each a file that hands everything through. */
const peers = { raw: "raw", "http-proxy": "http-proxy", "@fastify/http-proxy": "fastify" };

/** What a call through the BFF costs, with other ways to the same vendor beside it. */
export async function measureServer(): Promise<Section> {
  const vendor = await startMetered("stand-in vendor", "stand-in.ts");
  const ours = await startOurs(vendor.url);
  const samePath = ours.uncached.calls;
  const subjects = [
    ...(await Promise.all(
      Object.entries(peers).map(([name, file]) => startPeer(name, file, vendor.url, samePath)),
    )),
    await nginxSubject(vendor.url, samePath),
    ours.uncached,
    ours.cached,
  ].filter((subject) => subject !== undefined);

  const cost = await measureCost(subjects);
  const added = await measureLatency(subjects, { name: "none", url: vendor.url, calls: samePath });
  const starts = [ours, ...(await startAgain(vendor.url, runs - 1))];
  // The two subjects of ours are one process.
  for (const subject of subjects) await subject.stop();
  await vendor.running.end();

  const raw = cost.get("raw") ?? Number.NaN;
  const goals: Record<string, number> = {
    [ours.uncached.name]: serverGoals.uncachedCost,
    [ours.cached.name]: serverGoals.cachedCost,
  };
  const latencyGoals: Record<string, number> = { [ours.uncached.name]: serverGoals.addedMicroseconds };
  return {
    title: `Server: ${connections} connections, ${calls} calls a run, least of ${runs} runs`,
    figures: [
      { what: "raw node:http and undici: CPU µs a call", value: raw },
      ...[...cost].map(
        ([name, value]): Figure => ({
          what: `CPU as a multiple of raw: ${name}`,
          value: value / raw,
          goal: goals[name],
        }),
      ),
      ...[...added].map(
        ([name, value]): Figure => ({
          what: `added to one call at 1 connection, median µs: ${name}`,
          value,
          goal: latencyGoals[name],
        }),
      ),
      {
        what: "ours: start to ready, median ms",
        value: median(starts.map((each) => each.startToReady)),
        goal: serverGoals.readyMilliseconds,
      },
      {
        what: "ours: idle memory, median MB",
        value: median(starts.map((each) => each.idleMemory)) / 1_000_000,
        goal: serverGoals.idleMegabytes,
      },
    ],
  };
}

async function startPeer(
  name: string,
  file: string,
  upstream: string,
  calls: Subject["calls"],
): Promise<Subject> {
  const { url, running } = await startMetered(name, `peers/${file}.ts`, { UPSTREAM: upstream });
  return { name, url, calls, cpu: async () => (await readMeter(running)).cpu, stop: () => running.end() };
}

/** CPU microseconds a call. The subjects take turns, so that a noisy moment of the machine hits them alike. */
async function measureCost(subjects: Subject[]): Promise<Map<string, number>> {
  const cost = new Map<string, number>();
  for (const subject of subjects) await load(subject, warmUp, connections);
  for (let run = 0; run < runs; run++) {
    for (const subject of subjects) {
      const before = await subject.cpu();
      await load(subject, calls, connections);
      const spent = ((await subject.cpu()) - before) / calls;
      cost.set(subject.name, Math.min(spent, cost.get(subject.name) ?? Number.POSITIVE_INFINITY));
    }
  }
  return cost;
}

/** Median microseconds that each adds to a call to the vendor itself; the least of the runs. */
async function measureLatency(
  subjects: Subject[],
  direct: Pick<Subject, "name" | "url" | "calls">,
): Promise<Map<string, number>> {
  const least = new Map<string, number>();
  for (let run = 0; run < runs; run++) {
    for (const subject of [direct, ...subjects]) {
      const microseconds = median(await timeCalls(subject, 1_000)) * 1000;
      least.set(subject.name, Math.min(microseconds, least.get(subject.name) ?? Number.POSITIVE_INFINITY));
    }
  }
  const without = least.get(direct.name) ?? 0;
  least.delete(direct.name);
  return new Map([...least].map(([name, value]) => [name, value - without]));
}

/** Some more starts, each stopped when it was there. */
async function startAgain(upstream: string, times: number): Promise<Ours[]> {
  const starts: Ours[] = [];
  for (let time = 0; time < times; time++) {
    const again = await startOurs(upstream);
    starts.push(again);
    await again.uncached.stop();
  }
  return starts;
}
