import { createServer, type IncomingMessage, type Server } from "node:http";
import { type FaultControls, runWithFault } from "../faults/apply-fault.ts";
import { type Exchange, send } from "../faults/exchange.ts";
import type { FaultRules } from "../faults/fault-rules.ts";
import { languageOf } from "../language/language.ts";
import { translateBody } from "../language/translate.ts";
import type { CallLog } from "../record/call-log.ts";
import { checkBearer } from "../tokens/bearer.ts";
import type { TokenStore } from "../tokens/token-store.ts";
import { type Answer, notFound, refuse } from "./answer.ts";
import type { Operation } from "./call.ts";
import { makeRouter } from "./router.ts";
import { writeAnswer } from "./write-answer.ts";

export type ServeParts = {
  operations: Operation[];
  tokens: TokenStore;
  calls: CallLog;
  faults: FaultRules;
  controls: FaultControls;
};

/** The API's own HTTP server. Each request is found, recorded, let in, carried out and answered. */
export function makeApiServer(parts: ServeParts): Server {
  const { calls, faults, controls, tokens } = parts;
  const route = makeRouter(parts.operations);
  return createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://sandbox.invalid");
    const method = request.method ?? "GET";
    const match = route(method, url.pathname);
    const name = match.found ? match.operation.name : "unknown";
    const record = calls.open(name, method, url.pathname);
    const gone = new AbortController();
    response.on("close", () => {
      record.aborted = !response.writableFinished;
      gone.abort();
    });
    const exchange: Exchange = { request, response, left: gone.signal };
    const work = async () => {
      const answer = match.found
        ? await letIn(match.operation, { request, params: match.params, query: url.searchParams }, tokens)
        : nowhere(match.allowed);
      record.status = answer.status;
      return answer;
    };
    try {
      const plan = faults.take(name, method, url.pathname);
      record.fault = plan?.id;
      if (plan) await runWithFault(exchange, plan, controls, work);
      else send(exchange, writeAnswer(await work()));
    } catch (error) {
      fail(exchange, error);
    }
  });
}

async function letIn(
  operation: Operation,
  call: { request: IncomingMessage; params: Record<string, string>; query: URLSearchParams },
  tokens: TokenStore,
): Promise<Answer> {
  if (operation.authority === undefined) return operation.handle({ ...call, token: undefined });
  const bearer = checkBearer(call.request.headers.authorization, operation.authority, tokens);
  if (bearer.ok) {
    const answer = await operation.handle({ ...call, token: bearer.token });
    return { ...answer, body: translateBody(answer.body, languageOf(call.request)) };
  }
  return operation.refusal?.(bearer.answer.status === 401 ? 401 : 403) ?? bearer.answer;
}

const nowhere = (allowed: string[]): Answer =>
  allowed.length === 0
    ? notFound("Resource")
    : { ...refuse(405, "METHOD_NOT_ALLOWED", "Method Not Allowed"), headers: { allow: allowed.join(", ") } };

/** A caller that left gets nothing; anything else is a mistake of the sandbox, said aloud. */
function fail({ request, response, left }: Exchange, error: unknown): void {
  if (left.aborted || request.errored) return;
  console.error("The ARC sandbox failed", error);
  if (response.headersSent) response.destroy();
  else response.writeHead(500).end();
}
