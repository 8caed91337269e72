import type {
  CreateAuthorizationRequest,
  RequestListPage,
  RequestListState,
  RequestSummary,
} from "@osigu-preauth/shared";
import { ownersOf } from "../ownership/grant-to-session.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { unavailable } from "../redis/redis.ts";
import { type EventLog, topicOf } from "../request-events/event-log.ts";
import type { Session } from "../session/session.ts";
import type { BeneficiaryNames } from "./beneficiary-names.ts";
import type { ProductNames } from "./product-names.ts";
import type { RecordStore } from "./record-store.ts";
import {
  authorizationNames,
  listedRequestOf,
  listOf,
  queryMatcher,
  type RequestRecord,
  summaryOf,
  withOutcome,
} from "./request-record.ts";

/** Requests of a list that a search looks at: the newest ones. */
const maxSearched = 5_000;
/** Requests that a search reads at a time. */
const searchStep = 500;

/** A request that was just created. */
export type CreatedRequest = {
  id: string;
  status: string;
  body: CreateAuthorizationRequest;
  session: Session;
  reference: string | undefined;
};

export type RequestListQuery = {
  state?: RequestListState | undefined;
  /** Words to search for; empty for none. */
  query: string;
  /** Starts at 0. */
  page: number;
  size: number;
};

/** The requests of each owner: what was asked, and how it stands. */
export type RequestList = {
  /** Puts a created request on the lists of its owners. */
  add(created: CreatedRequest): Promise<void>;
  /**
   * What a request was made with, and its documents so far; undefined when it is not known here. Its beneficiary is
   * there for a session whose own user made it: colleagues look people up themselves. Throws `overloaded`.
   */
  summary(requestId: string, session: Session): Promise<RequestSummary | undefined>;
  /** Brings a request up to date with its event log. Undefined when it is not known here. Throws `overloaded`. */
  refresh(requestId: string): Promise<RequestRecord | undefined>;
  /** The request of an authorization, by its id or its code. Throws `overloaded`. */
  findByAuthorization(authorization: AuthorizationNames): Promise<string | undefined>;
  /**
   * A page of the session's list, newest first. `sponsors`: the only ones that its host has; undefined: all. A request
   * of another one is left out of its page. Throws `overloaded`.
   */
  page(
    session: Session,
    query: RequestListQuery,
    sponsors: readonly string[] | undefined,
  ): Promise<RequestListPage>;
};

type Deps = { store: RecordStore; eventLog: EventLog; names: BeneficiaryNames; products: ProductNames };

type AuthorizationNames = { authorization_id?: string | undefined; authorization_code?: string | undefined };

/** The list that a session sees: its group's, or its own without one. */
export const listOfSession = ({ owner, groupOwner }: Session) => listOf(groupOwner ?? owner);

export function requestList({ store, eventLog, names, products }: Deps): RequestList {
  return {
    async add({ id, status, body, session, reference }) {
      const { host, subject, group } = session;
      const now = Date.now();
      await store.add({
        id,
        host,
        subject,
        group,
        owners: ownersOf(session),
        sponsorSlug: body.sponsor_slug,
        beneficiaryId: body.beneficiary_id,
        beneficiaryName: await names.find(session.owner, body.beneficiary_id),
        diagnosisCode: body.diagnosis_code,
        furtherDiagnosisCodes: furtherDiagnosisCodesOf(body),
        products: body.products.map(({ product_code, quantity, posology }) => ({
          product_code,
          name: products.find(product_code),
          quantity,
          posology,
        })),
        reference,
        createdAt: now,
        updatedAt: now,
        version: "0-0",
        status,
        authorizations: [],
      });
    },
    async summary(requestId, { owner }) {
      const record = await store.get(topicOf(requestId));
      if (record === unavailable) throw overloaded();
      if (record === undefined) return undefined;
      const entries = await eventLog.read(requestId);
      if (entries === undefined) throw overloaded();
      return summaryOf(record, entries, record.owners.includes(owner));
    },
    async refresh(requestId) {
      const record = await store.get(topicOf(requestId));
      if (record === undefined) return undefined;
      const entries = record === unavailable ? undefined : await eventLog.read(requestId);
      if (record === unavailable || entries === undefined) throw overloaded();
      const current = withOutcome(record, entries);
      if (current !== record && (await store.update(current)) === unavailable) throw overloaded();
      return current;
    },
    async findByAuthorization(authorization) {
      for (const name of authorizationNames(authorization)) {
        const id = await store.findByAuthorization(name);
        if (id === unavailable) throw overloaded();
        if (id !== undefined) return id;
      }
      return undefined;
    },
    async page(session, { state, query, page, size }, sponsors) {
      const list = listOfSession(session);
      const found =
        query === ""
          ? await store.page(list, state, page * size, size)
          : await search(list, state, query, page * size, size);
      if (found === unavailable) throw overloaded();
      const { records, total } = found;
      return {
        content: records
          .filter(({ sponsorSlug }) => sponsors?.includes(sponsorSlug) ?? true)
          .map(listedRequestOf),
        page: {
          number: page,
          size,
          total_elements: total,
          total_pages: Math.ceil(total / size),
        },
      };
    },
  };

  /** The newest requests that match, read a part at a time. */
  async function search(
    list: string,
    state: RequestListState | undefined,
    query: string,
    offset: number,
    count: number,
  ) {
    const matching: RequestRecord[] = [];
    const matches = queryMatcher(query);
    for (let start = 0; start < maxSearched; start += searchStep) {
      const found = await store.page(list, state, start, searchStep);
      if (found === unavailable) return unavailable;
      matching.push(...found.records.filter(matches));
      if (start + searchStep >= found.total) break;
    }
    return { records: matching.slice(offset, offset + count), total: matching.length };
  }
}

/** The codes of the diagnoses after the main one. */
function furtherDiagnosisCodesOf({ diagnoses = [], diagnosis_code }: CreateAuthorizationRequest) {
  const further = diagnoses.map(({ code }) => code).filter((code) => code !== diagnosis_code);
  return further.length === 0 ? undefined : further;
}

const overloaded = () => new ProblemError("overloaded", { retryAfter: 1 });
