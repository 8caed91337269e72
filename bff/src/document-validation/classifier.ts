import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { opaqueId, optionalText } from "@osigu-preauth/shared";
import { z } from "zod";
import { parseLossless } from "../json/lossless-json.ts";
import type { Logger } from "../logging/logger.ts";
import { requestContext, traceparentOf } from "../logging/request-context.ts";
import { OperationRefusals } from "../osigu/token/operation-refusals.ts";
import type { CachedToken, TokenCache } from "../osigu/token/token-cache.ts";
import type { HttpFailure, HttpRequest, HttpResponse, Transport } from "../osigu/transport.ts";
import { callEnd, noTracing, type Tracing } from "../tracing/tracing.ts";

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
/** Milliseconds, at most, for which a 429 is obeyed. */
const maxPauseAfterLimit = 300_000;
/** Milliseconds after which the result is of no use any more. */
const maxWait = 60_000;

/** The only country whose documents the service knows today. */
const country = "BR";

const path = "/v1/classification-requests";

/** Method and path of each call, for its span. */
const calls = {
  classifyDocument: ["POST", path],
  getClassification: ["GET", `${path}/{id}`],
} as const;

const reply = z.object({
  classification_request_id: opaqueId,
  status: optionalText,
  type: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .optional()
    .catch(undefined),
});

/** Assumed: that the id stands in `additional_information`. The error code is documented. */
const timedOut = z.object({
  error_code: z.literal("071-504-sync-timeout"),
  additional_information: z.object({ classification_request_id: opaqueId }),
});

/** An error of DVS: `071-<http>[-suffix]`. Nothing else of it is logged. */
const errorReply = z.object({
  error_code: z
    .string()
    .regex(/^071-[A-Za-z0-9-]{1,60}$/)
    .optional()
    .catch(undefined),
  additional_information: z
    .object({ retry_after_seconds: z.coerce.number().positive() })
    .optional()
    .catch(undefined),
});

type Deps = {
  transport: Transport;
  tokens: TokenCache;
  log: Logger;
  /** Without it, calls are not recorded. */
  tracing?: Tracing;
  pause?: (milliseconds: number) => Promise<unknown>;
  now?: () => number;
};

/** DVS over HTTP. A failure of any kind gives no result: the result is advice. */
export function classifier({
  transport,
  tokens,
  log,
  tracing = noTracing,
  pause = sleep,
  now = () => performance.now(),
}: Deps): Classifier {
  const refusals = new OperationRefusals<CachedToken>();
  /** No call before, after a 429. */
  let pausedUntil = 0;

  /** One attempt of a call, in a span of its own. */
  async function attempt(call: keyof typeof calls, request: HttpRequest): Promise<HttpResponse> {
    const [method, template] = calls[call];
    const attributes = {
      "http.request.method": method,
      "url.template": template,
      "preauth.operation": call,
    };
    const span = tracing.startCall(`${method} ${template}`, attributes, requestContext.getStore()?.trace);
    const traceparent = traceparentOf(span.trace);
    const headers = traceparent === undefined ? [] : ["traceparent", traceparent];
    try {
      const response = await transport.send({ ...request, headers: [...request.headers, ...headers] });
      span.end(callEnd({ status: response.status, "preauth.provider_slug": tokens.providerSlug }));
      return response;
    } catch (thrown) {
      span.end(callEnd({ failure: (thrown as HttpFailure).kind }));
      throw thrown;
    }
  }

  /** One call, made again with a new token when the vendor refuses the token. */
  async function send(
    call: keyof typeof calls,
    request: (token: string) => HttpRequest,
  ): Promise<HttpResponse> {
    const token = await tokens.get(deadline);
    const response = await attempt(call, request(token.accessToken));
    if (response.status !== 401) {
      token.accepted = true;
      refusals.clear(path);
      return response;
    }
    const replacement = refusals.record(path, token) ? await tokens.replace(token, deadline) : undefined;
    return replacement === undefined ? response : attempt(call, request(replacement.accessToken));
  }

  async function submit(bytes: Buffer, mimeType: string, reference: string): Promise<HttpResponse> {
    const body = JSON.stringify({
      mode: bytes.length <= maxSyncBytes ? "sync" : "async",
      file: { content_base64: bytes.toString("base64"), mime_type: mimeType },
      country_code: country,
      external_ref_id: reference,
    });
    const key = randomUUID();
    return send("classifyDocument", (token) => ({
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
      const response = await send("getClassification", (token) => ({
        method: "GET",
        path: `${path}/${encodeURIComponent(id)}`,
        headers: headersOf(token),
        deadline,
      }));
      const read = reply.safeParse(parsed(response));
      if (response.status !== 200 || !read.success) {
        reportFailure(response);
        return undefined;
      }
      if (read.data.status === "COMPLETED") return read.data.type;
    }
    return undefined;
  }

  /** Logs a document that was not classified, and what an operator can do. Obeys a 429. */
  function reportFailure(response: HttpResponse): void {
    const { status, retryAfter } = response;
    const error = errorReply.safeParse(parsed(response)).data;
    const errorCode = error?.error_code;
    if (status === 429) {
      const seconds = error?.additional_information?.retry_after_seconds ?? retryAfter ?? 1;
      pausedUntil = now() + Math.min(seconds * 1000, maxPauseAfterLimit);
    }
    const fields = { status, error_code: errorCode, provider_slug: tokens.providerSlug };
    log.warn({ ...fields, advice: adviceFor(status, errorCode) }, "document_not_classified");
  }

  async function typeOf(bytes: Buffer, mimeType: string, reference: string): Promise<string | undefined> {
    const response = await submit(bytes, mimeType, reference);
    const json = parsed(response);
    const late = timedOut.safeParse(json);
    if (late.success) return poll(late.data.additional_information.classification_request_id);
    const read = reply.safeParse(json);
    if ((response.status !== 200 && response.status !== 202) || !read.success) {
      reportFailure(response);
      return undefined;
    }
    if (read.data.status === "COMPLETED") return read.data.type;
    return poll(read.data.classification_request_id);
  }

  return {
    async classify(bytes, mimeType, reference) {
      if (now() < pausedUntil) return undefined;
      try {
        const type = await typeOf(bytes, mimeType, reference);
        if (type !== undefined) log.info({ provider_slug: tokens.providerSlug }, "document_classified");
        return type;
      } catch {
        return undefined;
      }
    },
  };
}

/** Authorities as DVS documents them: the vendor grants them to the client id, and only the vendor can add one. */
const authorities = "dvs:classification:create and dvs:classification:read";

function adviceFor(status: number, errorCode: string | undefined): string | undefined {
  if (status === 401) return "The vendor refuses the token of DVS_CLIENT_ID for this call.";
  if (status !== 403) return undefined;
  if (errorCode?.endsWith("-document-type-not-allowed") || errorCode?.endsWith("-tenant-mismatch")) {
    return "The vendor has not granted this kind of document to DVS_CLIENT_ID: support@osigu.com.";
  }
  return `DVS_CLIENT_ID lacks an authority. Ask the vendor for ${authorities}: support@osigu.com.`;
}

const headersOf = (token: string) => ["accept", "application/json", "authorization", `Bearer ${token}`];

function parsed({ json, text }: HttpResponse): unknown {
  try {
    return json ? parseLossless(text) : undefined;
  } catch {
    return undefined;
  }
}
