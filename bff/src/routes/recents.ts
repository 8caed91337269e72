import { type LastChoice, type Recents, recents as recentsReply } from "@osigu-preauth/shared";
import type { Dependencies } from "./dependencies.ts";
import { type Route, sessionRoute } from "./route.ts";

/** What the user has asked for most and last, and how. */
export function recentsRoutes({ recents }: Pick<Dependencies, "recents">): Route[] {
  return [
    sessionRoute({
      method: "GET",
      path: "/widget/recents",
      operationId: "recents",
      summary: "What the user has asked for most and last, and how they made their last request.",
      reply: recentsReply,
      status: 200,
      description: { tag: "Widget" },
      async handler(ctx) {
        const { session, host } = ctx.state;
        const { products, diagnoses, last } = await recents.of(session.owner);
        const isPermitted = (type: string) => session.productTypes?.includes(type) ?? true;
        // Both lists, as in `authorize`.
        const mayAsk = (sponsor: string) =>
          [session.sponsors, host.sponsors].every((list) => list?.includes(sponsor) ?? true);
        ctx.body = {
          products: products.filter(({ product_type }) => isPermitted(product_type)),
          diagnoses,
          ...(last && mayAsk(last.sponsor_slug) && { last: permittedType(last, isPermitted) }),
        } satisfies Recents;
      },
    }),
  ];
}

/** The last choice, with its product type only where the session may ask for it. */
function permittedType(
  { product_type, ...last }: LastChoice,
  isPermitted: (type: string) => boolean,
): LastChoice {
  return product_type !== undefined && isPermitted(product_type) ? { ...last, product_type } : last;
}
