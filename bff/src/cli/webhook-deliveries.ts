import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import type { DeliveryState } from "../deliveries/delivery-queue.ts";
import { addressRules, networksOf } from "../deliveries/private-networks.ts";
import { deliverySender } from "../deliveries/send-delivery.ts";
import { watchHosts } from "../hosts/hosts-file.ts";
import { openStores, type Stores } from "../process/open-stores.ts";
import type { Settings } from "../process/settings.ts";
import { type CommandResult, withoutRedis } from "./command-result.ts";

export const deliveriesUsage = `Usage: pnpm bff webhooks deliveries [list]             what waits, and what was given up
       pnpm bff webhooks deliveries retry [--host id]  tries all of that now
       pnpm bff webhooks deliveries test --host id     sends a message of the type webhook.test`;

/** `webhooks deliveries`: what hosts' servers have not taken yet. */
export async function deliveriesCommand(args: readonly string[], settings: Settings): Promise<CommandResult> {
  const read = readArgs(args);
  if (read === undefined) return { text: deliveriesUsage, status: 2 };
  const { action, host } = read;
  if (action === "test")
    return host === undefined ? { text: deliveriesUsage, status: 2 } : sendTest(host, settings);
  const stores = await openStores(settings);
  if (stores === undefined) return withoutRedis;
  try {
    return action === "list" ? await list(stores, host) : await retry(stores, host);
  } finally {
    stores.close();
  }
}

async function list({ queue }: Stores, host: string | undefined): Promise<CommandResult> {
  const lines: string[] = [];
  for (const { topic, dueAt } of await queue.waiting()) {
    const { current, host: of } = (await queue.read(topic)) ?? { current: undefined, host: "" };
    if (!isOf(of, host)) continue;
    const next = new Date(dueAt).toISOString();
    if (current === undefined) lines.push(`waiting  ${of || "-"}  not tried yet  next ${next}`);
    else {
      const { id, type, tries, outcome } = current;
      lines.push(`waiting  ${of}  ${id}  ${type}  ${tries} tries, last ${outcome}  next ${next}`);
    }
  }
  for (const topic of await queue.withGivenUp()) {
    const state = await queue.read(topic);
    if (state === undefined || !isOf(state.host, host)) continue;
    for (const { id, type } of state.givenUp) lines.push(`given up  ${state.host}  ${id}  ${type}`);
  }
  return { text: lines.length === 0 ? "Everything was delivered." : lines.join("\n"), status: 0 };
}

async function retry({ queue }: Stores, host: string | undefined): Promise<CommandResult> {
  const due = new Set<string>();
  for (const topic of await queue.withGivenUp()) {
    const state = await queue.read(topic);
    if (state === undefined || !isOf(state.host, host)) continue;
    await queue.write(topic, withoutGivenUp(state));
    due.add(topic);
  }
  for (const { topic } of await queue.waiting()) {
    const state = await queue.read(topic);
    if (isOf(state?.host ?? "", host)) due.add(topic);
  }
  for (const topic of due) await queue.schedule(topic);
  return { text: `${due.size} requests are due now.`, status: 0 };
}

const isOf = (of: string, host: string | undefined) => host === undefined || of === host;

function withoutGivenUp(state: DeliveryState): DeliveryState {
  const again = new Set(state.givenUp.map(({ id }) => id));
  return { ...state, done: state.done.filter((id) => !again.has(id)), givenUp: [] };
}

async function sendTest(host: string, settings: Settings): Promise<CommandResult> {
  const hosts = watchHosts(settings.hostsFile, {});
  const webhook = hosts.find(host)?.webhook;
  hosts.close();
  if (webhook === undefined) return { text: `Host ${host} has no webhook in HOSTS_FILE.`, status: 1 };
  const sender = deliverySender(addressRules(networksOf(settings.privateNetworks)));
  const body = JSON.stringify({ type: "webhook.test", timestamp: new Date().toISOString(), data: {} });
  const { isTaken, outcome } = await sender.send(webhook, { id: `msg_test_${randomUUID()}`, body });
  await sender.close();
  return isTaken
    ? { text: `${webhook.url} has taken it: ${outcome}.`, status: 0 }
    : { text: `${webhook.url} has not taken it: ${outcome}.`, status: 1 };
}

function readArgs(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { host: { type: "string" } },
      allowPositionals: true,
    });
    const [action = "list", ...more] = positionals;
    if (more.length > 0 || !["list", "retry", "test"].includes(action)) return undefined;
    return { action, host: values.host };
  } catch {
    return undefined;
  }
}
