import type { Figure, Section } from "../figure.ts";
import { uploadGoals } from "../goals.ts";
import { median } from "../server/load.ts";
import { startMetered } from "../server/metered-process.ts";
import { cpuOfFamily, forgetPeak, memoryOfFamily } from "../server/process-family.ts";
import { type Carrier, carriers, ours, passThrough, type StartCarrier } from "./carriers.ts";
import { documentBody } from "./document.ts";
import { uploadAtOnce } from "./upload.ts";

const megabyte = 1_000_000;
const size = 10 * megabyte;
/** Rounds of throughput, and fresh processes for memory, of which the medians count. */
const rounds = 7;
const starts = 3;
/** Megabytes a second of the slow vendor, on each connection. */
const slow = 4;

type Vendor = { url: string; end(): Promise<unknown> };

/** What 50 documents at once cost on their way to the vendor, with others beside it. */
export async function measureUploads(): Promise<Section> {
  const body = documentBody(size);
  const fast = await startVendor({});
  const { speed, cpu } = await measureThroughput(fast, body);
  const memory = [];
  if (process.platform === "linux") {
    const slowly = await startVendor({ BYTES_PER_SECOND: String(slow * megabyte) });
    memory.push(...(await memoryRows("a fast vendor", fast, body)));
    memory.push(...(await memoryRows(`a vendor of ${slow} MB/s a connection`, slowly, body)));
    await slowly.end();
  }
  await fast.end();
  const blind = speed.get(passThrough) as number[];
  return {
    title: `Uploads: 50 of 10 MB at once; medians of ${rounds} rounds, for memory of ${starts} fresh processes`,
    figures: [
      { what: `${passThrough}: MB a second`, value: median(blind.map((ms) => (50 * size) / ms / 1_000)) },
      ...[...speed].map(([name, times]): Figure => {
        // The carriers took turns: each round is compared with itself.
        const ratio = median(times.map((ms, round) => (blind[round] as number) / ms));
        const what = `throughput as a multiple of ${passThrough}'s: ${name}`;
        return { what, value: ratio, ...(name === ours && { least: uploadGoals.throughput }) };
      }),
      ...[...cpu].map(([name, value]) => ({ what: `CPU ms an upload: ${name}`, value })),
      ...memory,
    ],
    remark:
      "A PDF of noise, with an Idempotency-Key as the widget sends it: ours takes the parts apart, looks for active content and hashes every byte. Memory is the most that was resident, less what was before the first upload.",
  };
}

async function startVendor(env: Record<string, string>): Promise<Vendor> {
  const { url, running } = await startMetered("vendor for uploads", "./vendor.ts", env);
  return { url, end: () => running.end() };
}

type Throughput = { speed: Map<string, number[]>; cpu: Map<string, number> };

/** Milliseconds of each round, and the least CPU time of an upload. The carriers take turns. */
async function measureThroughput(vendor: Vendor, body: Buffer): Promise<Throughput> {
  const speed = new Map<string, number[]>();
  const cpu = new Map<string, number>();
  const started = new Map<string, Carrier>();
  for (const [name, start] of Object.entries(carriers)) {
    const carrier = await start(vendor.url);
    if (carrier) started.set(name, carrier);
  }
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, carrier] of started) {
      const before = process.platform === "linux" ? await cpuOfFamily(carrier.pid) : Number.NaN;
      const ms = await uploadWhole(vendor, carrier, body);
      // The first round is for the processes to come to speed.
      if (round < 0) continue;
      speed.set(name, [...(speed.get(name) ?? []), ms]);
      if (Number.isNaN(before)) continue;
      const spent = ((await cpuOfFamily(carrier.pid)) - before) / 1_000 / carrier.sessions.length;
      cpu.set(name, Math.min(spent, cpu.get(name) ?? Number.POSITIVE_INFINITY));
    }
  }
  for (const carrier of started.values()) await carrier.stop();
  return { speed, cpu };
}

async function memoryRows(which: string, vendor: Vendor, body: Buffer): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, start] of Object.entries(carriers)) {
    const added: number[] = [];
    for (let time = 0; time < starts; time += 1) {
      const bytes = await memoryAdded(vendor, start, body);
      if (bytes !== undefined) added.push(bytes / megabyte);
    }
    const what = `memory added, ${which}, MB: ${name}`;
    if (added.length > 0) {
      figures.push({ what, value: median(added), ...(name === ours && { goal: uploadGoals.megabytes }) });
    }
  }
  return figures;
}

/** Bytes that a process which has just been started needs more at the most while it carries the uploads. */
async function memoryAdded(vendor: Vendor, start: StartCarrier, body: Buffer): Promise<number | undefined> {
  const carrier = await start(vendor.url);
  if (!carrier) return undefined;
  await forgetPeak(carrier.pid);
  const { now } = await memoryOfFamily(carrier.pid);
  await uploadWhole(vendor, carrier, body);
  const { peak } = await memoryOfFamily(carrier.pid);
  await carrier.stop();
  return peak - now;
}

/** Uploads, and makes sure that the vendor got every byte. */
async function uploadWhole(vendor: Vendor, carrier: Carrier, body: Buffer): Promise<number> {
  const before = await takenBy(vendor);
  const ms = await uploadAtOnce(carrier.url, carrier.sessions, body);
  const after = await takenBy(vendor);
  const count = carrier.sessions.length;
  if (after.uploads - before.uploads !== count || after.bytes - before.bytes < count * size) {
    throw new Error(`The vendor took ${after.uploads - before.uploads} of ${count} uploads.`);
  }
  return ms;
}

async function takenBy({ url }: Vendor): Promise<{ uploads: number; bytes: number }> {
  const response = await fetch(`${url}/taken`);
  return (await response.json()) as { uploads: number; bytes: number };
}
