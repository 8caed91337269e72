import { type Answer, refuse } from "../http/answer.ts";
import { writeId } from "../http/json-value.ts";
import { documentsFor } from "../sponsor/configuration.ts";
import type { DocumentRule, ProductType, SponsorData } from "../sponsor/sponsor-data.ts";
import type { Authorization, AuthorizationRequest } from "./request-store.ts";

/** A request as the answer to the completion and to a read. Undecided and rejected groups have no code. */
export function writeOutcome(request: AuthorizationRequest, sponsor: SponsorData): object {
  if (sponsor.outcome_shape?.startsWith("schema")) return writeAsSchema(request, sponsor);
  return {
    authorization_request_id: writeId(request.id, sponsor),
    status: request.status,
    authorizations: request.authorizations.map(({ authorization_id: _, ...rest }) => rest),
  };
}

/** The shape of the vendor's schema page. What it has beyond the ids, the codes and the diagnoses is assumed. */
function writeAsSchema(request: AuthorizationRequest, sponsor: SponsorData): object {
  const { id, beneficiaryId, diagnosisCodes, status, authorizations } = request;
  return {
    id: writeId(id, sponsor),
    ...(sponsor.outcome_shape === "schema" && { status }),
    beneficiary_id: writeId(beneficiaryId, sponsor),
    diagnoses: diagnosisCodes.map((code) => ({ coding_system: "ICD-10", code })),
    authorizations: authorizations.map((authorization) => writeAuthorization(authorization, sponsor)),
  };
}

function writeAuthorization(authorization: Authorization, sponsor: SponsorData): object {
  const { authorization_id, authorization_code, rejection_reason, ...rest } = authorization;
  return {
    id: writeId(authorization_id, sponsor),
    code: authorization_code,
    sponsor_authorization_code: authorization_code && `SPONSOR-${authorization_code}`,
    reason: rejection_reason,
    ...rest,
  };
}

export const typesOf = ({ products }: AuthorizationRequest): ProductType[] =>
  products.map(({ product_type }) => product_type);

/** The document policy of a request. */
export const rulesOf = (request: AuthorizationRequest, sponsor: SponsorData): DocumentRule[] =>
  documentsFor(sponsor, typesOf(request));

/** What a request answers that is past taking files and completing. */
export const closed = ({ status }: AuthorizationRequest): Answer =>
  refuse(422, "REQUEST_CLOSED", `The request is ${status} and takes no more`);
