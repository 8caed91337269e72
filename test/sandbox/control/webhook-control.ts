import type { Step } from "../authorization/later.ts";
import type { RequestStore } from "../authorization/request-store.ts";
import { type Answer, noContent, notFound, ok, refuse } from "../http/answer.ts";
import { type Call, type Operation, readJson, readOptionalJson } from "../http/call.ts";
import { isRecord } from "../http/json-value.ts";
import type { Clock } from "../time/clock.ts";
import type { Deliverer } from "../webhooks/deliverer.ts";
import { makeEvent, type WebhookEvent } from "../webhooks/event.ts";
import { forge, forgeryKinds, sendForged } from "../webhooks/forgery.ts";

export type WebhookControlParts = {
  requests: RequestStore;
  deliverer: Deliverer;
  clock: Clock;
  environment: "sandbox" | "production";
  step: (requestId: string, what: Step) => number;
};

/** What the control port takes about events: what was delivered, what a sponsor does now, what is forged. */
export function webhookControlOperations(parts: WebhookControlParts): Operation[] {
  const { deliverer } = parts;
  const rows: [method: Operation["method"], path: string, handle: Operation["handle"]][] = [
    ["GET", "/webhooks", () => ok(writeWebhooks(deliverer))],
    ["PUT", "/webhooks/secrets", (call) => setSecrets(call, deliverer)],
    ["POST", "/webhooks/emit", (call) => emit(call, parts)],
    ["POST", "/webhooks/forge", (call) => forgeOne(call, parts)],
    ["POST", "/requests/{id}/steps", (call) => takeOne(call, parts)],
  ];
  return rows.map(([method, path, handle]) => ({ name: `${method} ${path}`, method, path, handle }));
}

const writeWebhooks = ({ subscriptions, deliveries }: Deliverer) => ({
  subscriptions: [...subscriptions.values()],
  deliveries,
});

const wrong = (message: string) => refuse(422, "NOT_UNDERSTOOD", message);

async function setSecrets({ request }: Call, deliverer: Deliverer): Promise<Answer> {
  const body = await readJson(request);
  if (!body.ok) return body.answer;
  const secrets = isRecord(body.value) ? body.value.secrets : undefined;
  if (!Array.isArray(secrets) || secrets.length === 0) return wrong("Send { secrets: [...] }");
  deliverer.secrets = secrets.map(String);
  return noContent;
}

/** `{ event_type, data, event_id?, created_at?, repeat?, delay? }`: a good event, to everybody subscribed. */
async function emit(call: Call, parts: WebhookControlParts): Promise<Answer> {
  const body = await readJson(call.request);
  if (!body.ok) return body.answer;
  const asked = isRecord(body.value) ? body.value : {};
  if (typeof asked.event_type !== "string") return wrong("Send { event_type, data }");
  const event = readEvent(asked, parts);
  const { repeat, delay } = asked;
  parts.deliverer.emit(event, {
    ...(typeof repeat === "number" && { repeat }),
    ...(typeof delay === "number" && { delay }),
  });
  await parts.deliverer.settled();
  return ok({ event, ...writeWebhooks(parts.deliverer) });
}

/** `{ kind, event_type?, data?, url? }`: one delivery that is not as it should be, and how it was met. */
async function forgeOne(call: Call, parts: WebhookControlParts): Promise<Answer> {
  const body = await readJson(call.request);
  if (!body.ok) return body.answer;
  const asked = isRecord(body.value) ? body.value : {};
  const kind = forgeryKinds.find((known) => known === asked.kind);
  if (!kind) return wrong(`kind must be one of ${forgeryKinds.join(", ")}`);
  const [subscription] = parts.deliverer.subscriptions.values();
  const url = typeof asked.url === "string" ? asked.url : subscription?.url;
  if (url === undefined) return wrong("Nobody has subscribed: send { url }");
  const forged = forge(kind, readEvent(asked, parts), parts.deliverer.secrets, parts.clock.now());
  return ok(await sendForged(parts.deliverer, url, forged));
}

/** `{ do: "decide" | "announce" | "update" | "void", … }` as in a sponsor's `later`, now. */
async function takeOne(call: Call, parts: WebhookControlParts): Promise<Answer> {
  const id = call.params.id ?? "";
  if (!parts.requests.get(id)) return notFound("Authorization request");
  const body = await readOptionalJson(call.request);
  if (!body.ok) return body.answer;
  const what = isRecord(body.value) ? body.value : {};
  const known: Step["do"][] = ["decide", "announce", "update", "void"];
  const act = known.find((name) => name === (what.do ?? "decide"));
  if (!act) return wrong(`do must be one of ${known.join(", ")}`);
  const touched = parts.step(id, { ...(what as Partial<Step>), do: act });
  await parts.deliverer.settled();
  return ok({ touched });
}

function readEvent(
  asked: Record<string, unknown>,
  { clock, environment, deliverer }: WebhookControlParts,
): WebhookEvent {
  const [subscription] = deliverer.subscriptions.values();
  const createdAt = typeof asked.created_at === "string" ? asked.created_at : clock.iso();
  const eventType = typeof asked.event_type === "string" ? asked.event_type : "authorization.created";
  const data = isRecord(asked.data) ? asked.data : {};
  const providerSlug = subscription?.providerSlug ?? "clinic-sandbox";
  const event = makeEvent(eventType, data, { createdAt, environment, providerSlug });
  return typeof asked.event_id === "string" ? { ...event, event_id: asked.event_id } : event;
}
