import type { ProblemCode } from "@osigu-preauth/shared";
import type { z } from "zod";
import type { Operation } from "../osigu/endpoints.ts";

/** The groups of operations in the description, and what each is. */
export const tags = {
  "Session tokens": "What a host's server calls with its id and key.",
  Sponsors: "Sponsors, their search forms and rules, and the people they cover.",
  Catalogues: "Products and diagnoses.",
  "Authorization requests": "Create, add documents, complete, read, list.",
  Events: "Decisions as they come, as Server-Sent Events.",
  "One-time codes": "The beneficiary's consent, where the sponsor asks for it.",
  Widget: "The widget's files, and what it keeps for its user.",
  Webhooks: "Deliveries of the vendor to this server, and of this server to a host's.",
  Operation: "Probes, metrics, this description.",
} as const;

/** A header of a request or a response. */
export type HeaderField = { description: string; schema: z.ZodType };
export type HeaderFields = Readonly<Record<string, HeaderField>>;

/** What only the OpenAPI description needs to know of a route. */
export type RouteDescription = {
  tag: keyof typeof tags;
  /** More than the summary says. CommonMark. */
  text?: string;
  /** How the caller of an open route is authenticated. */
  credentials?: "hostKey" | "vendorSignature" | "metricsToken";
  requestHeaders?: HeaderFields;
  /** Query parameters that the handler reads itself. */
  query?: z.ZodType;
  /** Headers of the reply. */
  replyHeaders?: HeaderFields;
  /** Media types and schemas of a reply that is not JSON. */
  produces?: Readonly<Record<string, z.ZodType>>;
  /** Names and data of the events of a `text/event-stream`. */
  events?: Readonly<Record<string, z.ZodType>>;
  /** Replies with another status than the route's. */
  otherReplies?: Readonly<Record<number, { summary: string; reply?: z.ZodType }>>;
  /** Calls of the vendor that it makes: their problems are its problems. */
  vendorCalls?: readonly Operation[];
  /** Problems of the handler, beyond those of the middleware and of the vendor. */
  problems?: readonly ProblemCode[];
  /** `oauth`: errors are those of RFC 6749 instead of problem documents. */
  errors?: "oauth";
};
