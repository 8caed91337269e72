import { z } from "zod";
import type { RouteContext } from "../context.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { ServedFiles } from "../static/served-file.ts";
import type { Dependencies } from "./dependencies.ts";
import { respondWithFile } from "./respond-with-file.ts";
import { openRoute, type Route } from "./route.ts";

/** Everything from this server. The style sheet has its pictures in itself. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** `GET /docs`: a page that shows `/openapi.json`. */
export function docsRoutes({ docs }: Pick<Dependencies, "docs">): Route[] {
  return [
    openRoute({
      method: "GET",
      path: "/docs",
      operationId: "docs",
      summary: "This description, as a page.",
      status: 200,
      handler: (ctx) => respond(ctx, docs, ""),
    }),
    openRoute({
      method: "GET",
      path: "/docs/:file",
      operationId: "docsFile",
      summary: "The page's files.",
      params: z.object({ file: z.string().min(1).max(100) }),
      status: 200,
      handler: (ctx) => respond(ctx, docs, ctx.state.input.params.file),
    }),
  ];
}

/** Throws `not_found`, also where the page is switched off. */
async function respond(ctx: RouteContext, docs: ServedFiles | undefined, name: string): Promise<void> {
  const file = await docs?.(name, (coding) => ctx.acceptsEncodings(coding) === coding);
  if (file === undefined) throw new ProblemError("not_found");
  ctx.set("Content-Security-Policy", policy);
  respondWithFile(ctx, file);
}
