import { type Answer, noContent, notFound, ok } from "../http/answer.ts";
import { type Call, type Operation, readJson } from "../http/call.ts";
import { writeId } from "../http/json-value.ts";
import type { DocumentRule, SponsorData } from "../sponsor/sponsor-data.ts";
import type { Sponsors } from "../sponsor/sponsor-operations.ts";
import { checkCreate } from "./check-create.ts";
import { checkFile } from "./check-file.ts";
import { type CompleteParts, complete } from "./complete.ts";
import { closed, rulesOf, writeOutcome } from "./outcome.ts";
import { receiveFile } from "./receive-file.ts";
import type { AuthorizationRequest } from "./request-store.ts";

export type AuthorizationParts = CompleteParts & { sponsors: Sponsors };

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
      handle: withRequest((request, sponsor) => ok(writeOutcome(request, sponsor))),
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
  const added = store.add({ ...made, sponsor, providerSlug: token?.providerSlug ?? "" });
  const id = writeId(added.id, sponsor);
  return {
    status: 202,
    body: { authorization_request_id: id, status: added.status, created_at: added.createdAt },
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

function writeRule({ product_types: _types, named_as_slug, file_type, label, ...rest }: DocumentRule) {
  return named_as_slug ? { slug: file_type, fallback_name: label, ...rest } : { file_type, label, ...rest };
}
