import { z } from "zod";
import { authorization } from "./authorization-request.ts";
import { pageInfo } from "./lenient-schemas.ts";

/**
 * The parts of a session's requests that can be listed. `open`: not decided, or not submitted yet. `decided`: every
 * authorization is. `expiring`: an authorization that was not used ends within seven days.
 */
export const requestListStates = ["open", "decided", "expiring"] as const;
export type RequestListState = (typeof requestListStates)[number];

/** An authorization request in a list. */
export const listedRequest = z.object({
  authorization_request_id: z.string(),
  /** As of an outcome: `PENDING_INDICATION`, `PENDING_SPONSOR`, `COMPLETED`, or a newer one. */
  status: z.string(),
  /** Instants, ISO 8601. */
  created_at: z.string(),
  updated_at: z.string(),
  sponsor_slug: z.string(),
  /** The host's own case number. */
  reference: z.string().optional(),
  beneficiary_name: z.string().optional(),
  diagnosis_code: z.string(),
  products: z.array(
    z.object({ product_code: z.string(), name: z.string().optional(), quantity: z.number() }),
  ),
  authorizations: z.array(authorization),
});
export type ListedRequest = z.output<typeof listedRequest>;

/** Reply to `GET /arc/v1/authorization-requests`. */
export const requestListPage = z.object({ content: z.array(listedRequest), page: pageInfo });
export type RequestListPage = z.output<typeof requestListPage>;

/** Events of `GET /arc/v1/authorization-requests/events`, by name, with their data. */
export type RequestListEvents = {
  /** A request was created, or changed without a decision. */
  request: ListedRequest;
  /** A request whose decision is new or changed. */
  decision: ListedRequest;
};

/**
 * Reply to `GET /arc/v1/authorization-requests/{id}/summary`: what a request was made with, for a new one or to go on
 * with it.
 * `beneficiary_id` is there when the session may ask for the same person.
 */
export const requestSummary = z.object({
  authorization_request_id: z.string(),
  sponsor_slug: z.string(),
  beneficiary_id: z.string().optional(),
  beneficiary_name: z.string().optional(),
  /** ICD-10 codes, the main diagnosis first. */
  diagnoses: z.array(z.string()),
  products: z.array(
    z.object({ product_code: z.string(), quantity: z.number(), posology: z.string().optional() }),
  ),
  /** The types of documents that the insurer has, and since when (ISO 8601), where there are any: never their contents. */
  documents: z.array(z.object({ file_type: z.string(), uploaded_at: z.string() })).optional(),
});
export type RequestSummary = z.output<typeof requestSummary>;
