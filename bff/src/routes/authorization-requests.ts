import {
  authorizationOutcome,
  type CompleteAuthorizationRequest,
  completeAuthorizationRequest,
  createAuthorizationRequest,
  createdAuthorizationRequest,
  documentPolicy,
} from "@osigu-preauth/shared";
import type { SessionContext } from "../context.ts";
import { type Answer, type Made, once } from "../idempotency/idempotency.ts";
import type { MadeFor } from "../otp/otp-verifications.ts";
import { grantToSession } from "../ownership/grant-to-session.ts";
import { ProblemError, problemOf } from "../problem/problem-error.ts";
import type { Dependencies } from "./dependencies.ts";
import { idempotencyKey, inputFingerprint, jsonAnswer, sendAnswer } from "./idempotent-reply.ts";
import { checkFurtherFields } from "./required-fields.ts";
import { type Route, sessionRoute } from "./route.ts";
import { ownRequest, requestParams } from "./schemas.ts";

const path = "/arc/v1/authorization-requests";

type Deps = Pick<
  Dependencies,
  "arc" | "cached" | "ownership" | "idempotency" | "history" | "live" | "proofs"
>;
type Params = { id: string };

/** Authorization requests: create, read, complete. */
export function authorizationRequestRoutes(deps: Deps): Route[] {
  const { arc, cached, ownership, idempotency, history, live, proofs } = deps;

  return [
    sessionRoute({
      method: "POST",
      path,
      operationId: "createRequest",
      summary: "Makes a request. Takes an Idempotency-Key.",
      body: createAuthorizationRequest,
      reply: createdAuthorizationRequest,
      status: 202,
      permission: {
        sponsor: ({ body }) => body.sponsor_slug,
        productTypes: ({ body }) => body.products.map((product) => product.product_type),
        owns: ({ body }) => ({ kind: "beneficiary", id: body.beneficiary_id }),
      },
      async handler(ctx) {
        const { session, requestId, input } = ctx.state;
        const { body } = input;
        const answer = await once(idempotency, idempotencyKey(ctx, "createRequest"), {
          fingerprint: () => inputFingerprint(input),
          async make() {
            await checkFurtherFields(cached, body, { requestId });
            const created = await arc.call("createRequest", { body }, { requestId });
            const id = created.authorization_request_id;
            const { sponsor_slug: sponsorSlug, beneficiary_id: beneficiaryId } = body;
            await Promise.all([
              grantToSession(ownership, session, "request", [id]),
              history.add(id, `made\n${id}`, { kind: "made", sponsorSlug, beneficiaryId }),
              proofs.made(id, { sponsorSlug, beneficiaryId }),
            ]);
            return { answer: jsonAnswer(created, 202), keep: true };
          },
        });
        sendAnswer(ctx, answer);
      },
    }),
    sessionRoute({
      method: "GET",
      path: `${path}/:id`,
      operationId: "getRequest",
      summary: "A request's present status and decisions.",
      params: requestParams,
      reply: authorizationOutcome,
      status: 200,
      permission: ownRequest,
      async handler(ctx) {
        const { requestId, client, input } = ctx.state;
        const { params: parts } = input;
        const outcome = await arc.call("getRequest", { parts }, { requestId, caller: client });
        ctx.body = await live.withDecisions(parts.id, outcome);
      },
    }),
    sessionRoute({
      method: "GET",
      path: `${path}/:id/document-policy`,
      operationId: "getDocumentPolicy",
      summary: "The documents that the sponsor asks for.",
      params: requestParams,
      reply: documentPolicy,
      status: 200,
      permission: ownRequest,
      async handler(ctx) {
        const { requestId, client, input } = ctx.state;
        const context = { requestId, caller: client };
        ctx.body = await arc.call("getDocumentPolicy", { parts: input.params }, context);
      },
    }),
    sessionRoute({
      method: "POST",
      path: `${path}/:id/complete`,
      operationId: "completeRequest",
      summary: "Submits a request for its decision. Takes an Idempotency-Key.",
      params: requestParams,
      body: completeAuthorizationRequest,
      bodyOptional: true,
      reply: authorizationOutcome,
      status: 200,
      permission: ownRequest,
      async handler(ctx) {
        const { requestId, input } = ctx.state;
        const recover = () => readDecided(deps, input.params, requestId);
        const answer = await once(idempotency, idempotencyKey(ctx, "completeRequest"), {
          fingerprint: () => inputFingerprint(input),
          recover,
          make: () => complete(deps, ctx, recover),
        });
        sendAnswer(ctx, answer);
      },
    }),
  ];
}

/** Completes a request, and looks up how it stands where the vendor's answer leaves that open. */
async function complete(
  deps: Deps,
  ctx: SessionContext<Params, unknown, CompleteAuthorizationRequest>,
  recover: () => Promise<Answer | undefined>,
): Promise<Made> {
  const { session, requestId, input } = ctx.state;
  const { params: parts } = input;
  await spendProof(deps, parts.id, input.body.otp_verification_token, session.owner);
  try {
    const body = Object.keys(input.body).length === 0 ? undefined : input.body;
    const outcome = await deps.arc.call("completeRequest", { parts, body }, { requestId });
    await deps.live.learn(parts.id, outcome);
    // Still pending: a document is missing, and the same key must work once it is there.
    return { answer: jsonAnswer(outcome), keep: outcome.status !== "PENDING_INDICATION" };
  } catch (thrown) {
    const problem = problemOf(thrown);
    // What the vendor has decided already, it may refuse to decide again.
    const mayBeDone = problem.code === "outcome_unknown" || problem.code === "validation_failed";
    const answer = mayBeDone ? await recover() : undefined;
    if (answer === undefined) throw problem;
    return { answer, keep: true };
  }
}

/** Reads a request again; its reply when it has been submitted by now. */
async function readDecided(
  { arc, live }: Deps,
  parts: Params,
  requestId: string,
): Promise<Answer | undefined> {
  try {
    const outcome = await arc.call("getRequest", { parts }, { requestId });
    await live.learn(parts.id, outcome);
    return outcome.status === "PENDING_INDICATION" ? undefined : jsonAnswer(outcome);
  } catch (thrown) {
    if (thrown instanceof ProblemError) return undefined;
    throw thrown;
  }
}

/**
 * Lets the proof of a one-time code open the request that it was made for, and no other. Throws `otp_required`, and
 * `overloaded` when the request's beneficiary cannot be read now.
 */
async function spendProof(deps: Deps, id: string, proof: string | undefined, owner: string): Promise<void> {
  if (proof === undefined) return;
  await deps.proofs.use(proof, { ...(await beneficiaryOf(deps, id)), owner, requestId: id });
}

/** Whom a request is for, from its event log; undefined when that does not say. */
async function beneficiaryOf({ history, proofs }: Deps, id: string): Promise<MadeFor | undefined> {
  const entries = await history.read(id);
  if (entries === undefined) return proofs.madeFor(id);
  const created = entries.find(({ news }) => news.kind === "made")?.news;
  return created?.kind === "made" ? created : undefined;
}
