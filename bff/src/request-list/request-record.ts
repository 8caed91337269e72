import {
  authorization,
  type ListedRequest,
  type RequestListState,
  type RequestSummary,
} from "@osigu-preauth/shared";
import { z } from "zod";
import { hashName } from "../redis/encryption.ts";
import type { Entry } from "../request-events/event-log.ts";
import { isUndecided, projectOutcome } from "../request-events/project-outcome.ts";

/** Milliseconds before its end from which an authorization counts as expiring. */
const expiringPeriod = 7 * 24 * 3_600_000;

/** What is kept of a request: what it was made with, and the outcome as of one entry of its event log. */
export const requestRecord = z.object({
  id: z.string(),
  host: z.string(),
  subject: z.string().optional(),
  group: z.string().optional(),
  /** Names of everybody on whose list it is. */
  owners: z.array(z.string()),
  sponsorSlug: z.string(),
  beneficiaryId: z.string(),
  beneficiaryName: z.string().optional(),
  diagnosisCode: z.string(),
  /** Codes of the diagnoses after the main one. */
  furtherDiagnosisCodes: z.array(z.string()).optional(),
  products: z.array(
    z.object({
      product_code: z.string(),
      name: z.string().optional(),
      quantity: z.number(),
      posology: z.string().optional(),
    }),
  ),
  reference: z.string().optional(),
  /** Milliseconds since the epoch. */
  createdAt: z.number(),
  updatedAt: z.number(),
  /** Id of the log entry that the outcome is of; `0-0` before the first. */
  version: z.string(),
  status: z.string(),
  authorizations: z.array(authorization),
});
export type RequestRecord = z.output<typeof requestRecord>;

/** The name of an owner's list: a digest. */
export const listOf = (owner: string) => hashName(`list\n${owner}`);

/** A record with the outcome that its log now says. The same record when nothing of it changed. */
export function withOutcome(record: RequestRecord, entries: readonly Entry[]): RequestRecord {
  const last = entries.at(-1);
  const outcome = projectOutcome(record.id, entries)?.outcome;
  if (last === undefined || outcome === undefined) return record;
  const { status, authorizations } = outcome;
  const isSame =
    status === record.status && JSON.stringify(authorizations) === JSON.stringify(record.authorizations);
  if (isSame) return record;
  return { ...record, status, authorizations, version: last.id, updatedAt: Number.parseInt(last.id, 10) };
}

/** A record as clients see it. */
export function listedRequestOf(record: RequestRecord): ListedRequest {
  return {
    authorization_request_id: record.id,
    status: record.status,
    created_at: new Date(record.createdAt).toISOString(),
    updated_at: new Date(record.updatedAt).toISOString(),
    sponsor_slug: record.sponsorSlug,
    reference: record.reference,
    beneficiary_name: record.beneficiaryName,
    diagnosis_code: record.diagnosisCode,
    products: record.products.map(({ product_code, name, quantity }) => ({ product_code, name, quantity })),
    authorizations: record.authorizations,
  };
}

/**
 * What a request was made with, and the documents of its log; with its beneficiary where the reader may ask for them.
 */
export function summaryOf(
  record: RequestRecord,
  entries: readonly Entry[],
  mayAskForBeneficiary: boolean,
): RequestSummary {
  const { id, sponsorSlug, beneficiaryId, beneficiaryName, diagnosisCode, products } = record;
  const documents = entries.flatMap(({ event }) =>
    event.kind === "uploaded"
      ? [{ file_type: event.fileType, uploaded_at: new Date(event.at).toISOString() }]
      : [],
  );
  return {
    authorization_request_id: id,
    sponsor_slug: sponsorSlug,
    ...(mayAskForBeneficiary && { beneficiary_id: beneficiaryId, beneficiary_name: beneficiaryName }),
    diagnoses: [diagnosisCode, ...(record.furtherDiagnosisCodes ?? [])],
    products: products.map(({ product_code, quantity, posology }) => ({ product_code, quantity, posology })),
    ...(documents.length > 0 && { documents }),
  };
}

/** Whether every authorization of a request is decided. Once it is, it stays so. */
export function isFullyDecided({
  status,
  authorizations,
}: Pick<RequestRecord, "status" | "authorizations">): boolean {
  return authorizations.length > 0 && !status.startsWith("PENDING") && !authorizations.some(isUndecided);
}

/** When the first of a request's unused authorizations ends, milliseconds since the epoch; undefined without one. */
export function endOf({ authorizations }: RequestRecord): number | undefined {
  const ends = authorizations
    .filter(({ status, redemption }) => status === "APPROVED" && redemption === undefined)
    .map(({ expires_at }) => Date.parse(expires_at ?? ""))
    .filter((end) => !Number.isNaN(end));
  return ends.length === 0 ? undefined : Math.min(...ends);
}

/** Names by which a request's authorizations are found: their ids and codes. */
export function authorizationNames({
  authorization_id: id,
  authorization_code: code,
}: {
  authorization_id?: string | undefined;
  authorization_code?: string | undefined;
}): string[] {
  return [...(id ? [`id ${id}`] : []), ...(code ? [`code ${code}`] : [])];
}

/** Whether a record belongs to a part of the list. `now`: milliseconds since the epoch. */
export function isInState(record: RequestRecord, state: RequestListState | undefined, now: number): boolean {
  if (state === undefined) return true;
  if (state !== "expiring") return (state === "decided") === isFullyDecided(record);
  const end = endOf(record);
  return end !== undefined && end > now && end <= now + expiringPeriod;
}

/** The ends of authorizations that are expiring now: after the first, up to the second. */
export const expiringWithin = (now: number): [after: number, until: number] => [now, now + expiringPeriod];

/** Whether a record has every word of a query in its number, its reference, its beneficiary's name or its codes. */
export function queryMatcher(query: string): (record: RequestRecord) => boolean {
  const words = normalize(query).split(/\s+/);
  return ({ id, reference = "", beneficiaryName = "", authorizations }) => {
    const codes = authorizations.map(({ authorization_code = "" }) => authorization_code);
    const text = normalize([id, reference, beneficiaryName, ...codes].join("\n"));
    return words.every((word) => text.includes(word));
  };
}

/** Lower case without accents. */
const normalize = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
