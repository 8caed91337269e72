/** What every request to the BFF has in common: no cookie, no cached answer, no address of the page. */
export const requestOptions = {
  credentials: "omit",
  cache: "no-store",
  referrerPolicy: "no-referrer",
} as const satisfies RequestInit;
