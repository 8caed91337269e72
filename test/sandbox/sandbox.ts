import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { authorizationOperations } from "./authorization/authorization-operations.ts";
import { RequestStore } from "./authorization/request-store.ts";
import { catalogueOperations } from "./catalogue/catalogue-operations.ts";
import { controlOperations } from "./control/control-operations.ts";
import { makeControlServer } from "./control/control-server.ts";
import { FaultBook } from "./faults/fault-book.ts";
import { makeApiServer } from "./http/serve.ts";
import { makeClients, type SandboxOptions } from "./options.ts";
import { CallLog } from "./record/call-log.ts";
import { countCalls } from "./record/counts.ts";
import type { SponsorData } from "./sponsor/sponsor-data.ts";
import { readSponsors } from "./sponsor/sponsor-list.ts";
import { sponsorOperations } from "./sponsor/sponsor-operations.ts";
import { Clock } from "./time/clock.ts";
import type { Client } from "./tokens/client.ts";
import { RateWindow } from "./tokens/rate-window.ts";
import { tokenOperations } from "./tokens/token-endpoint.ts";
import { TokenStore } from "./tokens/token-store.ts";

export type { FaultRule } from "./faults/fault.ts";
export type { SandboxOptions } from "./options.ts";
export type { Counts } from "./record/counts.ts";
export type { SponsorData, TryCase } from "./sponsor/sponsor-data.ts";
export { readSponsors, readTrySheet, type TrySheet } from "./sponsor/sponsor-list.ts";

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** Starts the stand-in for ARC on a port of 127.0.0.1. It is test equipment: nobody is insured by it. */
export async function startSandbox(options: SandboxOptions = {}) {
  const clock = new Clock(options.now);
  const tokens = await TokenStore.make(clock);
  const window = new RateWindow(clock, options.tokenLimit ?? 10, 60_000);
  const everySponsor = [...(await readSponsors()), ...(options.sponsors ?? [])];
  const clients = new Map<string, Client>();
  const sponsors = new Map<string, SponsorData>();
  const requests = new RequestStore(clock);
  const calls = new CallLog(clock);
  const faults = new FaultBook();
  const reset = () => {
    for (const part of [faults, calls, requests, tokens, window, clients, sponsors]) part.clear();
    for (const client of makeClients(options)) clients.set(client.id, client);
    for (const sponsor of everySponsor) sponsors.set(sponsor.slug, sponsor);
    clock.reset();
  };
  reset();
  const operations = [
    ...tokenOperations({ clients, tokens, window }),
    ...sponsorOperations(sponsors),
    ...catalogueOperations,
    ...authorizationOperations({ store: requests, sponsors, clock }),
  ];
  const levers = {
    revoke: (which: "all" | "current") => void tokens.revoke(which),
    advance: (milliseconds: number) => clock.advance(milliseconds),
  };
  const parts = { calls, clients, clock, faults, requests, sponsors, tokens, reset };
  const api = makeApiServer({ operations, tokens, calls, faults, levers });
  const control = makeControlServer(controlOperations(parts));
  const url = await listen(api, options.port ?? 0, options.host ?? "127.0.0.1");
  const controlUrl = await listen(control, options.controlPort ?? 0, "127.0.0.1");
  return {
    /** Base address of the API. */
    url,
    /** Base address of the port that it is steered by. */
    controlUrl,
    clock,
    faults,
    /** What reached the sandbox and what it holds. */
    state: { calls, requests, tokens, clients, sponsors },
    counts: () => countCalls(calls, requests),
    /** As it was at the start: no faults, counts, requests or tokens, its own clients and sponsors, the machine's time. */
    reset,
    close: async () => {
      await Promise.all([stop(api), stop(control)]);
    },
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
