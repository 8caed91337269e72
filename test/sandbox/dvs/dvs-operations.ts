import { detectType } from "../authorization/file-type.ts";
import type { Answer } from "../http/answer.ts";
import { type Call, mediaType, type Operation, readBytes } from "../http/call.ts";
import { isRecord } from "../http/json-value.ts";
import type { RateWindow } from "../tokens/rate-window.ts";
import { type Classification, type ClassificationStore, classify, isSlow } from "./classification.ts";
import { dvsError } from "./dvs-answer.ts";

const mostBodyBytes = 12_000_000;
const mostSyncBytes = 3 * 1024 * 1024;
const mostAsyncBytes = 6 * 1024 * 1024;
const mimeTypes = ["application/pdf", "image/jpeg", "image/png"];
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export type DvsParts = { classifications: ClassificationStore; classificationWindow: RateWindow };

/** The sister product that tells what a document is. It has a host of its own; here it shares the port. */
export function dvsOperations(parts: DvsParts): Operation[] {
  const path = "/v1/classification-requests";
  return [
    {
      name: "classifyDocument",
      method: "POST",
      path,
      authority: "dvs:classification:create",
      refusal: refuseBearer,
      handle: (call) => classifyDocument(call, parts),
    },
    {
      name: "getClassification",
      method: "GET",
      path: `${path}/{id}`,
      authority: "dvs:classification:read",
      refusal: refuseBearer,
      handle: (call) => getClassification(call, parts.classifications),
    },
  ];
}

const refuseBearer = (status: 401 | 403) =>
  dvsError(status, status === 401 ? "The token is missing, expired or revoked" : "The authority is missing");

async function classifyDocument({ request, token }: Call, parts: DvsParts): Promise<Answer> {
  const store = parts.classifications;
  const place = parts.classificationWindow.take(token?.clientId ?? "");
  if (!place.taken) {
    return dvsError(429, "Too many requests", { more: { retry_after_seconds: place.retryAfter } });
  }
  const key = String(request.headers["idempotency-key"] ?? "");
  if (!uuid.test(key)) return dvsError(422, "Idempotency-Key must be a UUID");
  if (mediaType(request) !== "application/json")
    return dvsError(415, "Content-Type must be application/json");
  const body = await readBytes(request, mostBodyBytes);
  if (!Buffer.isBuffer(body)) return dvsError(413, "The body is too large");
  const tenant = token?.providerSlug ?? "";
  const replay = store.replay(tenant, key, body);
  if (replay && !replay.isSame) {
    return dvsError(409, "The key was used with another body", { suffix: "idempotency-mismatch" });
  }
  if (replay) return writeClassification(replay.classification, store);
  const read = readClassificationRequest(body);
  if (!read.ok) return read.answer;
  const { bytes, isSync, validates, externalRefId } = read;
  const isReady = isSync && !isSlow(bytes);
  const added = store.add(
    { tenant, key, body },
    { type: classify(bytes), isReady, validates, externalRefId },
  );
  if (isSync && !isReady) {
    // Assumed: where the id stands in this error.
    const more = { classification_request_id: added.id };
    return dvsError(504, "The classifier is still at it", { suffix: "sync-timeout", more });
  }
  return writeClassification(added, store);
}

function getClassification({ params, token }: Call, store: ClassificationStore): Answer {
  const known = store.find(params.id ?? "");
  if (!known) return dvsError(404, "No such classification request");
  if (known.tenant !== token?.providerSlug) {
    return dvsError(403, "It belongs to another tenant", { suffix: "tenant-mismatch" });
  }
  return { ...writeClassification(known, store), status: 200 };
}

function writeClassification(classification: Classification, store: ClassificationStore): Answer {
  const { id, type, validationRequestId, createdAt, readyAt } = classification;
  if (!store.isReady(classification)) {
    return { status: 202, body: { classification_request_id: id, status: "RECEIVED" } };
  }
  return {
    status: 200,
    body: {
      classification_request_id: id,
      type,
      status: "COMPLETED",
      duration_ms: readyAt - createdAt,
      validation_request_id: validationRequestId ?? null,
    },
  };
}

type ReadRequest =
  | { ok: true; bytes: Buffer; isSync: boolean; validates: boolean; externalRefId: string }
  | { ok: false; answer: Answer };

/** The tenant comes from the token: one in the body is as unknown as any other key. */
function readClassificationRequest(body: Buffer): ReadRequest {
  const refused = (answer: Answer): ReadRequest => ({ ok: false, answer });
  const invalid = (field: string, message: string) => refused(dvsError(422, message, { more: { field } }));
  const value = parse(body);
  if (!isRecord(value)) return refused(dvsError(400, "The body is not a JSON object"));
  const { mode, file, country_code, external_ref_id, auto_validate, ...unknown } = value;
  const [stranger] = Object.keys(unknown);
  if (stranger !== undefined) return invalid(stranger, "It is not a field of this request");
  if (mode !== "sync" && mode !== "async") return invalid("mode", "It must be sync or async");
  // "Always set external_ref_id": taken as a rule here.
  if (typeof external_ref_id !== "string" || external_ref_id === "") {
    return invalid("external_ref_id", "It is required");
  }
  if (country_code !== "BR") return invalid("country_code", "It must be BR");
  if (!isRecord(file) || typeof file.content_base64 !== "string" || file.content_base64 === "") {
    return invalid("file.content_base64", "It is required");
  }
  const bytes = Buffer.from(file.content_base64, "base64");
  if (!mimeTypes.includes(String(file.mime_type)) || detectType(bytes) !== file.mime_type) {
    return refused(dvsError(422, "Only PDF, JPEG and PNG are taken", { suffix: "mime-not-allowed" }));
  }
  const most = mode === "sync" ? mostSyncBytes : mostAsyncBytes;
  if (bytes.length > most) return refused(dvsError(413, `The document is larger than ${most} bytes`));
  return {
    ok: true,
    bytes,
    isSync: mode === "sync",
    validates: auto_validate === true,
    externalRefId: external_ref_id,
  };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
