import { createHash } from "node:crypto";
import type { Host } from "../hosts/hosts.ts";
import { OAuthError } from "./oauth-error.ts";
import type { Grant } from "./session-tokens.ts";
import type { TokenRequest } from "./token-request.ts";

/** What a host gets of what it asks for. Throws `OAuthError` where it asks for more than it has. */
export function grantFor(host: Host, request: TokenRequest): Grant {
  const { subject, origin, product_type: productTypes, beneficiary_id: beneficiaryId } = request;
  if (origin !== undefined && !host.origins.includes(origin)) {
    throw new OAuthError(400, "invalid_request", "The origin is not registered for the host.");
  }
  return {
    host: host.id,
    subject,
    origins: origin === undefined ? host.origins : [origin],
    sponsors: sponsorsFor(host, request.sponsor_slug),
    productTypes,
    beneficiaryId,
    within: restrictionsOf(request),
    group: request.group,
    reference: request.reference,
  };
}

/** The sponsors that were asked for; without any, all of the host's. Undefined: every sponsor. */
function sponsorsFor(
  { sponsors }: Host,
  wanted: readonly string[] | undefined,
): readonly string[] | undefined {
  if (wanted === undefined || sponsors === undefined) return wanted ?? sponsors;
  if (wanted.every((slug) => sponsors.includes(slug))) return wanted;
  throw new OAuthError(400, "invalid_request", "The sponsor_slug is not permitted for the host.");
}

/** A digest of the restrictions, whatever their order; undefined for none. */
function restrictionsOf({ sponsor_slug, product_type, beneficiary_id }: TokenRequest): string | undefined {
  if ([sponsor_slug, product_type, beneficiary_id].every((value) => value === undefined)) return undefined;
  const restrictions = [sponsor_slug?.toSorted(), product_type?.toSorted(), beneficiary_id];
  return createHash("sha256").update(JSON.stringify(restrictions)).digest("base64url").slice(0, 22);
}
