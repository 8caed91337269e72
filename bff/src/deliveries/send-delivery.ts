import { readFile } from "node:fs/promises";
import { Agent, request } from "undici";
import { type HostWebhook, webhookSecret } from "../hosts/host-webhook.ts";
import { errorCode } from "../logging/error-summary.ts";
import type { Message } from "./messages.ts";
import { type AddressRules, PrivateAddressError } from "./private-networks.ts";
import { signedHeaders } from "./signature.ts";

/** Milliseconds for a try, from the connection to the end of the answer. */
const longest = 10_000;
/** Bytes of an answer. Nothing in it is used. */
const maxAnswerBytes = 16_384;
/** Seconds that a host may ask to be left alone. */
const maxRetryAfter = 3_600;

/** The result of a try. `outcome`: a status, or why there was none, such as `timeout`. */
export type Try = { isTaken: boolean; outcome: string; retryAfter?: number };

/** Sends a message once. Never throws. */
export type SendDelivery = (webhook: HostWebhook, message: Pick<Message, "id" | "body">) => Promise<Try>;

/**
 * Sends deliveries over connections of their own: redirects are not followed, private addresses not connected to.
 * `timeout`: milliseconds for a try.
 */
export function deliverySender(
  rules: AddressRules,
  timeout = longest,
): { send: SendDelivery; close(): Promise<void> } {
  const agent = new Agent({
    connect: { lookup: rules.lookup, timeout },
    connections: 4,
    headersTimeout: timeout,
    bodyTimeout: timeout,
    maxResponseSize: maxAnswerBytes,
  });

  async function send(webhook: HostWebhook, { id, body }: Pick<Message, "id" | "body">): Promise<Try> {
    const secrets = await secretsOf(webhook);
    if (secrets === undefined) return { isTaken: false, outcome: "secret_unreadable" };
    const url = new URL(webhook.url);
    rules.check(url.hostname);
    const {
      statusCode,
      headers,
      body: answer,
    } = await request(url, {
      dispatcher: agent,
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "osigu-preauth",
        ...signedHeaders(id, body, secrets, Math.floor(Date.now() / 1000)),
      },
      body,
      signal: AbortSignal.timeout(timeout),
    });
    // The status was received: what follows it is read only so that the connection can be used again.
    await answer.dump({ limit: maxAnswerBytes }).catch(() => {});
    const isTaken = statusCode >= 200 && statusCode < 300;
    const seconds = Number(headers["retry-after"]);
    return {
      isTaken,
      outcome: String(statusCode),
      ...(seconds > 0 && { retryAfter: Math.min(seconds, maxRetryAfter) }),
    };
  }

  return {
    async send(webhook, message) {
      try {
        return await send(webhook, message);
      } catch (thrown) {
        return { isTaken: false, outcome: failureOf(thrown) };
      }
    },
    close: () => agent.destroy(),
  };
}

/** The secrets of a host, from its entry or its file; undefined when the file cannot be used. */
async function secretsOf({ secret, secretFile }: HostWebhook): Promise<string | undefined> {
  if (secret !== undefined) return secret.reveal();
  try {
    const result = webhookSecret.safeParse(await readFile(secretFile ?? "", "utf8"));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}

function failureOf(thrown: unknown): string {
  if (thrown instanceof PrivateAddressError) return "private_address";
  if (thrown instanceof Error && thrown.name === "TimeoutError") return "timeout";
  const code = errorCode(thrown);
  if (code === "UND_ERR_CONNECT_TIMEOUT" || code === "UND_ERR_HEADERS_TIMEOUT") return "timeout";
  return code === "PRIVATE_ADDRESS" ? "private_address" : "unreachable";
}
