/** The path of the first screen's request: the search forms of a sponsor, or the sponsors to choose from. */
export const firstScreenPath = (sponsorSlug?: string | null): string =>
  sponsorSlug ? `/v1/sponsors/${encodeURIComponent(sponsorSlug)}/forms` : "/v1/sponsors";
