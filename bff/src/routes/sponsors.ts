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
import { json } from "../http/answer.ts";
import { searching } from "../rate-limits/search-limit.ts";
import { grantTo, type Services } from "./dependencies.ts";
import { productTypeText } from "./query-schemas.ts";
import { type Route, sessionRoute } from "./route.ts";

/** Sponsors, their search forms and rules, and the people they cover. */
export function sponsorRoutes({ arc, cached, ownership, limits }: Services): Route[] {
  return [
    sessionRoute({
      method: "GET",
      path: "/v1/sponsors",
      operation: "listSponsors",
      summary: "The insurers that the provider is affiliated with.",
      reply: sponsorList,
      status: 200,
      async handle(_input, call) {
        const { answer, value } = await cached("listSponsors", {}, call);
        const { sponsors } = call.session;
        if (sponsors === undefined) return answer;
        return json((value as Sponsor[]).filter((sponsor) => sponsors.includes(sponsor.sponsor_slug)));
      },
    }),
    sessionRoute({
      method: "GET",
      path: "/v1/sponsors/{sponsor_slug}/forms",
      operation: "getSearchForms",
      summary: "The forms by which a sponsor finds a beneficiary.",
      reply: searchFormList,
      status: 200,
      guards: { sponsor: ({ parts }) => parts.sponsor_slug ?? "" },
      handle: async ({ parts }, call) => (await cached("getSearchForms", { parts }, call)).answer,
    }),
    sessionRoute({
      method: "POST",
      path: "/v1/sponsors/{sponsor_slug}/search",
      operation: "searchBeneficiary",
      summary: "Finds a beneficiary by the values of one form.",
      body: searchInput,
      reply: beneficiary,
      status: 200,
      guards: { sponsor: ({ parts }) => parts.sponsor_slug ?? "", anybody: true },
      async handle({ parts, body }, call) {
        const context = { requestId: call.requestId, caller: call };
        const found = await searching(limits, call, () =>
          arc.call("searchBeneficiary", { parts, body }, context),
        );
        const ids = [found.beneficiary_id, ...(found.dependents ?? []).map((one) => one.beneficiary_id)];
        await grantTo(call.session, "beneficiary", ids, ownership);
        return json(found);
      },
    }),
    sessionRoute({
      method: "GET",
      path: "/v1/sponsors/{sponsor_slug}/beneficiaries/{beneficiary_id}/dependents",
      operation: "getDependents",
      summary: "Who is covered through a beneficiary.",
      reply: dependentList,
      status: 200,
      guards: {
        sponsor: ({ parts }) => parts.sponsor_slug ?? "",
        anybody: true,
        owns: ({ parts }) => ({ kind: "beneficiary", id: parts.beneficiary_id ?? "" }),
      },
      async handle({ parts }, call) {
        const found = await arc.call("getDependents", { parts }, { requestId: call.requestId, caller: call });
        const ids = found.map((one) => one.beneficiary_id);
        await grantTo(call.session, "beneficiary", ids, ownership);
        return json(found);
      },
    }),
    sessionRoute({
      method: "GET",
      path: "/arc/v1/sponsors/{sponsor_slug}/configuration",
      operation: "getConfiguration",
      summary: "What a sponsor asks for, for one product type.",
      query: z.object({ product_type: productTypeText }),
      reply: sponsorConfiguration,
      status: 200,
      guards: {
        sponsor: ({ parts }) => parts.sponsor_slug ?? "",
        productTypes: ({ query }) => [query.product_type],
      },
      handle: async ({ parts, query }, call) =>
        (await cached("getConfiguration", { parts, query }, call)).answer,
    }),
  ];
}
