import type { Context } from "koa";
import type { ServedFile } from "../static/served-file.ts";

/** Responds with a file, or with 304 where the client has it. */
export function respondWithFile(ctx: Context, { bytes, type, coding, etag, cacheControl }: ServedFile): void {
  ctx.set({ "Cache-Control": cacheControl, ETag: etag });
  ctx.vary("Accept-Encoding");
  ctx.status = 200;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  if (coding !== "identity") ctx.set("Content-Encoding", coding);
  ctx.set("Content-Type", type);
  ctx.body = bytes;
}
