import { z } from "zod";

/**
 * An id or slug in a path, decoded: characters that need no encoding in a path, and no dot segment. Whatever else a
 * parameter decodes to (a slash, NUL, a broken escape) is no id of ours, and does not reach the vendor in any disguise.
 */
export const pathId = z
  .string()
  .regex(/^[A-Za-z0-9._~:@!$&'()*+,;=-]{1,200}$/)
  // Dots alone, or before a semicolon, lead one server or another upwards.
  .refine((value) => !/^\.+(;|$)/.test(value));

export const sponsorParams = z.object({ sponsor_slug: pathId });

/** An authorization request, and the rule that the session's owner made it. */
export const requestParams = z.object({ id: pathId });
type RequestInput = { params: z.infer<typeof requestParams> };
export const ownRequest = {
  owns: ({ params }: RequestInput) => ({ kind: "request" as const, id: params.id }),
};

/** Names of product types may grow; what cannot be a name is refused. */
export const productTypeText = z.string().regex(/^[A-Z][A-Z0-9_]{0,49}$/);

/** A page of a catalogue, by search text. Numbers are serialized anew, so that one page has one address. */
export const catalogueQuery = {
  query: z.string().trim().max(200).optional(),
  page: z.coerce.number().int().min(0).max(10_000).optional(),
  size: z.coerce.number().int().min(1).max(100).optional(),
};
