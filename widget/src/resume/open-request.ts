import type {
  AuthorizationOutcome,
  Beneficiary,
  Product,
  RequestSummary,
  SponsorConfiguration,
} from "@osigu-preauth/shared";
import { findDiagnosis, findProduct } from "../api/catalog.ts";
import type { Client } from "../api/client.ts";
import { nextKey } from "../flow/idempotency-keys.ts";
import { resumeReducers } from "../flow/reducers/resume.ts";
import { payloadOf, productTypesOf } from "../flow/selectors/request.ts";
import { type FileEntry, type FlowState, initialState } from "../flow/state.ts";
import { now } from "../platform/clock.ts";
import { newId } from "../platform/random-id.ts";
import { ProblemError } from "../problem/problem.ts";
import type { ResumableHost } from "./resumable-host.ts";

/**
 * Opens a request that was made before, perhaps on another device or by a colleague: at its outcome, or at its documents
 * while it is not submitted.
 *
 * @throws ProblemError `request_unknown` when the session does not reach the request.
 */
export async function openRequest(host: ResumableHost, id: string): Promise<void> {
  const { client } = host;
  const kept = await readRequest(client, id, host.flow).catch((thrown) => {
    const isUnknown = thrown instanceof ProblemError && thrown.problem.code === "not_found";
    throw isUnknown ? new ProblemError({ ...thrown.problem, code: "request_unknown" }) : thrown;
  });
  // The page may have named another request meanwhile.
  if (host.client !== client) return;
  host.register(resumeReducers);
  host.dispatch({ type: "resumed", kept, now: now() });
}

async function readRequest(client: Client, id: string, { setup }: FlowState): Promise<FlowState> {
  const path = `/arc/v1/authorization-requests/${encodeURIComponent(id)}`;
  const [outcome, summary] = await Promise.all([
    client.get<AuthorizationOutcome>(path),
    client.get<RequestSummary>(`${path}/summary`),
  ]);
  const flow = await withNames(
    client,
    { ...initialState(setup), sponsorSlug: summary.sponsor_slug },
    summary,
  );
  const key = newId();
  const payload = payloadOf(flow);
  const isSubmitted = outcome.status !== "PENDING_INDICATION";
  return {
    ...flow,
    prefillApplied: true,
    request: { id, payload },
    files: (summary.documents ?? []).map(earlierFile),
    draft: { payload, key },
    completionKey: nextKey(key),
    ...(isSubmitted ? { step: "outcome", outcome } : { step: "capture_indication" }),
  };
}

/** A document that was uploaded on another device or by a colleague. */
const earlierFile = ({ file_type }: { file_type: string }): FileEntry => ({
  id: newId(),
  fileType: file_type,
  name: "",
  size: 0,
  mimeType: "",
  state: "sent",
  sentBytes: 0,
});

/** The flow with what the request was made with, as far as the catalogues still know it. */
async function withNames(client: Client, flow: FlowState, summary: RequestSummary): Promise<FlowState> {
  const { signal } = new AbortController();
  const lines = summary.products.map(async ({ product_code, quantity, posology }) => {
    const product = await findProduct(client, product_code, signal).catch(() => undefined);
    const unknown = { product_code, product_type: "", name: product_code } as Product;
    return { id: newId(), product: product ?? unknown, quantity, posology };
  });
  const diagnoses = summary.diagnoses.map(async (code) => {
    const diagnosis = await findDiagnosis(client, code, signal).catch(() => undefined);
    return diagnosis ?? { coding_system: "ICD-10", code, name: code };
  });
  const next: FlowState = {
    ...flow,
    beneficiary: beneficiaryOf(summary),
    products: await Promise.all(lines),
    diagnoses: await Promise.all(diagnoses),
  };
  return { ...next, configurations: await configurationsOf(client, next) };
}

/** The person as far as they are known: a colleague's request does not say for whom it is. */
function beneficiaryOf({ beneficiary_id = "", beneficiary_name = "" }: RequestSummary): Beneficiary {
  return {
    beneficiary_id,
    first_name: beneficiary_name,
    last_name: "",
    coverage: { plan_code: undefined, active: true, effective_until: undefined },
    relationship: undefined,
    dependents: undefined,
  };
}

/** The sponsor's rules for the products, as far as they can be read. */
async function configurationsOf(client: Client, flow: FlowState): Promise<FlowState["configurations"]> {
  const sponsor = encodeURIComponent(flow.sponsorSlug ?? "");
  const entries = productTypesOf(flow).map(async (type) => {
    const path = `/arc/v1/sponsors/${sponsor}/configuration?product_type=${encodeURIComponent(type)}`;
    const value = await client.get<SponsorConfiguration>(path).catch(() => undefined);
    return value ? [[type, { state: "ready" as const, value }] as const] : [];
  });
  return Object.fromEntries((await Promise.all(entries)).flat());
}
