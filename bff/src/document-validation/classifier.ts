import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { opaqueId, optionalText } from "@osigu-preauth/shared";
import { z } from "zod";
import { parseLossless } from "../json/lossless-json.ts";
import { OperationRefusals } from "../osigu/token/operation-refusals.ts";
import type { CachedToken, TokenCache } from "../osigu/token/token-cache.ts";
import type { HttpRequest, HttpResponse, Transport } from "../osigu/transport.ts";

/** Classifies documents. Gives the service's own name of the type; undefined when there is no result. */
export type Classifier = {
  /** `reference`: an opaque id by which the service's support finds the document. Never personal data. */
  classify(bytes: Buffer, mimeType: string, reference: string): Promise<string | undefined>;
};

/** Origins of the document validation service (DVS). */
export const classifierHosts = {
  sandbox: "https://dvs-ingestion-api.sandbox.osigu.com",
  production: "https://dvs-ingestion-api.osigu.com",
} as const;

/** Bytes of a document for which a call may wait for the result. DVS, "Limits". */
const maxSyncBytes = 3 * 1024 * 1024;
/** Milliseconds for one call, the longest of which sends some eight megabytes. */
const deadline = 30_000;
/** Milliseconds between two polls for a result: at first, and at most. */
const minPause = 500;
const maxPause = 5_000;
/** Milliseconds after which the result is of no use any more. */
const maxWait = 60_000;

/** The only country whose documents the service knows today. */
const country = "BR";

const path = "/v1/classification-requests";

const reply = z.object({
  classification_request_id: opaqueId,
  status: optionalText,
  type: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .optional()
    .catch(undefined),
});

const timedOut = z.object({
  error_code: z.literal("071-504-sync-timeout"),
  additional_information: z.object({ classification_request_id: opaqueId }),
});

type Deps = { transport: Transport; tokens: TokenCache; pause?: (milliseconds: number) => Promise<unknown> };

/** DVS over HTTP. A failure of any kind gives no result: the result is advice. */
export function classifier({ transport, tokens, pause = sleep }: Deps): Classifier {
  const refusals = new OperationRefusals<CachedToken>();

  /** One call, made again with a new token when the vendor refuses the token. */
  async function send(request: (token: string) => HttpRequest): Promise<HttpResponse> {
    const token = await tokens.get(deadline);
    const response = await transport.send(request(token.accessToken));
    if (response.status !== 401) {
      token.accepted = true;
      refusals.clear(path);
      return response;
    }
    const replacement = refusals.record(path, token) ? await tokens.replace(token, deadline) : undefined;
    return replacement === undefined ? response : transport.send(request(replacement.accessToken));
  }

  async function submit(bytes: Buffer, mimeType: string, reference: string): Promise<HttpResponse> {
    const body = JSON.stringify({
      mode: bytes.length <= maxSyncBytes ? "sync" : "async",
      file: { content_base64: bytes.toString("base64"), mime_type: mimeType },
      country_code: country,
      external_ref_id: reference,
    });
    const key = randomUUID();
    return send((token) => ({
      method: "POST",
      path,
      headers: [...headersOf(token), "content-type", "application/json", "idempotency-key", key],
      body,
      deadline,
    }));
  }

  async function poll(id: string): Promise<string | undefined> {
    const until = performance.now() + maxWait;
    for (let wait = minPause; performance.now() < until; wait = Math.min(wait * 2, maxPause)) {
      await pause(wait);
      const response = await send((token) => ({
        method: "GET",
        path: `${path}/${encodeURIComponent(id)}`,
        headers: headersOf(token),
        deadline,
      }));
      const read = reply.safeParse(parsed(response));
      if (response.status !== 200 || !read.success) return undefined;
      if (read.data.status === "COMPLETED") return read.data.type;
    }
    return undefined;
  }

  return {
    async classify(bytes, mimeType, reference) {
      try {
        const response = await submit(bytes, mimeType, reference);
        const json = parsed(response);
        const late = timedOut.safeParse(json);
        if (late.success) return await poll(late.data.additional_information.classification_request_id);
        const read = reply.safeParse(json);
        if ((response.status !== 200 && response.status !== 202) || !read.success) return undefined;
        if (read.data.status === "COMPLETED") return read.data.type;
        return await poll(read.data.classification_request_id);
      } catch {
        return undefined;
      }
    },
  };
}

const headersOf = (token: string) => ["accept", "application/json", "authorization", `Bearer ${token}`];

function parsed({ json, text }: HttpResponse): unknown {
  try {
    return json ? parseLossless(text) : undefined;
  } catch {
    return undefined;
  }
}
