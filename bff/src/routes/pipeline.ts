import type { z } from "zod";
import type { Audit } from "../audit/audit.ts";
import type { Host, Hosts } from "../hosts/hosts.ts";
import type { Answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { checkOrigin } from "../http/cors.ts";
import { isJson, mostJsonBytes, parseJson, readText } from "../http/json-body.ts";
import { NotOwned } from "../ownership/not-owned-error.ts";
import type { Ownership } from "../ownership/ownership.ts";
import { fieldErrors } from "../problem/field-errors.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { Limits } from "../rate-limits/rate-limiter.ts";
import type { Session } from "../session/session.ts";
import type { SessionTokens } from "../session/session-tokens.ts";
import type { Input, Route } from "./route.ts";

/** What stands between a request and its handler. */
export type Gatekeepers = {
  hosts: Hosts;
  sessions: SessionTokens;
  ownership: Ownership;
  limits: Limits;
  audit: Audit;
};

/** Runs a route: session, origin, limits, what was sent, what is allowed, whose it is; then its handler. */
export async function runRoute(
  route: Route,
  parts: Readonly<Record<string, string>>,
  call: Call,
  keepers: Gatekeepers,
): Promise<Answer> {
  let host: Host | undefined;
  if (route.access === "session") {
    const known = sessionOf(call, keepers);
    const session = known instanceof Promise ? await known : known;
    host = keepers.hosts.find(session.host);
    if (host === undefined) throw new ProblemError("unauthenticated");
    call.session = session;
    call.host = session.host;
    // Both lists: an origin that was taken from the host is gone at once, not when its tokens have ended.
    checkOrigin(call, session.origins);
    checkOrigin(call, host.origins);
    const counted = keepers.limits.take(call, [
      { name: "session", key: session.limitKey },
      { name: "host", key: session.host },
    ]);
    if (counted !== undefined) await counted;
  }
  const input: Input = { parts, query: undefined, body: undefined };
  if (route.query !== undefined) input.query = readQuery(route.query, call.search);
  if (route.body !== undefined) input.body = await readBody(route, call);
  if (route.guards !== undefined && call.session !== undefined) {
    const allowed = checkGuards(route.guards, input, call.session, host, keepers.ownership);
    if (allowed !== undefined) await allowed;
  }
  return route.handle(input, call);
}

function sessionOf(call: Call, { sessions }: Gatekeepers): Session | Promise<Session> {
  const header = call.req.headers.authorization;
  if (header === undefined || !/^Bearer /i.test(header)) throw new ProblemError("unauthenticated");
  return sessions.verify(header.slice(7));
}

/** Reads the parameters that the schema names; others are ignored, as the vendor ignores them. */
function readQuery(schema: z.ZodType, search: string): unknown {
  const read = schema.safeParse(search === "" ? {} : Object.fromEntries(new URLSearchParams(search)));
  if (read.success) return read.data;
  throw new ProblemError("validation_failed", { errors: fieldErrors(read.error) });
}

async function readBody(route: Route, call: Call): Promise<unknown> {
  if (call.hasBody && !isJson(call.req)) throw new ProblemError("unsupported_media_type");
  const text = call.hasBody ? await readText(call.req, mostJsonBytes) : "";
  if (text === "" && route.bodyOptional !== true) {
    throw new ProblemError("invalid_request", { detail: "The body is missing." });
  }
  const read = (route.body as z.ZodType).safeParse(text === "" ? {} : parseJson(text));
  if (read.success) return read.data;
  throw new ProblemError("validation_failed", { errors: fieldErrors(read.error) });
}

/** Throws `not_permitted`, or `not_found` for what is somebody else's: the same as for what does not exist. */
function checkGuards(
  { sponsor, productTypes, anybody, owns }: NonNullable<Route["guards"]>,
  input: Input,
  session: Session,
  host: Host | undefined,
  ownership: Ownership,
): void | Promise<void> {
  if (anybody === true && session.beneficiaryId !== undefined) throw new ProblemError("not_permitted");
  if (sponsor !== undefined) {
    const asked = sponsor(input);
    permit(asked, session.sponsors);
    permit(asked, host?.sponsors);
  }
  if (productTypes !== undefined && session.productTypes !== undefined) {
    for (const type of productTypes(input)) permit(type, session.productTypes);
  }
  if (owns === undefined) return undefined;
  const { kind, id } = owns(input);
  const owned = ownership.owns(session.owner, kind, id);
  if (owned instanceof Promise) return owned.then(orNotFound);
  return orNotFound(owned);
}

function permit(asked: string | undefined, allowed: readonly string[] | undefined): void {
  if (allowed === undefined || (asked !== undefined && allowed.includes(asked))) return;
  throw new ProblemError("not_permitted");
}

function orNotFound(owned: boolean): void {
  if (!owned) throw new NotOwned();
}
