import { type Answer, notFound, ok, refuse, validationFailed } from "../http/answer.ts";
import { type Call, type Operation, readJson } from "../http/call.ts";
import { isRecord } from "../http/json-value.ts";
import { checkSearch } from "./check-search.ts";
import { configurationFor } from "./configuration.ts";
import type { ProductType, SponsorData } from "./sponsor-data.ts";
import { familyOf, findBeneficiary, findPerson } from "./sponsor-list.ts";
import { writeBeneficiary } from "./write-beneficiary.ts";

export type Sponsors = Map<string, SponsorData>;

export const productTypes: ProductType[] = ["MEDICATION", "LAB", "IMAGING", "PROCEDURE"];

/** Rows 1 to 5 of the loop: who the sponsors are, how they find a person, what they ask for. */
export function sponsorOperations(sponsors: Sponsors): Operation[] {
  const withSponsor =
    (handle: (sponsor: SponsorData, call: Call) => Answer | Promise<Answer>) => (call: Call) => {
      const sponsor = sponsors.get(call.params.slug ?? "");
      return sponsor ? handle(sponsor, call) : notFound("Sponsor");
    };
  return [
    {
      name: "listSponsors",
      method: "GET",
      path: "/v1/sponsors",
      authority: "arc:read",
      handle: () => ok([...sponsors.values()].map(listed)),
    },
    {
      name: "getSponsorForms",
      method: "GET",
      path: "/v1/sponsors/{slug}/forms",
      authority: "arc:read",
      handle: withSponsor((sponsor) => ok(shapeForms(sponsor))),
    },
    {
      name: "searchBeneficiary",
      method: "POST",
      path: "/v1/sponsors/{slug}/search",
      authority: "arc:read",
      handle: withSponsor(search),
    },
    {
      name: "getDependents",
      method: "GET",
      path: "/v1/sponsors/{slug}/beneficiaries/{id}/dependents",
      authority: "arc:read",
      handle: withSponsor(dependents),
    },
    {
      name: "getSponsorConfiguration",
      method: "GET",
      path: "/arc/v1/sponsors/{slug}/configuration",
      authority: "arc:read",
      handle: withSponsor(configuration),
    },
  ];
}

export const notAffiliated = refuse(
  403,
  "PROVIDER_NOT_AFFILIATED",
  "The provider is not affiliated with this sponsor",
);

const listed = ({ slug, name, product_types }: SponsorData) => ({ sponsor_slug: slug, name, product_types });

function shapeForms({ forms, forms_shape }: SponsorData): unknown {
  switch (forms_shape) {
    case "single":
      return forms[0];
    case "fields":
      return { fields: forms[0]?.fields ?? [] };
    case "wrapped":
      return { forms };
    default:
      return forms;
  }
}

async function search(sponsor: SponsorData, { request }: Call): Promise<Answer> {
  if (sponsor.affiliated === false) return notAffiliated;
  const body = await readJson(request);
  if (!body.ok) return body.answer;
  if (!isRecord(body.value))
    return validationFailed([{ path: [], message: "must be a map of field to value" }]);
  const forms = sponsor.forms.filter(({ reimbursement }) => reimbursement !== true);
  const issues = checkSearch(body.value, forms);
  if (issues.length > 0) return validationFailed(issues, sponsor.path_style);
  const person = findPerson(sponsor, body.value);
  const inactive = person?.beneficiary.coverage?.active === false;
  if (!person || (inactive && person.inactive_is_404)) return notFound("Beneficiary");
  return ok(writeBeneficiary(person.beneficiary, sponsor));
}

function dependents(sponsor: SponsorData, { params }: Call): Answer {
  if (sponsor.dependents_operation === false) return notFound("Resource");
  if (sponsor.affiliated === false) return notAffiliated;
  const id = params.id ?? "";
  if (!findBeneficiary(sponsor, id)) return notFound("Beneficiary");
  const person = sponsor.people.find(({ beneficiary }) => String(beneficiary.beneficiary_id) === id);
  const family = person?.dependents ?? (person ? familyOf(person.beneficiary) : []);
  return ok(family.map((dependent) => writeBeneficiary(dependent, sponsor)));
}

function configuration(sponsor: SponsorData, { query }: Call): Answer {
  const given = query.get("product_type") ?? "";
  const type = productTypes.find((known) => known === given);
  if (!type) return validationFailed([{ path: ["product_type"], message: "must be a product type" }]);
  if (!sponsor.product_types.includes(type)) {
    return validationFailed([{ path: ["product_type"], message: "is not covered by this sponsor" }]);
  }
  return ok({ sponsor_slug: sponsor.slug, product_type: type, ...configurationFor(sponsor, type) });
}
