import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { problems } from "@osigu-preauth/shared";
import { silentLogger } from "../logging/logger.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { HttpArcClient } from "../osigu/arc-client.ts";
import { arcTokenAdvice } from "../osigu/token/token-advice.ts";
import { TokenCache } from "../osigu/token/token-cache.ts";
import { requestToken } from "../osigu/token/token-request.ts";
import { Transport } from "../osigu/transport.ts";
import { problemOf } from "../problem/problem-error.ts";
import type { Settings } from "../process/settings.ts";
import type { Secret } from "../settings/secret.ts";
import type { CommandResult } from "./command-result.ts";

/** The events of decisions, and of the redemption of their codes. */
const eventTypes = ["authorization.*", "dispensing.*"];

export const subscribeUsage =
  "Usage: pnpm bff webhooks subscribe --url https://preauth.clinic.example/webhooks/osigu\n" +
  "Without --url it is PUBLIC_URL with /webhooks/osigu.";

/** `webhooks subscribe`: has the vendor deliver its events to this server. */
export async function webhooksCommand(args: readonly string[], settings: Settings): Promise<CommandResult> {
  const parsed = readArgs(args, settings.publicUrl);
  if (typeof parsed === "string") return { text: parsed, status: 2 };
  const transport = new Transport(settings.vendorUrl, { connections: 2, maxExchanges: 4 });
  const { clientId, clientSecret } = settings.secrets;
  const [id, secret] = [clientId.current()[0] as Secret, clientSecret.current()[0] as Secret];
  const metrics = createMetrics();
  const tokens = new TokenCache({
    advice: arcTokenAdvice(settings.environment, settings.tokenGrant),
    request: () => requestToken(transport, settings.tokenGrant, id, secret),
    log: silentLogger,
    metrics,
  });
  const arc = new HttpArcClient({ transport, tokens, metrics, log: silentLogger });
  try {
    const body = { url: parsed.url, event_types: eventTypes };
    const { subscription_id: name } = await arc.call(
      "subscribeWebhooks",
      { body },
      { requestId: randomUUID() },
    );
    return {
      text: `${parsed.url} is subscribed to ${eventTypes}${name ? ` as ${name}` : ""}.${warning(settings)}`,
      status: 0,
    };
  } catch (thrown) {
    const { code } = problemOf(thrown);
    const why = `${problems[code].title} (${code})`;
    const advice = tokens.advice === undefined ? "" : `\n${tokens.advice}`;
    return { text: `The vendor did not take the subscription: ${why}${advice}`, status: 1 };
  } finally {
    tokens.close();
    await transport.close();
  }
}

/** The address to subscribe, or what is wrong with the arguments. */
function readArgs(args: readonly string[], publicUrl: string | undefined): { url: string } | string {
  let url: string | undefined;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { url: { type: "string" } },
      allowPositionals: true,
    });
    if (positionals.join(" ") !== "subscribe") return subscribeUsage;
    url = values.url ?? (publicUrl && new URL("/webhooks/osigu", publicUrl).href);
  } catch {
    return subscribeUsage;
  }
  if (url === undefined) return subscribeUsage;
  const parsed = URL.parse(url);
  const isHere = parsed !== null && ["localhost", "127.0.0.1"].includes(parsed.hostname);
  // ARC, "Webhooks": HTTPS. HTTP only to this machine, where a sandbox may run.
  if (parsed?.protocol === "https:" || (isHere && parsed.protocol === "http:")) return { url: parsed.href };
  return `The address must begin with https://. ${subscribeUsage}`;
}

const warning = ({ secrets }: Settings) =>
  secrets.webhook === undefined
    ? "\nOSIGU_WEBHOOK_SECRET is not set: until it is, deliveries are answered with 404."
    : "";
