import { type Answer, noContent, notFound, ok, refuse, validationFailed } from "../http/answer.ts";
import { type Call, type Operation, readJson, readOptionalJson } from "../http/call.ts";
import { isRecord } from "../http/json-value.ts";
import { documentsFor } from "../sponsor/configuration.ts";
import type { DocumentRule, SponsorData } from "../sponsor/sponsor-data.ts";
import type { Sponsors } from "../sponsor/sponsor-operations.ts";
import type { Clock } from "../time/clock.ts";
import { checkCreate } from "./check-create.ts";
import { checkFile } from "./check-file.ts";
import { decide, pendingAuthorizations } from "./decide.ts";
import { receiveFile } from "./receive-file.ts";
import type { AuthorizationRequest, RequestStore } from "./request-store.ts";

export type AuthorizationParts = { store: RequestStore; sponsors: Sponsors; clock: Clock };

type Handler = (request: AuthorizationRequest, sponsor: SponsorData, call: Call) => Answer | Promise<Answer>;

/** Rows 8, 9, 10, 13 and 14 of the loop: a request is made, gets its documents, and is decided. */
export function authorizationOperations(parts: AuthorizationParts): Operation[] {
  const { store, sponsors } = parts;
  const path = "/arc/v1/authorization-requests";
  const withRequest = (handle: Handler) => (call: Call) => {
    const request = store.find(call.params.id ?? "", call.token?.providerSlug ?? "");
    const sponsor = request && sponsors.get(request.sponsorSlug);
    return request && sponsor ? handle(request, sponsor, call) : notFound("Authorization request");
  };
  return [
    {
      name: "createAuthorizationRequest",
      method: "POST",
      path,
      authority: "arc:write",
      handle: (call) => create(call, parts),
    },
    {
      name: "getAuthorizationRequest",
      method: "GET",
      path: `${path}/{id}`,
      authority: "arc:read",
      handle: withRequest((request) => ok(writeOutcome(request))),
    },
    {
      name: "getAuthorizationDocumentPolicy",
      method: "GET",
      path: `${path}/{id}/document-policy`,
      authority: "arc:read",
      handle: withRequest((request, sponsor) => ok(rulesOf(request, sponsor).map(writeRule))),
    },
    {
      name: "attachAuthorizationIndication",
      method: "POST",
      path: `${path}/{id}/upload/files`,
      authority: "arc:write",
      handle: withRequest((request, sponsor, call) => attach(request, sponsor, call, parts)),
    },
    {
      name: "completeAuthorizationRequest",
      method: "POST",
      path: `${path}/{id}/complete`,
      authority: "arc:write",
      handle: withRequest((request, sponsor, call) => complete(request, sponsor, call, parts)),
    },
  ];
}

async function create({ request, token }: Call, { store, sponsors }: AuthorizationParts): Promise<Answer> {
  const body = await readJson(request);
  if (!body.ok) return body.answer;
  const checked = checkCreate(body.value, sponsors);
  if (!checked.ok) return checked.answer;
  const { sponsor, ...made } = checked.create;
  const added = store.add({ ...made, sponsorSlug: sponsor.slug, providerSlug: token?.providerSlug ?? "" });
  return {
    status: 202,
    body: { authorization_request_id: added.id, status: added.status, created_at: added.createdAt },
  };
}

async function attach(
  request: AuthorizationRequest,
  sponsor: SponsorData,
  call: Call,
  { clock }: AuthorizationParts,
): Promise<Answer> {
  if (request.status !== "PENDING_INDICATION") return closed(request);
  const received = await receiveFile(call.request);
  if (!received.ok) return received.answer;
  const { file } = received;
  const refusal = checkFile(file, rulesOf(request, sponsor), request.files, sponsor);
  if (refusal) return refusal;
  request.files.push({
    file_type: file.fileType,
    name: file.name,
    mime_type: file.mimeType,
    detected_type: file.detectedType,
    size: file.size,
    sha256: file.sha256,
    received_at: clock.iso(),
  });
  return noContent;
}

async function complete(
  request: AuthorizationRequest,
  sponsor: SponsorData,
  call: Call,
  { store, clock }: AuthorizationParts,
): Promise<Answer> {
  const body = await readOptionalJson(call.request);
  if (!body.ok) return body.answer;
  if (!isRecord(body.value)) return validationFailed([{ path: [], message: "must be an object" }]);
  const unknown = Object.keys(body.value).filter((key) => key !== "otp_verification_token");
  if (unknown.length > 0) {
    return validationFailed(
      unknown.map((key) => ({ path: [key], message: "is not a field of this request" })),
    );
  }
  if (request.status !== "PENDING_INDICATION") return closed(request);
  const missing = missingDocuments(request, sponsor);
  if (missing.length > 0) {
    return sponsor.missing_document === "refuse" ? documentMissing(missing) : ok(writeOutcome(request));
  }
  request.completedAt = clock.iso();
  request.authorizations = pendingAuthorizations(request, sponsor);
  for (const authorization of request.authorizations) decide(authorization, sponsor, { store, clock });
  request.status = "COMPLETED";
  return ok(writeOutcome(request));
}

/** The shape of a complete's reply, and of a later read. Undecided and rejected groups have no code. */
export function writeOutcome(request: AuthorizationRequest) {
  return {
    authorization_request_id: request.id,
    status: request.status,
    authorizations: request.authorizations.map(({ authorization_id: _, ...rest }) => rest),
  };
}

function rulesOf(request: AuthorizationRequest, sponsor: SponsorData): DocumentRule[] {
  return documentsFor(
    sponsor,
    request.products.map(({ product_type }) => product_type),
  );
}

function missingDocuments(request: AuthorizationRequest, sponsor: SponsorData): DocumentRule[] {
  return rulesOf(request, sponsor).filter(
    (rule) => rule.required && !request.files.some(({ file_type }) => file_type === rule.file_type),
  );
}

const documentMissing = (missing: DocumentRule[]): Answer => ({
  status: 422,
  body: {
    code: "DOCUMENT_MISSING",
    message: "A required document is missing",
    errors: missing.map(({ file_type, label }) => ({ path: file_type, message: `${label} is missing` })),
  },
});

const closed = ({ status }: AuthorizationRequest): Answer =>
  refuse(422, "REQUEST_NOT_PENDING_INDICATION", `The request is ${status} and takes no more`);

function writeRule({ product_types: _types, named_as_slug, file_type, label, ...rest }: DocumentRule) {
  return named_as_slug ? { slug: file_type, fallback_name: label, ...rest } : { file_type, label, ...rest };
}
