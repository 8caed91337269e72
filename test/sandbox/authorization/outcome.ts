import { type Answer, refuse } from "../http/answer.ts";
import { documentsFor } from "../sponsor/configuration.ts";
import type { DocumentRule, ProductType, SponsorData } from "../sponsor/sponsor-data.ts";
import type { AuthorizationRequest } from "./request-store.ts";

/** The shape of a complete's reply, and of a later read. Undecided and rejected groups have no code. */
export function writeOutcome(request: AuthorizationRequest, sponsor: SponsorData) {
  return {
    authorization_request_id: writeId(request.id, sponsor),
    status: request.status,
    authorizations: request.authorizations.map(({ authorization_id: _, ...rest }) => rest),
  };
}

/** Some sponsors' ids go over the wire as numbers. */
export const writeId = (id: string, { numeric_ids }: SponsorData) => (numeric_ids ? Number(id) : id);

export const typesOf = ({ products }: AuthorizationRequest): ProductType[] =>
  products.map(({ product_type }) => product_type);

/** The document policy of a request. */
export const rulesOf = (request: AuthorizationRequest, sponsor: SponsorData): DocumentRule[] =>
  documentsFor(sponsor, typesOf(request));

/** What a request answers that is past taking files and completing. */
export const closed = ({ status }: AuthorizationRequest): Answer =>
  refuse(422, "REQUEST_CLOSED", `The request is ${status} and takes no more`);
