import type { Sandbox } from "../sandbox/sandbox.ts";
import { authorizationData, makeEvent, type WebhookEvent } from "../sandbox/webhooks/event.ts";

/** Has the sandbox deliver its events to this address alone; to nobody when there is none. */
export function deliverTo({ webhooks, clock }: Sandbox, url: string | undefined): void {
  webhooks.subscriptions.clear();
  if (url === undefined) return;
  webhooks.subscriptions.set("live", {
    id: "live",
    url: `${url}/webhooks/osigu`,
    eventTypes: ["authorization.*"],
    providerSlug: "clinic-sandbox",
    createdAt: clock.iso(),
  });
}

/** An event about a request's first authorization, made so many seconds after now. */
export function eventAbout(sandbox: Sandbox, requestId: string, what: string, later = 0): WebhookEvent {
  const request = sandbox.state.requests.get(requestId);
  const [authorization] = request?.authorizations ?? [];
  if (!request || !authorization) throw new Error("There is nothing to tell of.");
  const data = authorizationData(request, { ...authorization, ...facts[what] });
  const createdAt = new Date(sandbox.clock.now() + later * 1000).toISOString();
  return makeEvent(`authorization.${what}`, data, {
    createdAt,
    environment: "sandbox",
    providerSlug: "clinic-sandbox",
  });
}

/** An event about the redemption of a code, which is all that it names. */
export function redemptionOf(sandbox: Sandbox, code: string, what: string, later = 0): WebhookEvent {
  return makeEvent(
    `dispensing.${what}`,
    { dispensation_id: "dsp_0001", authorization_code: code },
    {
      createdAt: new Date(sandbox.clock.now() + later * 1000).toISOString(),
      environment: "sandbox",
      providerSlug: "clinic-sandbox",
    },
  );
}

const facts: Record<string, object> = {
  created: { status: "APPROVED", authorization_code: "AUTH-2026-900001", expires_at: "2027-01-01T00:00:00Z" },
  rejected: { status: "REJECTED", rejection_reason: "Another plan pays." },
  updated: { status: "APPROVED", expires_at: "2026-12-24T00:00:00Z" },
  voided: { status: "VOIDED" },
};

/** Delivers an event as the vendor would, and answers the status that it was met with. */
export async function deliver(sandbox: Sandbox, url: string, event: WebhookEvent): Promise<number> {
  const body = JSON.stringify(event);
  const response = await fetch(`${url}/webhooks/osigu`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-osigu-signature": sandbox.webhooks.signatureOf(body),
    },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}
