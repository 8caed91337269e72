import {
  authorizationOutcome,
  type CompleteAuthorizationRequest,
  completeAuthorizationRequest,
  createAuthorizationRequest,
  createdAuthorizationRequest,
  documentPolicy,
} from "@osigu-preauth/shared";
import type { SessionContext } from "../context.ts";
import { type CallResult, type Reply, runOnce } from "../idempotency/idempotency.ts";
import type { CallContext } from "../osigu/arc-client.ts";
import { grantToSession } from "../ownership/grant-to-session.ts";
import { ProblemError, problemOf } from "../problem/problem-error.ts";
import type { Session } from "../session/session.ts";
import { caseReferenceOf } from "./case-reference.ts";
import type { Dependencies } from "./dependencies.ts";
import { acceptLanguage, caseReferenceHeader, idempotencyKeyHeader } from "./headers.ts";
import { idempotencyKey, inputFingerprint, jsonReply, sendReply } from "./idempotent-reply.ts";
import { recipientOf } from "./request-recipient.ts";
import { checkFurtherFields } from "./required-fields.ts";
import { type Route, sessionRoute } from "./route.ts";
import { ownRequest, requestParams } from "./schemas.ts";

const path = "/arc/v1/authorization-requests";
const tag = "Authorization requests";

type Deps = Pick<
  Dependencies,
  | "arc"
  | "cached"
  | "ownership"
  | "idempotency"
  | "eventLog"
  | "watchers"
  | "verifications"
  | "requests"
  | "recents"
>;
type Params = { id: string };

/** Authorization requests: create, read, complete. */
export function authorizationRequestRoutes(deps: Deps): Route[] {
  const { arc, cached, ownership, idempotency, eventLog, watchers, verifications, requests, recents } = deps;

  return [
    sessionRoute({
      method: "POST",
      path,
      operationId: "createRequest",
      summary: "Creates an authorization request.",
      body: createAuthorizationRequest,
      reply: createdAuthorizationRequest,
      status: 202,
      description: {
        tag,
        text: "Besides the known fields, the body takes those that the sponsor's configuration requires.",
        requestHeaders: { ...idempotencyKeyHeader, ...caseReferenceHeader, ...acceptLanguage },
        vendorCalls: ["createRequest", "getConfiguration"],
        problems: ["idempotency_mismatch"],
      },
      permission: {
        sponsor: ({ body }) => body.sponsor_slug,
        productTypes: ({ body }) => body.products.map((product) => product.product_type),
        owns: ({ body }) => ({ kind: "beneficiary", id: body.beneficiary_id }),
      },
      async handler(ctx) {
        const { session, requestId, language, input } = ctx.state;
        const { body } = input;
        const reference = caseReferenceOf(ctx);
        let id: string | undefined;
        const reply = await runOnce(idempotency, idempotencyKey(ctx, "createRequest"), {
          fingerprint: () => inputFingerprint(input),
          requestId: () => id,
          async execute() {
            await checkFurtherFields(cached, body, { requestId, language });
            const created = await arc.call("createRequest", { body }, { requestId, language });
            id = created.authorization_request_id;
            const { sponsor_slug: sponsorSlug, beneficiary_id: beneficiaryId } = body;
            await requests.add({ id, status: created.status, body, session, reference });
            await Promise.all([
              grantToSession(ownership, session, "request", [id]),
              eventLog.append(id, `created\n${id}`, { kind: "created", sponsorSlug, beneficiaryId }),
              verifications.recordRequest(id, { sponsorSlug, beneficiaryId }),
              // Sessions without a user share an owner: what one asked for is no habit of another.
              session.subject !== undefined && recents.record(session.owner, body),
            ]);
            return { reply: jsonReply(created, 202), store: true };
          },
        });
        sendReply(ctx, reply);
      },
    }),
    sessionRoute({
      method: "GET",
      path: `${path}/:id`,
      operationId: "getRequest",
      summary: "The present status and decisions of a request.",
      params: requestParams,
      reply: authorizationOutcome,
      status: 200,
      description: { tag, requestHeaders: acceptLanguage, vendorCalls: ["getRequest"] },
      permission: ownRequest,
      async handler(ctx) {
        const { requestId, language, disconnect: signal, input } = ctx.state;
        const { params } = input;
        const outcome = await arc.call("getRequest", { params }, { requestId, language, signal });
        ctx.body = await watchers.withDecisions(params.id, outcome);
      },
    }),
    sessionRoute({
      method: "GET",
      path: `${path}/:id/document-policy`,
      operationId: "getDocumentPolicy",
      summary: "The documents that the sponsor requires.",
      params: requestParams,
      reply: documentPolicy,
      status: 200,
      description: { tag, requestHeaders: acceptLanguage, vendorCalls: ["getDocumentPolicy"] },
      permission: ownRequest,
      async handler(ctx) {
        const { requestId, language, disconnect: signal, input } = ctx.state;
        const context = { requestId, language, signal };
        ctx.body = await arc.call("getDocumentPolicy", { params: input.params }, context);
      },
    }),
    sessionRoute({
      method: "POST",
      path: `${path}/:id/complete`,
      operationId: "completeRequest",
      summary: "Submits a request for its decision.",
      params: requestParams,
      body: completeAuthorizationRequest,
      bodyOptional: true,
      reply: authorizationOutcome,
      status: 200,
      description: {
        tag,
        requestHeaders: { ...idempotencyKeyHeader, ...acceptLanguage },
        vendorCalls: ["completeRequest"],
        problems: ["idempotency_mismatch", "otp_required"],
      },
      permission: ownRequest,
      async handler(ctx) {
        const { requestId, language, input } = ctx.state;
        const recover = () => readDecided(deps, input.params, { requestId, language });
        const reply = await runOnce(idempotency, idempotencyKey(ctx, "completeRequest"), {
          fingerprint: () => inputFingerprint(input),
          requestId: () => input.params.id,
          recover,
          execute: () => complete(deps, ctx, recover),
        });
        sendReply(ctx, reply);
      },
    }),
  ];
}

/** Completes a request, and looks up how it stands where the vendor's reply leaves that open. */
async function complete(
  deps: Deps,
  ctx: SessionContext<Params, unknown, CompleteAuthorizationRequest>,
  recover: () => Promise<Reply | undefined>,
): Promise<CallResult> {
  const { session, requestId, language, input } = ctx.state;
  const { params } = input;
  await spendProof(deps, params.id, input.body.otp_verification_token, session);
  try {
    const body = Object.keys(input.body).length === 0 ? undefined : input.body;
    const outcome = await deps.arc.call("completeRequest", { params, body }, { requestId, language });
    await deps.watchers.recordOutcome(params.id, outcome);
    // Still pending: a document is missing, and the same key must work once it is there.
    return { reply: jsonReply(outcome), store: outcome.status !== "PENDING_INDICATION" };
  } catch (thrown) {
    const problem = problemOf(thrown);
    // What the vendor has decided already, it may refuse to decide again.
    const mayBeDone = problem.code === "outcome_unknown" || problem.code === "validation_failed";
    const reply = mayBeDone ? await recover() : undefined;
    if (reply === undefined) throw problem;
    return { reply, store: true };
  }
}

/** Reads a request again; its reply when it has been submitted by now. */
async function readDecided(
  { arc, watchers }: Deps,
  params: Params,
  context: CallContext,
): Promise<Reply | undefined> {
  try {
    const outcome = await arc.call("getRequest", { params }, context);
    await watchers.recordOutcome(params.id, outcome);
    return outcome.status === "PENDING_INDICATION" ? undefined : jsonReply(outcome);
  } catch (thrown) {
    if (thrown instanceof ProblemError) return undefined;
    throw thrown;
  }
}

/**
 * Lets the proof of a one-time code open the request that it was made for, and no other. Throws `otp_required`, and
 * `overloaded` when the request's beneficiary cannot be read now.
 */
async function spendProof(
  deps: Deps,
  id: string,
  proof: string | undefined,
  { owner, groupOwner }: Session,
): Promise<void> {
  if (proof === undefined) return;
  const redemption = { ...(await recipientOf(deps, id)), owner, groupOwner, requestId: id };
  await deps.verifications.redeem(proof, redemption);
}
