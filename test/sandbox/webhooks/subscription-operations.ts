import { newId } from "../authorization/request-store.ts";
import { type Answer, type FieldIssue, noContent, notFound, ok, validationFailed } from "../http/answer.ts";
import { type Call, type Operation, readJson } from "../http/call.ts";
import { isRecord } from "../http/json-value.ts";
import type { Clock } from "../time/clock.ts";
import type { Deliverer, Subscription } from "./deliverer.ts";

/** Who is told of events. Only the first is documented; the others and every reply are assumed. */
export function subscriptionOperations(deliverer: Deliverer, clock: Clock): Operation[] {
  const path = "/webhooks/v1/subscriptions";
  const own = ({ token }: Call) =>
    [...deliverer.subscriptions.values()].filter(({ providerSlug }) => providerSlug === token?.providerSlug);
  return [
    {
      name: "createWebhookSubscription",
      method: "POST",
      path,
      authority: "arc:write",
      handle: (call) => subscribe(call, deliverer, clock),
    },
    {
      name: "listWebhookSubscriptions",
      method: "GET",
      path,
      authority: "arc:read",
      handle: (call) => ok(own(call).map(writeSubscription)),
    },
    {
      name: "deleteWebhookSubscription",
      method: "DELETE",
      path: `${path}/{id}`,
      authority: "arc:write",
      handle: (call) => {
        const known = own(call).find(({ id }) => id === call.params.id);
        if (!known) return notFound("Subscription");
        deliverer.subscriptions.delete(known.id);
        return noContent;
      },
    },
  ];
}

async function subscribe({ request, token }: Call, deliverer: Deliverer, clock: Clock): Promise<Answer> {
  const body = await readJson(request);
  if (!body.ok) return body.answer;
  const { url, event_types, ...unknown } = isRecord(body.value) ? body.value : {};
  const issues: FieldIssue[] = Object.keys(unknown).map((key) => ({
    path: [key],
    message: "is not a field of this request",
  }));
  if (typeof url !== "string" || !isReceiver(url))
    issues.push({ path: ["url"], message: "must be an https address" });
  if (!Array.isArray(event_types) || event_types.length === 0 || !event_types.every(isEventType)) {
    issues.push({ path: ["event_types"], message: "must be a list of event types" });
  }
  if (issues.length > 0) return validationFailed(issues);
  const subscription: Subscription = {
    id: newId("whs"),
    url: String(url),
    eventTypes: (event_types as unknown[]).map(String),
    providerSlug: token?.providerSlug ?? "",
    createdAt: clock.iso(),
  };
  deliverer.subscriptions.set(subscription.id, subscription);
  return { status: 201, body: writeSubscription(subscription) };
}

const writeSubscription = ({ id, url, eventTypes, createdAt }: Subscription) => ({
  subscription_id: id,
  url,
  event_types: eventTypes,
  created_at: createdAt,
});

/** HTTPS, as the vendor wants it; plain HTTP only to this machine, which the vendor could not reach. */
function isReceiver(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || (protocol === "http:" && ["127.0.0.1", "localhost"].includes(hostname));
}

const isEventType = (value: unknown) =>
  typeof value === "string" && /^(\*|[a-z_]+\.(\*|[a-z_]+))$/.test(value);
