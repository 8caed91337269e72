import type { Figure, Section } from "../figure.ts";
import { uploadGoals } from "../goals.ts";
import { median } from "../median.ts";
import { startMetered } from "../server/metered-process.ts";
import { processMemory, resetPeak } from "../server/process-memory.ts";
import { documentBody } from "./document.ts";
import { ours, passThrough, type UploadServer, uploadServers } from "./servers.ts";
import { uploadAtOnce } from "./upload.ts";

const megabyte = 1_000_000;
const size = 10 * megabyte;
/** Rounds of throughput, and fresh processes for memory, whose medians count. */
const rounds = 7;
const starts = 5;
/** Megabytes per second of the slow vendor, on each connection. */
const slow = 4;

type Vendor = { url: string; end(): Promise<unknown> };

/** Throughput, CPU time and memory of 50 documents at once, with a pass-through proxy in the same run. */
export async function measureUploads(): Promise<Section> {
  const body = documentBody(size);
  const fast = await startVendor({});
  const figures = throughputFigures(await measureRounds(fast, body));
  if (process.platform === "linux") {
    const slowVendor = await startVendor({ BYTES_PER_SECOND: String(slow * megabyte) });
    figures.push(...(await memoryFigures("a fast vendor", fast, body)));
    figures.push(...(await memoryFigures(`a vendor of ${slow} MB/s per connection`, slowVendor, body)));
    await slowVendor.end();
  }
  await fast.end();
  return {
    title: `Uploads: 50 of 10 MB at once; medians of ${rounds} rounds, for memory of ${starts} fresh processes`,
    figures,
    remark:
      "A PDF of random bytes with an Idempotency-Key, as the widget sends it: ours parses the multipart body, looks for active content and hashes every byte. Memory is the peak resident size less the size before the first upload.",
  };
}

async function startVendor(env: Record<string, string>): Promise<Vendor> {
  const { url, running } = await startMetered("vendor for uploads", new URL("vendor.ts", import.meta.url), {
    env,
  });
  return { url, end: () => running.end() };
}

/** Milliseconds of all uploads and of the server's CPU, one of each a round. */
type Rounds = { elapsed: number[]; cpu: number[] };

/** The servers take turns, so that noise hits them alike. */
async function measureRounds(vendor: Vendor, body: Buffer): Promise<Map<string, Rounds>> {
  const measured = new Map<string, Rounds>();
  const started = new Map<string, UploadServer>();
  for (const [name, start] of Object.entries(uploadServers)) {
    started.set(name, await start(vendor.url));
    measured.set(name, { elapsed: [], cpu: [] });
  }
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, server] of started) {
      const before = await server.cpu();
      const elapsed = await uploadAll(vendor, server, body);
      const cpu = ((await server.cpu()) - before) / 1_000;
      // The first round warms the processes up.
      if (round < 0) continue;
      measured.get(name)?.elapsed.push(elapsed);
      measured.get(name)?.cpu.push(cpu);
    }
  }
  for (const server of started.values()) await server.stop();
  return measured;
}

function throughputFigures(measured: Map<string, Rounds>): Figure[] {
  const base = measured.get(passThrough)?.elapsed ?? [];
  const each = [...measured];
  return [
    ...each.map(([name, { elapsed }]): Figure => {
      const value = median(elapsed.map((ms) => (50 * size) / ms / 1_000));
      const what = `MB per second: ${name}`;
      return { what, value, ...(name === ours && { least: uploadGoals.megabytesPerSecond }) };
    }),
    ...each.map(([name, { elapsed }]): Figure => {
      const value = median(elapsed.map((ms, round) => (base[round] ?? Number.NaN) / ms));
      const what = `throughput as a multiple of ${passThrough}: ${name}`;
      return { what, value, ...(name === ours && { least: uploadGoals.throughputToHttpProxy }) };
    }),
    ...each.map(([name, { cpu }]) => ({ what: `CPU ms per upload: ${name}`, value: median(cpu) / 50 })),
  ];
}

async function memoryFigures(which: string, vendor: Vendor, body: Buffer): Promise<Figure[]> {
  const added = new Map<string, number>();
  for (const [name, start] of Object.entries(uploadServers)) {
    const values: number[] = [];
    while (values.length < starts) values.push((await memoryAdded(vendor, start, body)) / megabyte);
    added.set(name, median(values));
  }
  const most = Math.min(uploadGoals.megabytes, added.get(passThrough) ?? uploadGoals.megabytes);
  return [...added].map(([name, value]) => ({
    what: `memory added, ${which}, MB: ${name}`,
    value,
    ...(name === ours && { goal: most }),
  }));
}

/** Bytes that a freshly started process adds at its peak while it forwards the uploads. */
async function memoryAdded(
  vendor: Vendor,
  start: (vendor: string) => Promise<UploadServer>,
  body: Buffer,
): Promise<number> {
  const server = await start(vendor.url);
  await resetPeak(server.pid);
  const { now } = await processMemory(server.pid);
  await uploadAll(vendor, server, body);
  const { peak } = await processMemory(server.pid);
  await server.stop();
  return peak - now;
}

/** Uploads from every session at once, and throws unless the vendor received every byte. */
async function uploadAll(vendor: Vendor, server: UploadServer, body: Buffer): Promise<number> {
  const before = await receivedBy(vendor);
  const ms = await uploadAtOnce(server.url, server.sessions, body);
  const after = await receivedBy(vendor);
  const count = server.sessions.length;
  if (after.uploads - before.uploads !== count || after.bytes - before.bytes < count * size) {
    throw new Error(`The vendor received ${after.uploads - before.uploads} of ${count} uploads.`);
  }
  return ms;
}

async function receivedBy({ url }: Vendor): Promise<{ uploads: number; bytes: number }> {
  const response = await fetch(`${url}/received`);
  return (await response.json()) as { uploads: number; bytes: number };
}
