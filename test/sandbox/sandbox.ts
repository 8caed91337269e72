import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { authorizationOperations } from "./authorization/authorization-operations.ts";
import { type Step, takeStep } from "./authorization/later.ts";
import { RequestStore } from "./authorization/request-store.ts";
import { catalogueOperations } from "./catalogue/catalogue-operations.ts";
import { controlOperations } from "./control/control-operations.ts";
import { makeControlServer } from "./control/control-server.ts";
import { webhookControlOperations } from "./control/webhook-control.ts";
import { ClassificationStore } from "./dvs/classification.ts";
import { dvsOperations } from "./dvs/dvs-operations.ts";
import { FaultRules } from "./faults/fault-rules.ts";
import { makeApiServer } from "./http/serve.ts";
import { defaultWebhookSecret, type SandboxOptions } from "./options.ts";
import { otpOperations } from "./otp/otp-operations.ts";
import { OtpStore } from "./otp/otp-store.ts";
import { CallLog } from "./record/call-log.ts";
import { countCalls } from "./record/counts.ts";
import type { SponsorData } from "./sponsor/sponsor-data.ts";
import { readSponsors } from "./sponsor/sponsor-list.ts";
import { sponsorOperations } from "./sponsor/sponsor-operations.ts";
import { Clock } from "./time/clock.ts";
import { Schedule } from "./time/schedule.ts";
import type { Client } from "./tokens/client.ts";
import { makeClients } from "./tokens/known-clients.ts";
import { RateWindow } from "./tokens/rate-window.ts";
import { tokenOperations } from "./tokens/token-endpoint.ts";
import { TokenStore } from "./tokens/token-store.ts";
import { Deliverer } from "./webhooks/deliverer.ts";
import { subscriptionOperations } from "./webhooks/subscription-operations.ts";

export type { FaultRule } from "./faults/fault.ts";
export { defaultWebhookSecret, type SandboxOptions } from "./options.ts";
export type { Counts } from "./record/counts.ts";
export type { SponsorData, TryCase } from "./sponsor/sponsor-data.ts";
export { readSponsors, readTrySheet, type TrySheet } from "./sponsor/sponsor-list.ts";

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** Starts the stand-in for ARC on a port of 127.0.0.1. It is test equipment: nobody is insured by it. */
export async function startSandbox(options: SandboxOptions = {}) {
  const everySponsor = [...(await readSponsors()), ...(options.sponsors ?? [])];
  const world = await makeWorld(options);
  const { calls, clock, deliverer, faults, requests, schedule, sponsors, tokens } = world;
  const reset = () => {
    resetWorld(world, options);
    for (const sponsor of everySponsor) sponsors.set(sponsor.slug, sponsor);
  };
  reset();
  const later = {
    store: requests,
    clock,
    schedule,
    deliverer,
    environment: options.environment ?? "sandbox",
  };
  const operations = [
    ...tokenOperations(world),
    ...sponsorOperations(sponsors),
    ...catalogueOperations,
    ...authorizationOperations({ ...later, otps: world.otps, sponsors }),
    ...otpOperations(world),
    ...subscriptionOperations(deliverer, clock),
    ...dvsOperations(world),
  ];
  const controls = {
    revoke: (which: "all" | "current") => void tokens.revoke(which),
    advance: (milliseconds: number) => clock.advance(milliseconds),
  };
  const step = (requestId: string, what: Step): number => {
    const request = requests.get(requestId);
    const sponsor = request && sponsors.get(request.sponsorSlug);
    return request && sponsor ? takeStep(request, sponsor, what, later) : 0;
  };
  const api = makeApiServer({ operations, tokens, calls, faults, controls });
  const control = makeControlServer([
    ...controlOperations({ ...world, reset }),
    ...webhookControlOperations({ ...later, requests, step }),
  ]);
  const url = await listen(api, options.port ?? 0, options.host ?? "127.0.0.1");
  const controlUrl = await listen(control, options.controlPort ?? 0, "127.0.0.1");
  return {
    /** Base address of the API. */
    url,
    /** Base address of the port that it is steered by. */
    controlUrl,
    clock,
    faults,
    /** Who is told of events, and what was delivered. */
    webhooks: deliverer,
    /** What reached the sandbox and what it holds. */
    state: { ...world, requests },
    counts: () => countCalls(calls, requests),
    /** Has a sponsor do something about a request now. Answers how many authorizations that touched. */
    step,
    /** As it was at the start: no faults, counts, requests or tokens, its own clients and sponsors, the machine's time. */
    reset,
    close: async () => {
      schedule.close();
      deliverer.close();
      await Promise.all([stop(api), stop(control)]);
    },
  };
}

/** Everything that the sandbox holds. */
async function makeWorld(options: SandboxOptions) {
  const clock = new Clock(options.now);
  const schedule = new Schedule(clock);
  const secrets = options.webhookSecrets ?? [defaultWebhookSecret];
  return {
    clock,
    schedule,
    tokens: await TokenStore.make(clock),
    window: new RateWindow(clock, options.tokenLimit ?? 10, 60_000),
    clients: new Map<string, Client>(),
    sponsors: new Map<string, SponsorData>(),
    requests: new RequestStore(clock),
    otps: new OtpStore(clock),
    classifications: new ClassificationStore(clock),
    classificationWindow: new RateWindow(
      clock,
      options.classificationLimit ?? Number.POSITIVE_INFINITY,
      60_000,
    ),
    calls: new CallLog(clock),
    faults: new FaultRules(),
    deliverer: new Deliverer({ clock, schedule, secrets, firstPause: options.webhookPause ?? 1_000 }),
  };
}

function resetWorld(
  { clock, ...parts }: Awaited<ReturnType<typeof makeWorld>>,
  options: SandboxOptions,
): void {
  for (const part of Object.values(parts)) part.clear();
  clock.reset();
  for (const client of makeClients(options)) parts.clients.set(client.id, client);
  if (options.webhookUrl === undefined) return;
  parts.deliverer.subscriptions.set("from-settings", {
    id: "from-settings",
    url: options.webhookUrl,
    eventTypes: ["*"],
    providerSlug: options.providerSlug ?? "clinic-sandbox",
    createdAt: clock.iso(),
  });
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
