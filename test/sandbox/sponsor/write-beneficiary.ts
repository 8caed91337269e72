import { writeId } from "../http/json-value.ts";
import type { SponsorData, WireBeneficiary } from "./sponsor-data.ts";

/** A person as the search answers with them, ids as the sponsor writes them. */
export function writeBeneficiary(person: WireBeneficiary, sponsor: SponsorData): object {
  const { beneficiary_id, dependents, dependants, ...rest } = person;
  const write = (one: WireBeneficiary) => writeBeneficiary(one, sponsor);
  return {
    beneficiary_id: writeId(String(beneficiary_id), sponsor),
    ...rest,
    ...(dependents && { dependents: dependents.map(write) }),
    ...(dependants && { dependants: dependants.map(write) }),
  };
}
