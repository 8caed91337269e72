import { post, type Session, startMeteredBff } from "./bff.ts";
import { readMeter, startMetered } from "./metered-process.ts";
import type { Target } from "./target.ts";

/** Names of what is measured, as the table prints them. */
export const names = {
  raw: "raw node:http and undici",
  httpProxy: "http-proxy",
  koa: "Koa peer",
  uncached: "ours, uncached read",
  cached: "ours, cached read",
} as const;

/** A started process with what its start cost. */
export type Started = {
  targets: Target[];
  /** Milliseconds until it accepts calls. */
  startToReady: number;
  /** Bytes of memory before the first call. */
  idleMemory: number;
  stop(): Promise<unknown>;
};

const readRequest = ({ request, headers }: Session) => ({
  path: `/arc/v1/authorization-requests/${request}`,
  headers,
});

/** The BFF twice: a read that goes to the vendor, and one that every session may share. */
export async function startOurs(vendor: string): Promise<Started & { sessions: Session[] }> {
  const { bff, sessions, startToReady, idleMemory, stop } = await startMeteredBff(vendor);
  const process = { url: bff.url, cpu: async () => (await readMeter(bff.process())).cpu };
  const uncached = { ...process, name: names.uncached, calls: sessions.map(readRequest) };
  const readForms = ({ headers }: Session) => ({ path: "/v1/sponsors/sponsor-sandbox/forms", headers });
  const cached = { ...process, name: names.cached, calls: sessions.map(readForms) };
  return { targets: [uncached, cached], sessions, startToReady, idleMemory, stop };
}

/** The Koa peer, with as many sessions of its own, which read the same requests. */
export async function startKoaPeer(vendor: string, sessions: readonly Session[]): Promise<Started> {
  const started = await startPeer(names.koa, "koa", vendor, sessions);
  const [target] = started.targets as [Target];
  const calls = sessions.map(async (session) => {
    const { access_token } = await post(`${target.url}/v1/oauth/token`, {});
    return readRequest({
      ...session,
      headers: { ...session.headers, authorization: `Bearer ${access_token}` },
    });
  });
  return { ...started, targets: [{ ...target, calls: await Promise.all(calls) }] };
}

/** A file of `peers/`, called with the same requests as the BFF. */
export async function startPeer(
  name: string,
  file: string,
  vendor: string,
  sessions: readonly Session[],
): Promise<Started> {
  const start = performance.now();
  const { url, running } = await startMetered(name, new URL(`peers/${file}.ts`, import.meta.url), {
    env: { UPSTREAM: vendor },
  });
  const startToReady = performance.now() - start;
  const { rss: idleMemory } = await readMeter(running);
  const cpu = async () => (await readMeter(running)).cpu;
  const target = { name, url, calls: sessions.map(readRequest), cpu };
  return { targets: [target], startToReady, idleMemory, stop: () => running.end() };
}
