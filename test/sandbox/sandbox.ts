import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { authorizationOperations } from "./authorization/authorization-operations.ts";
import { RequestStore } from "./authorization/request-store.ts";
import { catalogueOperations } from "./catalogue/catalogue-operations.ts";
import { makeApiServer } from "./http/serve.ts";
import { makeClients, type SandboxOptions } from "./options.ts";
import { CallLog } from "./record/call-log.ts";
import { readSponsors } from "./sponsor/sponsor-list.ts";
import { sponsorOperations } from "./sponsor/sponsor-operations.ts";
import { Clock } from "./time/clock.ts";
import { RateWindow } from "./tokens/rate-window.ts";
import { tokenOperations } from "./tokens/token-endpoint.ts";
import { TokenStore } from "./tokens/token-store.ts";

export type { SandboxOptions } from "./options.ts";
export type { SponsorData, TryCase } from "./sponsor/sponsor-data.ts";
export { readSponsors, readTrySheet, type TrySheet } from "./sponsor/sponsor-list.ts";

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** Starts the stand-in for ARC on a port of 127.0.0.1. It is test equipment: nobody is insured by it. */
export async function startSandbox(options: SandboxOptions = {}) {
  const clock = new Clock(options.now);
  const tokens = await TokenStore.make(clock);
  const window = new RateWindow(clock, options.tokenLimit ?? 10, 60_000);
  const clients = new Map(makeClients(options).map((client) => [client.id, client]));
  const everySponsor = [...(await readSponsors()), ...(options.sponsors ?? [])];
  const sponsors = new Map(everySponsor.map((sponsor) => [sponsor.slug, sponsor]));
  const store = new RequestStore(clock);
  const calls = new CallLog(clock);
  const operations = [
    ...tokenOperations({ clients, tokens, window }),
    ...sponsorOperations(sponsors),
    ...catalogueOperations,
    ...authorizationOperations({ store, sponsors, clock }),
  ];
  const api = makeApiServer({ operations, tokens, calls });
  const url = await listen(api, options.port ?? 0, options.host ?? "127.0.0.1");
  return {
    /** Base address of the API. */
    url,
    clock,
    /** What reached the sandbox and what it holds. */
    state: { calls, requests: store, tokens, clients, sponsors },
    close: () => stop(api),
  };
}

async function listen(server: Server, port: number, host: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.address() as AddressInfo;
  return `http://${host}:${address.port}`;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
