import { createHash } from "node:crypto";
import type { SessionContext } from "../context.ts";
import type { StateContext } from "../http/koa.ts";
import { type Reply, scopedKey } from "../idempotency/idempotency.ts";

/** A reply that can be stored and sent again. */
export function jsonReply(value: unknown, status = 200): Reply {
  return { status, body: JSON.stringify(value) };
}

/** Sends a reply, whether it was made just now or stored earlier. */
export function sendReply(ctx: StateContext, { status, body }: Reply): void {
  ctx.status = status;
  if (body !== undefined) ctx.body = body;
}

/** The request's `Idempotency-Key`, within its owner and operation. Throws `invalid_request`. */
export function idempotencyKey(ctx: SessionContext, operation: string): string | undefined {
  return scopedKey(ctx.req.headers["idempotency-key"], ctx.state.session.owner, operation);
}

/** The same for the same input, in whatever order the client wrote the keys. */
export function inputFingerprint({ params, body }: SessionContext["state"]["input"]): string {
  return createHash("sha256")
    .update(JSON.stringify([params, body]))
    .digest("hex");
}
