import {
  beneficiary,
  dependentList,
  type Sponsor,
  searchFormList,
  searchInput,
  sponsorConfiguration,
  sponsorList,
} from "@osigu-preauth/shared";
import { z } from "zod";
import type { SessionContext } from "../context.ts";
import { clientIp } from "../http/client-ip.ts";
import { limiterFor } from "../middleware/rate-limit.ts";
import { grantToSession } from "../ownership/grant-to-session.ts";
import { limitedSearch, type Searcher } from "../rate-limits/search-limit.ts";
import type { Dependencies } from "./dependencies.ts";
import { acceptLanguage } from "./headers.ts";
import { type Route, sessionRoute } from "./route.ts";
import { pathId, productTypeText, sponsorParams } from "./schemas.ts";

type Deps = Pick<Dependencies, "arc" | "cached" | "ownership" | "limiter" | "beneficiaryNames" | "recents">;

/** Sponsors, their search forms and rules, and the people they cover. */
export function sponsorRoutes({ arc, cached, ownership, limiter, beneficiaryNames, recents }: Deps): Route[] {
  return [
    sessionRoute({
      method: "GET",
      path: "/v1/sponsors",
      operationId: "listSponsors",
      summary: "The sponsors that the provider is affiliated with.",
      reply: sponsorList,
      status: 200,
      description: { tag: "Sponsors", requestHeaders: acceptLanguage, vendorCalls: ["listSponsors"] },
      async handler(ctx) {
        const reply = await cached("listSponsors", {}, ctx.state);
        // Both lists, as in `authorize`.
        const lists = [ctx.state.session.sponsors, ctx.state.host.sponsors].filter(
          (one) => one !== undefined,
        );
        const isPermitted = ({ sponsor_slug: slug }: Sponsor) => lists.every((list) => list.includes(slug));
        ctx.body = lists.length === 0 ? reply.json : (reply.value as Sponsor[]).filter(isPermitted);
      },
    }),
    sessionRoute({
      method: "GET",
      path: "/v1/sponsors/:sponsor_slug/forms",
      operationId: "getSearchForms",
      summary: "The search forms of a sponsor.",
      params: sponsorParams,
      reply: searchFormList,
      status: 200,
      description: { tag: "Sponsors", requestHeaders: acceptLanguage, vendorCalls: ["getSearchForms"] },
      permission: { sponsor: ({ params }) => params.sponsor_slug },
      async handler(ctx) {
        ctx.body = (await cached("getSearchForms", { params: ctx.state.input.params }, ctx.state)).json;
      },
    }),
    sessionRoute({
      method: "POST",
      path: "/v1/sponsors/:sponsor_slug/search",
      operationId: "searchBeneficiary",
      summary: "Finds a beneficiary by the values of one search form.",
      params: sponsorParams,
      body: searchInput,
      reply: beneficiary,
      status: 200,
      description: { tag: "Sponsors", requestHeaders: acceptLanguage, vendorCalls: ["searchBeneficiary"] },
      permission: { sponsor: ({ params }) => params.sponsor_slug, anyBeneficiary: true },
      async handler(ctx) {
        const { session, requestId, language, disconnect: signal, input } = ctx.state;
        const { params, body } = input;
        const found = await limitedSearch(limiterFor(ctx, limiter), searcherOf(ctx), () =>
          arc.call("searchBeneficiary", { params, body }, { requestId, language, signal }),
        );
        const ids = [found.beneficiary_id, ...(found.dependents ?? []).map((one) => one.beneficiary_id)];
        await Promise.all([
          grantToSession(ownership, session, "beneficiary", ids),
          beneficiaryNames.learn(session, [found, ...(found.dependents ?? [])]),
          // Sessions without a user share an owner, as with requests.
          session.subject !== undefined && recents.recordSearch(session.owner, params.sponsor_slug, body),
        ]);
        ctx.body = found;
      },
    }),
    sessionRoute({
      method: "GET",
      path: "/v1/sponsors/:sponsor_slug/beneficiaries/:beneficiary_id/dependents",
      operationId: "getDependents",
      summary: "The dependents of a beneficiary.",
      params: sponsorParams.extend({ beneficiary_id: pathId }),
      reply: dependentList,
      status: 200,
      description: { tag: "Sponsors", requestHeaders: acceptLanguage, vendorCalls: ["getDependents"] },
      permission: {
        sponsor: ({ params }) => params.sponsor_slug,
        anyBeneficiary: true,
        owns: ({ params }) => ({ kind: "beneficiary", id: params.beneficiary_id }),
      },
      async handler(ctx) {
        const { session, requestId, language, disconnect: signal, input } = ctx.state;
        const found = await arc.call(
          "getDependents",
          { params: input.params },
          { requestId, language, signal },
        );
        const ids = found.map((dependent) => dependent.beneficiary_id);
        await Promise.all([
          grantToSession(ownership, session, "beneficiary", ids),
          beneficiaryNames.learn(session, found),
        ]);
        ctx.body = found;
      },
    }),
    sessionRoute({
      method: "GET",
      path: "/arc/v1/sponsors/:sponsor_slug/configuration",
      operationId: "getConfiguration",
      summary: "The rules of a sponsor for one product type.",
      params: sponsorParams,
      query: z.object({ product_type: productTypeText }),
      reply: sponsorConfiguration,
      status: 200,
      description: { tag: "Sponsors", requestHeaders: acceptLanguage, vendorCalls: ["getConfiguration"] },
      permission: {
        sponsor: ({ params }) => params.sponsor_slug,
        productTypes: ({ query }) => [query.product_type],
      },
      async handler(ctx) {
        const { params, query } = ctx.state.input;
        ctx.body = (await cached("getConfiguration", { params, query }, ctx.state)).json;
      },
    }),
  ];
}

function searcherOf(ctx: SessionContext): Searcher {
  const { session, disconnect } = ctx.state;
  const { limitKey, host } = session;
  return { limitKey, host, clientIp: clientIp(ctx), hasLeft: () => disconnect.aborted };
}
