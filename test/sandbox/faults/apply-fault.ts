import type { Answer } from "../http/answer.ts";
import { type WireAnswer, writeAnswer } from "../http/write-answer.ts";
import { corrupt, htmlAnswer, statusAnswer } from "./corrupt.ts";
import {
  cut,
  cutRequest,
  drain,
  type Exchange,
  pause,
  send,
  sendHuge,
  sendPart,
  sendRaw,
  trickle,
} from "./exchange.ts";
import type { FaultAction } from "./fault.ts";
import type { FaultPlan } from "./fault-rules.ts";

/** What an action may do to the sandbox itself. */
export type FaultControls = {
  revoke: (which: "all" | "current") => void;
  advance: (milliseconds: number) => void;
};

/** Carries a call out with what is to go wrong: before it, instead of it, or with its answer. */
export async function runWithFault(
  exchange: Exchange,
  plan: FaultPlan,
  controls: FaultControls,
  work: () => Promise<Answer>,
): Promise<void> {
  await plan.until;
  if (plan.latency > 0) await pause(plan.latency, exchange);
  const { action } = plan;
  if (!action) return send(exchange, writeAnswer(await work()));
  pull(action, controls);
  if (replacesCall(action)) return goWrongBefore(exchange, action);
  return goWrongAfter(exchange, action, writeAnswer(await work()));
}

function pull(action: FaultAction, { revoke, advance }: FaultControls): void {
  if (action.do === "revoke") revoke(action.which ?? "all");
  if (action.do === "clock") advance(action.advance);
}

/** Whether the call is not carried out at all. A cut, a hang and a status come before unless told otherwise. */
function replacesCall(action: FaultAction): boolean {
  switch (action.do) {
    case "cut-request":
      return true;
    case "status":
    case "hang":
    case "cut":
    case "raw":
      return action.when !== "after";
    case "html":
      return action.when === "before";
    default:
      return false;
  }
}

async function goWrongBefore(exchange: Exchange, action: FaultAction): Promise<void> {
  if (action.do === "cut-request") return cutRequest(exchange, action.bytes, action.reset ?? false);
  if (action.do === "status" && action.early) return send(exchange, statusAnswer(action));
  await drain(exchange);
  if (action.do === "status") send(exchange, statusAnswer(action));
  if (action.do === "html") send(exchange, htmlAnswer(action.status ?? 502));
  if (action.do === "cut") cut(exchange, action.reset);
  if (action.do === "raw") sendRaw(exchange, action.text);
}

async function goWrongAfter(exchange: Exchange, action: FaultAction, answer: WireAnswer): Promise<void> {
  switch (action.do) {
    case "hang":
      return;
    case "cut":
      return cut(exchange, action.reset);
    case "raw":
      return sendRaw(exchange, action.text);
    case "cut-response":
      return sendPart(exchange, answer, action.bytes ?? answer.bytes.length >> 1, action.reset ?? false);
    case "huge-body":
      return sendHuge(exchange, action.bytes ?? 50_000_000);
    case "trickle":
      return trickle(exchange, answer, action.chunk ?? 1, action.every ?? 50);
    default:
      return send(exchange, corrupt(answer, action));
  }
}
