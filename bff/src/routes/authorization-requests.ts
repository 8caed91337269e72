import { createHash } from "node:crypto";
import {
  authorizationOutcome,
  completeAuthorizationRequest,
  createAuthorizationRequest,
  createdAuthorizationRequest,
  documentPolicy,
} from "@osigu-preauth/shared";
import { type Answer, json } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { once, scopedKey } from "../idempotency/idempotency.ts";
import type { MadeFor } from "../otp/otp-verifications.ts";
import { ProblemError, problemOf } from "../problem/problem-error.ts";
import type { Session } from "../session/session.ts";
import { grantTo, type Services } from "./dependencies.ts";
import { allowDemandedFields } from "./required-fields.ts";
import { type Input, type Route, sessionRoute } from "./route.ts";
import { uploadRoute } from "./uploads.ts";

const path = "/arc/v1/authorization-requests";
const ownRequest = ({ parts }: { parts: Readonly<Record<string, string>> }) => ({
  kind: "request" as const,
  id: parts.id ?? "",
});

/** Authorization requests: made, given their documents, completed, read again. */
export function authorizationRequestRoutes(services: Services): Route[] {
  const { arc, ownership, idempotency, history, live, proofs } = services;

  return [
    sessionRoute({
      method: "POST",
      path,
      operation: "createRequest",
      summary: "Makes a request. Takes an Idempotency-Key.",
      body: createAuthorizationRequest,
      reply: createdAuthorizationRequest,
      status: 202,
      guards: {
        sponsor: ({ body }) => body.sponsor_slug,
        productTypes: ({ body }) => body.products.map((product) => product.product_type),
        owns: ({ body }) => ({ kind: "beneficiary", id: body.beneficiary_id }),
      },
      handle: (input, call) =>
        once(idempotency, keyOf(call, "createRequest"), {
          fingerprint: () => fingerprintOf(input),
          async make() {
            await allowDemandedFields(services, input.body, call);
            const made = await arc.call("createRequest", { body: input.body }, { requestId: call.requestId });
            const id = made.authorization_request_id;
            const { sponsor_slug: sponsorSlug, beneficiary_id: beneficiaryId } = input.body;
            await Promise.all([
              grantTo(call.session, "request", [id], ownership),
              history.add(id, `made\n${id}`, { kind: "made", sponsorSlug, beneficiaryId }),
              proofs.made(id, { sponsorSlug, beneficiaryId }),
            ]);
            return { answer: json(made, 202), keep: true };
          },
        }),
    }),
    sessionRoute({
      method: "GET",
      path: `${path}/{id}`,
      operation: "getRequest",
      summary: "A request's present status and decisions.",
      reply: authorizationOutcome,
      status: 200,
      guards: { owns: ownRequest },
      async handle({ parts }, call) {
        const outcome = await arc.call("getRequest", { parts }, { requestId: call.requestId, caller: call });
        return json(await live.withDecisions(parts.id ?? "", outcome));
      },
    }),
    sessionRoute({
      method: "GET",
      path: `${path}/{id}/document-policy`,
      operation: "getDocumentPolicy",
      summary: "The documents that the sponsor asks for.",
      reply: documentPolicy,
      status: 200,
      guards: { owns: ownRequest },
      handle: async ({ parts }, call) =>
        json(await arc.call("getDocumentPolicy", { parts }, { requestId: call.requestId, caller: call })),
    }),
    uploadRoute(services, `${path}/{id}/upload/files`, ownRequest),
    sessionRoute({
      method: "POST",
      path: `${path}/{id}/complete`,
      operation: "completeRequest",
      summary: "Submits a request for its decision. Takes an Idempotency-Key.",
      body: completeAuthorizationRequest,
      bodyOptional: true,
      reply: authorizationOutcome,
      status: 200,
      guards: { owns: ownRequest },
      handle(input, call) {
        const recover = () => decided(services, input.parts, call.requestId);
        return once(idempotency, keyOf(call, "completeRequest"), {
          fingerprint: () => fingerprintOf(input),
          recover,
          async make() {
            await spendProof(services, input.parts.id ?? "", input.body.otp_verification_token, call.session);
            try {
              const body = Object.keys(input.body).length === 0 ? undefined : input.body;
              const outcome = await arc.call(
                "completeRequest",
                { parts: input.parts, body },
                { requestId: call.requestId },
              );
              await live.learn(input.parts.id ?? "", outcome);
              // Still pending: a document is missing, and the same key must work once it is there.
              return { answer: json(outcome), keep: outcome.status !== "PENDING_INDICATION" };
            } catch (thrown) {
              const problem = problemOf(thrown);
              // What the vendor has decided already, it may refuse to decide again.
              const mayBeDone = problem.code === "outcome_unknown" || problem.code === "validation_failed";
              const answer = mayBeDone ? await recover() : undefined;
              if (answer === undefined) throw problem;
              return { answer, keep: true };
            }
          },
        });
      },
    }),
  ];
}

/** Reads a request again, and gives it when it has been submitted by now. */
async function decided(
  { arc, live }: Services,
  parts: Readonly<Record<string, string>>,
  requestId: string,
): Promise<Answer | undefined> {
  try {
    const outcome = await arc.call("getRequest", { parts }, { requestId });
    await live.learn(parts.id ?? "", outcome);
    return outcome.status === "PENDING_INDICATION" ? undefined : json(outcome);
  } catch (thrown) {
    if (thrown instanceof ProblemError) return undefined;
    throw thrown;
  }
}

/**
 * Lets the proof of a one-time code open the request that it was made for, and no other. Throws `otp_required`, and
 * `overloaded` when it cannot be told now whom the request is for.
 */
async function spendProof(
  services: Services,
  requestId: string,
  proof: string | undefined,
  { owner }: Session,
): Promise<void> {
  if (proof === undefined) return;
  const whom = await madeFor(requestId, services);
  await services.proofs.use(proof, { ...whom, owner, requestId });
}

/** Whom a request is for, out of its history; undefined when that does not say. */
async function madeFor(requestId: string, { history, proofs }: Services): Promise<MadeFor | undefined> {
  const entries = await history.read(requestId);
  if (entries === undefined) return proofs.madeFor(requestId);
  const made = entries.find(({ news }) => news.kind === "made")?.news;
  return made?.kind === "made" ? made : undefined;
}

function keyOf(call: Call & { session: Session }, operation: string): string | undefined {
  return scopedKey(call.req.headers["idempotency-key"], call.session.owner, operation);
}

/** The same for the same request, whatever order its sender wrote the keys in. */
function fingerprintOf({ parts, body }: Input): string {
  return createHash("sha256")
    .update(JSON.stringify([parts, body]))
    .digest("hex");
}
