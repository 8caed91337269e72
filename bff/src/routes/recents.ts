import { recents as recentsReply } from "@osigu-preauth/shared";
import type { Dependencies } from "./dependencies.ts";
import { type Route, sessionRoute } from "./route.ts";

/** What the user has asked for most and last. */
export function recentsRoutes({ recents }: Pick<Dependencies, "recents">): Route[] {
  return [
    sessionRoute({
      method: "GET",
      path: "/widget/recents",
      operationId: "recents",
      summary: "The products and diagnoses that the user has asked for most and last.",
      reply: recentsReply,
      status: 200,
      description: { tag: "Widget" },
      async handler(ctx) {
        const { session } = ctx.state;
        const found = await recents.of(session.owner);
        const isPermitted = (type: string) => session.productTypes?.includes(type) ?? true;
        ctx.body = {
          ...found,
          products: found.products.filter(({ product_type }) => isPermitted(product_type)),
        };
      },
    }),
  ];
}
