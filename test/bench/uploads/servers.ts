import { type Session, startMeteredBff } from "../server/bff.ts";
import { readMeter, startMetered } from "../server/metered-process.ts";

/** A server that forwards uploads to the vendor. */
export type UploadServer = {
  url: string;
  pid: number;
  /** The users who upload. */
  sessions: readonly Session[];
  /** CPU time so far in microseconds. */
  cpu(): Promise<number>;
  stop(): Promise<unknown>;
};

export const ours = "ours, parsed and checked";
export const passThrough = "http-proxy";

/** How each server is started in front of a vendor. */
export const uploadServers: Record<string, (vendor: string) => Promise<UploadServer>> = {
  [ours]: async (vendor) => {
    const { bff, sessions, stop } = await startMeteredBff(vendor);
    const cpu = async () => (await readMeter(bff.process())).cpu;
    return { url: bff.url, pid: bff.process().pid, sessions, cpu, stop };
  },
  [passThrough]: peer("http-proxy"),
  "raw node:http and undici": peer("raw"),
};

/** The peers check no session. */
const anonymous: Session[] = Array.from({ length: 50 }, () => ({ headers: {}, request: "areq_1" }));

function peer(file: string): (vendor: string) => Promise<UploadServer> {
  return async (vendor) => {
    const path = new URL(`../server/peers/${file}.ts`, import.meta.url);
    const { url, running } = await startMetered(file, path, { env: { UPSTREAM: vendor } });
    const cpu = async () => (await readMeter(running)).cpu;
    return { url, pid: running.pid, sessions: anonymous, cpu, stop: () => running.end() };
  };
}
