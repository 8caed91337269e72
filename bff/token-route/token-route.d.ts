import type { IncomingMessage, ServerResponse } from "node:http";

/** The user of the session token, and what the session is restricted to: `POST /v1/oauth/token` in `bff/docs/api.md`. */
export type TokenUser = {
  /** Your own opaque id of the user, 1 to 200 printable ASCII characters. Where it is absent, the answer is 401. */
  subject: string | undefined;
  /** Your own opaque id of a group, such as a branch. Its users reach each other's requests. */
  group?: string | undefined;
  /** Your own case number, at most 100 characters. It goes with every request of the session. */
  reference?: string | undefined;
  /** The one origin that may use the token. Otherwise all of the host's. */
  origin?: string | undefined;
  /** The only sponsors of the session. An empty list is an error. */
  sponsors?: readonly string[] | undefined;
  /** The only product types of the session. An empty list is an error. */
  productTypes?: readonly string[] | undefined;
  /** The one person that the session is for. */
  beneficiaryId?: string | undefined;
};

/** What the host's server knows of the BFF. */
export type Credentials = {
  /** The address of the BFF: `https://preauth.clinic.example`. */
  bffUrl: string | undefined;
  /** The id of the host in the hosts file. */
  hostId: string | undefined;
  /** The key of the host, as `bff hosts add` printed it. It goes to the BFF and nowhere else. */
  hostKey: string | undefined;
  /** Milliseconds within which the BFF answers. 5000 unless set. */
  timeout?: number | undefined;
};

export type TokenRouteOptions<Request> = Credentials & {
  /** The user who is logged in, as your session knows them. Nobody is undefined or null, and gets 401. */
  user(request: Request): TokenUser | undefined | null | Promise<TokenUser | undefined | null>;
};

/**
 * A route for servers that answer a `Request` with a `Response`, such as Next, SvelteKit and Hono. It never rejects:
 * 200 with the token, 401 for nobody, 405 for another method than POST, 502, 503 or 504 where the BFF gives no token.
 */
export function fetchHandler<R extends Request = Request>(
  options: TokenRouteOptions<R>,
): (request: R) => Promise<Response>;

/** The same route for `node:http` and Express. */
export function nodeHandler<R extends IncomingMessage = IncomingMessage>(
  options: TokenRouteOptions<R>,
): (request: R, response: ServerResponse) => Promise<void>;
