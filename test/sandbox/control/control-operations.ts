import type { RequestStore } from "../authorization/request-store.ts";
import { type FaultRule, readFaultRule } from "../faults/fault.ts";
import type { FaultRules } from "../faults/fault-rules.ts";
import { type Answer, noContent, notFound, ok, refuse } from "../http/answer.ts";
import { type Call, type Operation, readJson } from "../http/call.ts";
import { isRecord } from "../http/json-value.ts";
import type { CallLog } from "../record/call-log.ts";
import { countCalls } from "../record/counts.ts";
import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { writeTrySheet } from "../sponsor/sponsor-list.ts";
import type { Sponsors } from "../sponsor/sponsor-operations.ts";
import type { Clock } from "../time/clock.ts";
import type { Client } from "../tokens/client.ts";
import type { TokenStore } from "../tokens/token-store.ts";

export type ControlParts = {
  calls: CallLog;
  clients: Map<string, Client>;
  clock: Clock;
  faults: FaultRules;
  requests: RequestStore;
  sponsors: Sponsors;
  tokens: TokenStore;
  reset: () => void;
};

type Row = [method: Operation["method"], path: string, handle: Operation["handle"]];

/** Everything that the control port takes. */
export function controlOperations(parts: ControlParts): Operation[] {
  const { calls, clock, faults, requests, sponsors, tokens } = parts;
  const rows: Row[] = [
    ["GET", "/faults", () => ok({ faults: faults.list() })],
    ["PUT", "/faults", (call) => setFaults(call, faults)],
    ["POST", "/faults", (call) => addFault(call, faults)],
    ["DELETE", "/faults", () => done(() => faults.clear())],
    ["GET", "/counts", () => ok(countCalls(calls, requests))],
    ["GET", "/calls", () => ok({ calls: calls.all() })],
    ["GET", "/requests", () => ok({ requests: requests.all() })],
    ["GET", "/requests/{id}", ({ params }) => found(requests.get(params.id ?? ""))],
    ["POST", "/reset", () => done(parts.reset)],
    ["GET", "/clock", () => ok({ now: clock.iso() })],
    ["POST", "/clock", (call) => moveClock(call, clock)],
    ["POST", "/tokens/revoke", (call) => revoke(call, tokens)],
    ["PUT", "/clients/{id}", (call) => changeClient(call, parts.clients)],
    ["GET", "/try", () => ok([...sponsors.values()].map(writeTrySheet))],
    ["GET", "/sponsors/{slug}", ({ params }) => found(sponsors.get(params.slug ?? ""))],
    ["PUT", "/sponsors/{slug}", (call) => putSponsor(call, sponsors)],
    ["DELETE", "/sponsors/{slug}", ({ params }) => done(() => sponsors.delete(params.slug ?? ""))],
  ];
  return rows.map(([method, path, handle]) => ({ name: `${method} ${path}`, method, path, handle }));
}

const found = (value: unknown): Answer => (value === undefined ? notFound("It") : ok(value));

function done(act: () => unknown): Answer {
  act();
  return noContent;
}

const wrong = (message: string) => refuse(422, "NOT_UNDERSTOOD", message);

async function setFaults({ request }: Call, faults: FaultRules): Promise<Answer> {
  const body = await readJson(request);
  if (!body.ok) return body.answer;
  const list = isRecord(body.value) ? body.value.faults : body.value;
  if (!Array.isArray(list)) return wrong("Send an array of faults");
  const rules: FaultRule[] = [];
  for (const entry of list) {
    const rule = readFaultRule(entry);
    if (typeof rule === "string") return wrong(rule);
    rules.push(rule);
  }
  faults.set(rules);
  return ok({ faults: faults.list() });
}

async function addFault({ request }: Call, faults: FaultRules): Promise<Answer> {
  const body = await readJson(request);
  if (!body.ok) return body.answer;
  const rule = readFaultRule(body.value);
  if (typeof rule === "string") return wrong(rule);
  faults.add(rule);
  return { status: 201, body: { faults: faults.list() } };
}

/** `{ "advance": milliseconds }` or `{ "now": instant }`; `{}` goes back to the machine's time. */
async function moveClock({ request }: Call, clock: Clock): Promise<Answer> {
  const body = await readJson(request);
  if (!body.ok) return body.answer;
  const { advance, now } = isRecord(body.value) ? body.value : {};
  if (typeof advance === "number") clock.advance(advance);
  else if (typeof now === "string" && !Number.isNaN(Date.parse(now))) clock.set(Date.parse(now));
  else if (advance === undefined && now === undefined) clock.reset();
  else return wrong("Send { advance: milliseconds } or { now: instant }");
  return ok({ now: clock.iso() });
}

async function revoke({ request }: Call, tokens: TokenStore): Promise<Answer> {
  const body = await readJson(request);
  if (!body.ok) return body.answer;
  const which = isRecord(body.value) ? body.value.which : undefined;
  return ok({ revoked: tokens.revoke(which === "current" ? "current" : "all") });
}

/** `{ "secrets": [...] }` as in a rotation, `{ "scopes": [...] }` as when the vendor widens or narrows a client. */
async function changeClient({ request, params }: Call, clients: Map<string, Client>): Promise<Answer> {
  const client = clients.get(params.id ?? "");
  if (!client) return notFound("Client");
  const body = await readJson(request);
  if (!body.ok) return body.answer;
  const { secrets, scopes, ...rest } = isRecord(body.value) ? body.value : {};
  const lists = [secrets, scopes].filter((value) => value !== undefined);
  if (lists.length === 0 || !lists.every(Array.isArray) || Object.keys(rest).length > 0) {
    return wrong("Send { secrets: [...] }, { scopes: [...] } or both");
  }
  if (Array.isArray(secrets)) client.secrets = secrets.map(String);
  if (Array.isArray(scopes)) {
    client.authorities = scopes.map(String);
    if (client.kind === "jwt") client.scope = scopes.join(" ");
  }
  return noContent;
}

async function putSponsor({ request, params }: Call, sponsors: Sponsors): Promise<Answer> {
  const body = await readJson(request);
  if (!body.ok) return body.answer;
  const slug = params.slug ?? "";
  if (!isRecord(body.value) || body.value.slug !== slug) return wrong("Send a sponsor with this slug");
  sponsors.set(slug, body.value as SponsorData);
  return noContent;
}
