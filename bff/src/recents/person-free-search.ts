import type { LastChoice, SearchInput } from "@osigu-preauth/shared";

/** What is kept of a search: nothing that says who was searched for. */
export type PersonFreeSearch = Pick<LastChoice, "sponsor_slug" | "document_types" | "search_fields">;

/** Fields of a search that are kept by their names. No form is known to have as many. */
const maxFields = 60;
/** A name of a field, with so few digits that it is no document's number. */
const fieldKey = /^[A-Za-z_.-]{1,60}\d{0,3}$/;

/** Keys of a field for the kind of an identity document: `document_type`, `idKind`, `tipo_documento`. */
const documentTypeKey =
  /^(?:(?:document|doc|id|identity|identification)_?(?:type|kind)|tipo_?(?:de_?)?(?:documento|doc|identificacion|identificacao|id))$/i;
/** A code of letters, or of so few digits that it is no document's number. */
const documentTypeCode = /^(?:[A-Za-z_-]{1,20}|\d{1,3})$/;

/** The sponsor of a search, the names of its fields, and the kinds of documents among its values. */
export function personFreeSearch(sponsorSlug: string, input: SearchInput): PersonFreeSearch {
  const fields = Object.entries(input)
    .filter(([key]) => fieldKey.test(key))
    .slice(0, maxFields);
  const documentTypes = fields.flatMap(([key, value]) =>
    documentTypeKey.test(key) && typeof value === "string" && documentTypeCode.test(value.trim())
      ? [[key, value.trim()] as const]
      : [],
  );
  return {
    sponsor_slug: sponsorSlug,
    document_types: Object.fromEntries(documentTypes),
    search_fields: fields.map(([key]) => key),
  };
}
