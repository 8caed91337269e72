import { webhookEvent } from "@osigu-preauth/shared";
import { readBytes } from "../http/read-body.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { maxDeliveryBytes } from "../webhooks/receive-webhook.ts";
import type { Dependencies } from "./dependencies.ts";
import { openRoute, type Route } from "./route.ts";

/** Milliseconds for a delivery's body; ARC waits 10 s for the response. */
const bodyTimeout = 5_000;

/** `POST /webhooks/osigu`: ARC's webhooks. The signature authenticates them, so that no session is needed. */
export function webhookRoutes({ webhooks }: Pick<Dependencies, "webhooks">): Route[] {
  return [
    openRoute({
      method: "POST",
      path: "/webhooks/osigu",
      operationId: "webhook",
      summary: "Receives a delivery of the vendor's webhooks, signed in X-Osigu-Signature.",
      consumes: { "application/json": webhookEvent },
      status: 204,
      description: {
        tag: "Webhooks",
        text: "204 also for what is ignored: another environment, another event type, a request that was not created here. The body may be compressed with gzip; the signature covers the bytes as sent.",
        credentials: "vendorSignature",
        problems: [
          "unauthenticated",
          "not_found",
          "body_timeout",
          "body_too_large",
          "unsupported_media_type",
          "validation_failed",
          "overloaded",
        ],
      },
      async handler(ctx) {
        if (webhooks === undefined) throw new ProblemError("not_found");
        const { headers } = ctx.req;
        const signature = headers["x-osigu-signature"];
        await webhooks({
          body: await readBytes(ctx.req, maxDeliveryBytes, bodyTimeout),
          signature: typeof signature === "string" ? signature : undefined,
          encoding: headers["content-encoding"],
        });
        ctx.status = 204;
      },
    }),
  ];
}
