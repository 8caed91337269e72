import { startMetered } from "../server/metered-process.ts";
import { startNginx } from "../server/nginx.ts";
import { openDesk, type Session } from "../server/ours.ts";

/** Something that carries uploads to the vendor. */
export type Carrier = {
  url: string;
  pid: number;
  /** As whom to upload. */
  sessions: readonly Session[];
  stop(): Promise<unknown>;
};

/** Starts a carrier before this vendor; undefined where it is not installed. */
export type StartCarrier = (vendor: string) => Promise<Carrier | undefined>;

export const ours = "ours, parsed and checked";
export const passThrough = "http-proxy";

/** Ours, and others that hand through whatever comes. */
export const carriers: Record<string, StartCarrier> = {
  [ours]: async (vendor) => {
    const { bff, sessions, stop } = await openDesk(vendor);
    return { url: bff.url, pid: bff.process().pid, sessions, stop };
  },
  [passThrough]: peer("http-proxy"),
  "raw node:http and undici": peer("raw"),
  "buffered whole": peer("buffered"),
  nginx: async (vendor) => {
    const nginx = await startNginx(vendor);
    return nginx && { ...nginx, sessions: strangers };
  },
};

/** Peers ask nobody who they are. */
const strangers: Session[] = Array.from({ length: 50 }, () => ({ headers: {}, request: "areq_1" }));

function peer(file: string): StartCarrier {
  return async (vendor) => {
    const { url, running } = await startMetered(file, `peers/${file}.ts`, { UPSTREAM: vendor });
    return { url, pid: running.pid, sessions: strangers, stop: () => running.end() };
  };
}
