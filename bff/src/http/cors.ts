import type { Hosts } from "../hosts/hosts.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { Answer } from "./answer.ts";
import type { Call } from "./call.ts";

/** Seconds that a browser may remember a preflight; Chromium's own limit. */
const maxAge = "7200";

const preflight: Answer = {
  status: 204,
  headers: [
    "Access-Control-Allow-Methods",
    "GET, POST",
    "Access-Control-Allow-Headers",
    "Authorization, Content-Type, Idempotency-Key, Last-Event-ID",
    "Access-Control-Max-Age",
    maxAge,
  ],
};

/** Notes who may read the answer: a page of any known host, until the session says more. */
export function openFor(call: Call, hosts: Hosts): void {
  const { origin } = call;
  if (origin !== undefined && hosts.knowsOrigin(origin)) call.readableBy = origin;
}

/** The answer to a preflight, which carries no token: the origin must be some host's. */
export function answerPreflight(call: Call): Answer {
  if (call.readableBy === undefined) throw new ProblemError("origin_not_allowed");
  return preflight;
}

/** Whether this is a browser asking what it may send. */
export function isPreflight(call: Call): boolean {
  return (
    call.req.method === "OPTIONS" &&
    call.origin !== undefined &&
    call.req.headers["access-control-request-method"] !== undefined
  );
}

/** Refuses a page whose origin is not one of the session's. Servers send no origin and pass. */
export function checkOrigin(call: Call, origins: readonly string[]): void {
  const { origin } = call;
  if (origin === undefined || origins.includes(origin)) return;
  call.readableBy = undefined;
  throw new ProblemError("origin_not_allowed");
}
