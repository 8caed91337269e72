import { z } from "zod";

/** Names of product types may grow; what is no name at all is refused. */
export const productTypeText = z.string().regex(/^[A-Z][A-Z0-9_]{0,49}$/);

/** A page of a catalogue, by what is looked for. Numbers are re-written by us, so that one page has one address. */
export const catalogueQuery = {
  query: z.string().trim().max(200).optional(),
  page: z.coerce.number().int().min(0).max(10_000).optional(),
  size: z.coerce.number().int().min(1).max(100).optional(),
};
