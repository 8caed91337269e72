import { createHmac, randomUUID } from "node:crypto";
import { failureCause } from "../../logging/failure-cause.ts";
import type { Settings } from "../../process/settings.ts";
import { type Finding, fail, ok, skip, warn } from "./finding.ts";

const timeout = 8_000;

/** The server at its public address, if it runs: readiness, the widget, and the webhook by an event signed here. */
export async function checkPublic(settings: Settings): Promise<Finding[]> {
  const { publicUrl } = settings;
  if (publicUrl === undefined) return [skip("public address", "PUBLIC_URL is not set")];
  try {
    const response = await get(new URL("/readyz", publicUrl));
    const { checks } = (await response.json()) as { checks?: Record<string, string> };
    if (checks === undefined) throw new TypeError("no readiness");
    const states = Object.entries(checks).map(([name, state]) => `${name} ${state}`);
    const address =
      response.status === 200
        ? ok("public address", states.join(", "))
        : fail("public address", `not ready: ${states.join(", ")}`, "bff/docs/operations.md, Health");
    return [address, await checkLoader(publicUrl), await checkWebhook(settings, publicUrl)];
  } catch (thrown) {
    const found =
      thrown instanceof TypeError && thrown.cause !== undefined
        ? `not reachable: ${failureCause(thrown)}`
        : "something else answers there";
    return [
      warn("public address", found, "start the server, and check PUBLIC_URL and the proxy in front of it"),
    ];
  }
}

async function checkLoader(publicUrl: string): Promise<Finding> {
  const { status } = await get(new URL("/widget/v1/loader.js", publicUrl));
  if (status === 200) return ok("loader", "is served");
  return fail("loader", `answers ${status}`, "pnpm build, or WIDGET_DIR; does the proxy pass on /widget/?");
}

/** Sends an event that concerns no request, signed with the configured secret. */
async function checkWebhook({ secrets, environment }: Settings, publicUrl: string): Promise<Finding> {
  const check = "webhook";
  const secret = secrets.webhook?.current()[0];
  if (secret === undefined) {
    return warn(
      check,
      "OSIGU_WEBHOOK_SECRET is not set: the vendor is polled",
      "pnpm bff webhooks subscribe",
    );
  }
  const body = JSON.stringify({
    event_id: `doctor-${randomUUID()}`,
    event_type: "doctor.check",
    created_at: new Date().toISOString(),
    environment,
    data: {},
  });
  const time = Math.floor(Date.now() / 1000);
  const signature = createHmac("sha256", secret.reveal()).update(`${time}.${body}`).digest("hex");
  const response = await fetch(new URL("/webhooks/osigu", publicUrl), {
    method: "POST",
    headers: { "content-type": "application/json", "x-osigu-signature": `t=${time},v1=${signature}` },
    body,
    redirect: "manual",
    signal: AbortSignal.timeout(timeout),
  });
  if (response.status === 204) return ok(check, "took an event that was signed here");
  const action =
    response.status === 401
      ? "the server has another OSIGU_WEBHOOK_SECRET, or another clock"
      : "the proxy must pass on POST /webhooks/osigu unchanged";
  return fail(check, `answers ${response.status}`, action);
}

const get = (url: URL) => fetch(url, { redirect: "manual", signal: AbortSignal.timeout(timeout) });
