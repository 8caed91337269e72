import type { CachedReply } from "../cache/cached-reads.ts";
import type { StateContext } from "../http/koa.ts";

/** Sends a reply of the cache as the JSON text that it is kept as. */
export function sendCached(ctx: StateContext, { json }: CachedReply): void {
  ctx.type = "json";
  ctx.body = json;
}
