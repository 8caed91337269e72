import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { opaqueId, optionalText } from "@osigu-preauth/shared";
import { z } from "zod";
import { parseExact } from "../json/lossless-json.ts";
import { OperationRefusals } from "../osigu/token/operation-refusals.ts";
import type { CachedToken, TokenCache } from "../osigu/token/token-cache.ts";
import type { HttpRequest, HttpResponse, Transport } from "../osigu/transport.ts";

/** Tells what a document looks like, in the classifier's own words; undefined when it could not be found out. */
export type Classifier = {
  /** `reference` names the document to the service's support: an opaque id, never anything of a person. */
  classify(bytes: Buffer, mimeType: string, reference: string): Promise<string | undefined>;
};

/** Hosts of the document validation service. */
export const classifierHosts = {
  sandbox: "https://dvs-ingestion-api.sandbox.osigu.com",
  production: "https://dvs-ingestion-api.osigu.com",
} as const;

/** Bytes that are taken in a call that waits for the result. */
const mostSyncBytes = 3 * 1024 * 1024;
/** Milliseconds for one call, the longest of which sends some eight megabytes. */
const deadline = 30_000;
/** Milliseconds between two looks for a result that is not there yet: the first, and what they grow to. */
const firstPause = 500;
const longestPause = 5_000;
/** Milliseconds after which nobody needs to know any more. */
const longestWait = 60_000;

/** The only country whose documents are known today. */
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

/** DVS over HTTP. Whatever goes wrong, nothing is found out, and nobody is told why: this is advice. */
export function classifier({ transport, tokens, pause = sleep }: Deps): Classifier {
  const refusals = new OperationRefusals<CachedToken>();

  /** One call, with the token renewed once where it is refused. */
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

  async function begin(bytes: Buffer, mimeType: string, reference: string): Promise<HttpResponse> {
    const body = JSON.stringify({
      mode: bytes.length <= mostSyncBytes ? "sync" : "async",
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

  async function follow(id: string): Promise<string | undefined> {
    const until = Date.now() + longestWait;
    for (let wait = firstPause; Date.now() < until; wait = Math.min(wait * 2, longestPause)) {
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
        const response = await begin(bytes, mimeType, reference);
        const json = parsed(response);
        const late = timedOut.safeParse(json);
        if (late.success) return await follow(late.data.additional_information.classification_request_id);
        const read = reply.safeParse(json);
        if ((response.status !== 200 && response.status !== 202) || !read.success) return undefined;
        if (read.data.status === "COMPLETED") return read.data.type;
        return await follow(read.data.classification_request_id);
      } catch {
        return undefined;
      }
    },
  };
}

const headersOf = (token: string) => ["accept", "application/json", "authorization", `Bearer ${token}`];

function parsed({ json, text }: HttpResponse): unknown {
  try {
    return json ? parseExact(text) : undefined;
  } catch {
    return undefined;
  }
}
