import { z } from "zod";
import { hideFromPages } from "../middleware/check-origin.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { Dependencies } from "./dependencies.ts";
import { respondWithFile } from "./respond-with-file.ts";
import { openRoute, type Route } from "./route.ts";

/** `GET /widget/…`: the widget's built files, for any page to load. */
export function widgetFileRoutes({ widgetFiles }: Pick<Dependencies, "widgetFiles">): Route[] {
  return [
    openRoute({
      method: "GET",
      path: "/widget/*file",
      operationId: "widgetFile",
      summary: "The widget's built files.",
      params: z.object({ file: z.string().max(300) }),
      status: 200,
      description: {
        tag: "Widget",
        text: "`file` is a path, with slashes: `v1/loader.js`, `<version>/loader.js`, `<version>/integrity.json`, `<version>/chunks/…`. For every origin, with Brotli or gzip.",
        requestHeaders: {
          "If-None-Match": { description: "The ETag of the copy that is at hand.", schema: z.string() },
        },
        replyHeaders: {
          ETag: { description: "Changes with the file.", schema: z.string() },
          "Cache-Control": {
            description: "Immutable for a version's files, five minutes for `v1`.",
            schema: z.string(),
          },
        },
        produces: {
          "text/javascript": z.string(),
          "text/css": z.string(),
          "application/json": z.looseObject({}),
          "application/octet-stream": z.string(),
        },
        otherReplies: { 304: { summary: "The copy is still good." } },
      },
      async handler(ctx) {
        // A file has one address: its encoded spellings name nothing.
        if (ctx.path.includes("%")) throw new ProblemError("not_found");
        const { file: path } = ctx.state.input.params;
        const file = await widgetFiles(path, (coding) => ctx.acceptsEncodings(coding) === coding);
        if (file === undefined) throw new ProblemError("not_found");
        hideFromPages(ctx);
        ctx.remove("Content-Security-Policy");
        ctx.set({
          "Access-Control-Allow-Origin": "*",
          "Cross-Origin-Resource-Policy": "cross-origin",
        });
        respondWithFile(ctx, file);
      },
    }),
  ];
}
