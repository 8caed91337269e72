import { noContent } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import type { Route } from "./route.ts";

/** `POST /webhooks/osigu`: what ARC tells by itself. It proves itself by its signature, so that no session is asked for. */
export function webhookRoute(receive: (call: Call) => Promise<void>): Route {
  return {
    method: "POST",
    path: "/webhooks/osigu",
    operation: "webhook",
    summary: "Takes a delivery of the vendor's webhooks, signed in X-Osigu-Signature.",
    access: "open",
    consumes: ["application/json"],
    status: 204,
    async handle(_input, call) {
      await receive(call);
      return noContent;
    },
  };
}
