import type { Configuration, DocumentRule, ProductType, SponsorData } from "./sponsor-data.ts";

/** The name of the completion in a list of operations that require a one-time code. The names are assumed. */
const completion = "completeAuthorizationRequest";

/** The rules of a sponsor for one product type. */
export function configurationFor(sponsor: SponsorData, productType: ProductType): Configuration {
  return { ...sponsor.configuration, ...sponsor.configuration_for?.[productType] };
}

/** The rules for a request of several product types: whatever one of them asks for is asked for. */
export function configurationForAll(sponsor: SponsorData, productTypes: ProductType[]): Configuration {
  const each = productTypes.map((type) => configurationFor(sponsor, type));
  return {
    required_fields: [...new Set(each.flatMap((rules) => rules.required_fields))],
    authorization_types: [...new Set(each.flatMap((rules) => rules.authorization_types))],
    service_types: each.flatMap((rules) => rules.service_types ?? []),
    otp_required: each.some(isOtpRequired),
    biometric_required: each.some((rules) => rules.biometric_required),
    evaluation: each.some((rules) => rules.evaluation === "ASYNC") ? "ASYNC" : "SYNC",
  };
}

function isOtpRequired({ otp_required, otp_operations = [] }: Configuration): boolean {
  return otp_required === true || [otp_required, otp_operations].flat().includes(completion);
}

/** The media types of a document; undefined where the rule names none. */
export function mimeTypesOf({ mime_types }: DocumentRule): string[] | undefined {
  return typeof mime_types === "string" ? mime_types.split(",").map((type) => type.trim()) : mime_types;
}

/** The documents that a request of these product types needs or may have. */
export function documentsFor(sponsor: SponsorData, productTypes: ProductType[]): DocumentRule[] {
  return sponsor.documents.filter(
    (rule) => !rule.product_types || rule.product_types.some((type) => productTypes.includes(type)),
  );
}
