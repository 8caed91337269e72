import { firstScreenPath } from "./paths.ts";
import { type ReadResponse, readResponse } from "./read-response.ts";
import { requestOptions } from "./request-options.ts";

/** What was requested before the element was defined: a token, and the first screen's call. */
export type Prefetched = { token: Promise<string>; url?: string; response?: Promise<ReadResponse> };

/**
 * Makes the first screen's call as soon as the token is there, and reads the answer while the page waits for the
 * script. The element makes the call again when it failed.
 * `bff`: any address of the BFF's origin.
 */
export function prefetch(bff: string, token: Promise<string>, sponsorSlug?: string | null): Prefetched {
  const url = new URL(firstScreenPath(sponsorSlug), bff).href;
  const response = token
    .then((value) => fetch(url, { ...requestOptions, headers: { authorization: `Bearer ${value}` } }))
    .then(readResponse);
  response.catch(() => {});
  return { token, url, response };
}
