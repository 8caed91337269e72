import type { RequestSummary } from "@osigu-preauth/shared";
import type { Client } from "../api/client.ts";
import type { ReusedRequest } from "../public/requests.ts";

/**
 * Reads what a request was made with, for a new one. `prefill.beneficiaryId` is there when the session may ask for the
 * same person.
 *
 * @throws ProblemError
 */
export async function readReusedRequest(client: Client, id: string): Promise<ReusedRequest> {
  const path = `/arc/v1/authorization-requests/${encodeURIComponent(id)}/summary`;
  const { sponsor_slug, beneficiary_id, beneficiary_name, diagnoses, products } =
    await client.get<RequestSummary>(path);
  const [main, ...others] = diagnoses;
  return {
    authorization_request_id: id,
    sponsor_slug,
    prefill: {
      ...(beneficiary_id && { beneficiaryId: beneficiary_id }),
      ...(beneficiary_id && beneficiary_name && { beneficiaryName: beneficiary_name }),
      ...(main && { diagnosisCode: main }),
      ...(others.length && { furtherDiagnosisCodes: others }),
      products: products.map(({ product_code, quantity, posology }) => ({
        product_code,
        quantity,
        ...(posology && { posology }),
      })),
    },
  };
}
