import type { z } from "zod";
import type { Hosts } from "../hosts/hosts.ts";
import type { Answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { checkOrigin } from "../http/cors.ts";
import { isJson, mostJsonBytes, parseJson, readText } from "../http/json-body.ts";
import type { Limits } from "../limits/limits.ts";
import type { Ownership } from "../ownership/ownership.ts";
import { fieldErrors } from "../problem/field-errors.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { Session } from "../session/session.ts";
import type { SessionTokens } from "../session/session-tokens.ts";
import type { Input, Route } from "./route.ts";

/** What stands between a request and its handler. */
export type Gatekeepers = {
  hosts: Hosts;
  sessions: SessionTokens;
  ownership: Ownership;
  limits: Limits;
};

/** Runs a route: session, origin, limits, what was sent, what is allowed, whose it is; then its handler. */
export async function runRoute(
  route: Route,
  parts: Readonly<Record<string, string>>,
  call: Call,
  keepers: Gatekeepers,
): Promise<Answer> {
  if (route.access === "session") {
    const known = sessionOf(call, keepers);
    call.session = known instanceof Promise ? await known : known;
    if (keepers.hosts.find(call.session.host) === undefined) throw new ProblemError("unauthenticated");
    checkOrigin(call, call.session.origins);
  }
  const admitted = keepers.limits.admit({
    operation: route.operation,
    session: call.session,
    address: call.req.socket.remoteAddress ?? "",
  });
  if (admitted !== undefined) await admitted;
  const input: Input = { parts, query: undefined, body: undefined };
  if (route.query !== undefined) input.query = readQuery(route.query, call.search);
  if (route.body !== undefined) input.body = await readBody(route, call);
  if (route.guards !== undefined && call.session !== undefined) {
    const allowed = checkGuards(route.guards, input, call.session, keepers.ownership);
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
  { sponsor, productTypes, owns }: NonNullable<Route["guards"]>,
  input: Input,
  session: Session,
  ownership: Ownership,
): void | Promise<void> {
  if (sponsor !== undefined && session.sponsors !== undefined && !session.sponsors.includes(sponsor(input))) {
    throw new ProblemError("not_permitted");
  }
  const { productTypes: allowed } = session;
  if (productTypes !== undefined && allowed !== undefined) {
    const asked = productTypes(input);
    if (!asked.every((type) => type !== undefined && allowed.includes(type))) {
      throw new ProblemError("not_permitted");
    }
  }
  if (owns === undefined) return undefined;
  const { kind, id } = owns(input);
  const owned = ownership.owns(session.owner, kind, id);
  if (owned instanceof Promise) return owned.then(orNotFound);
  return orNotFound(owned);
}

function orNotFound(owned: boolean): void {
  if (!owned) throw new ProblemError("not_found");
}
