// @ts-check

/*
 * The route of a host's server that gives its page a session token. It runs in any JavaScript server with `fetch`,
 * and imports nothing: it may be copied.
 */

/** What `user` gives, by the parameter of `POST /v1/oauth/token`. */
const parameters = {
  subject: "subject",
  group: "group",
  reference: "reference",
  origin: "origin",
  sponsors: "sponsor_slug",
  productTypes: "product_type",
  beneficiaryId: "beneficiary_id",
};

/** @type {typeof import("./token-route.js").fetchHandler} */
export const fetchHandler = (options) => async (request) => {
  const { status, headers, body } = await answer(options, request);
  return new Response(JSON.stringify(body), { status, headers });
};

/** @type {typeof import("./token-route.js").nodeHandler} */
export const nodeHandler = (options) => async (request, response) => {
  const { status, headers, body } = await answer(options, request);
  response.writeHead(status, headers).end(JSON.stringify(body));
};

/**
 * @template {{ method?: string | undefined }} R
 * @param {import("./token-route.js").TokenRouteOptions<R>} options
 * @param {R} request
 */
async function answer(options, request) {
  if (request.method !== "POST") return failure(405, "The method must be POST.", { allow: "POST" });
  try {
    const user = await options.user(request);
    // Without a subject, all users of the host would be one.
    if (!user?.subject) return failure(401, "Nobody is logged in.");
    return await exchange(options, formOf(user));
  } catch (error) {
    console.error(`No session token from ${options.bffUrl}:`, error);
    const isTimeout = error instanceof Error && error.name === "TimeoutError";
    return failure(isTimeout ? 504 : 502, "No session token. The log of this server says why.");
  }
}

/**
 * Nothing of the reply reaches the page but the fields of a token.
 *
 * @param {import("./token-route.js").Credentials} credentials
 * @param {URLSearchParams} body
 */
async function exchange({ bffUrl, hostId, hostKey, timeout = 5_000 }, body) {
  if (!bffUrl || !hostId || !hostKey) throw new TypeError("Set bffUrl, hostId and hostKey.");
  const url = `${bffUrl.replace(/\/+$/, "")}/v1/oauth/token`;
  const pair = new TextEncoder().encode(`${hostId}:${hostKey}`);
  const headers = { authorization: `Basic ${btoa(String.fromCharCode(...pair))}` };
  const signal = AbortSignal.timeout(timeout);
  const reply = await fetch(url, { method: "POST", headers, body, signal, redirect: "error" });
  const { access_token, token_type, expires_in, scope, error_description } =
    /** @type {Record<string, unknown>} */ (await reply.json());
  if (reply.ok && access_token) return made(200, { access_token, token_type, expires_in, scope });
  const retryAfter = reply.headers.get("retry-after");
  if (retryAfter) return failure(503, "Try again later.", { "retry-after": retryAfter });
  throw new Error(`The BFF answered ${reply.status}: ${error_description ?? "no session token"}`);
}

/**
 * The parameters that have a value. An empty list is an error: it would restrict nothing.
 *
 * @param {import("./token-route.js").TokenUser} user
 */
function formOf(user) {
  const form = new URLSearchParams({ grant_type: "client_credentials" });
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = user[/** @type {keyof typeof parameters} */ (name)] ?? undefined;
    if (value === undefined) continue;
    if (String(value).trim() === "") throw new TypeError(`The user's ${name} is empty.`);
    form.set(parameter, String(value));
  }
  return form;
}

/**
 * @param {number} status
 * @param {object} body
 * @param {Record<string, string>} [headers]
 */
function made(status, body, headers) {
  const common = { "content-type": "application/json", "cache-control": "no-store" };
  return { status, body, headers: { ...common, ...headers } };
}

/**
 * An error as OAuth has it, RFC 6749, section 5.2.
 *
 * @param {number} status
 * @param {string} description
 * @param {Record<string, string>} [headers]
 */
function failure(status, description, headers) {
  const error = status === 401 ? "login_required" : status === 405 ? "invalid_request" : "server_error";
  return made(status, { error, error_description: description }, headers);
}
