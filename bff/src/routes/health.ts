import { z } from "zod";
import { readiness } from "../health/health.ts";
import type { Dependencies } from "./dependencies.ts";
import { openRoute, type Route } from "./route.ts";
import { readinessReply } from "./schemas.ts";

/** Liveness and readiness, as Kubernetes probes them. */
export function healthRoutes({ condition }: Pick<Dependencies, "condition">): Route[] {
  return [
    openRoute({
      method: "GET",
      path: "/healthz",
      operationId: "healthz",
      summary: "Liveness of the process.",
      reply: z.object({ status: z.literal("up") }),
      status: 200,
      description: { tag: "Operation" },
      handler(ctx) {
        ctx.body = { status: "up" };
      },
    }),
    openRoute({
      method: "GET",
      path: "/readyz",
      operationId: "readyz",
      summary: "Readiness for traffic.",
      reply: readinessReply,
      status: 200,
      description: {
        tag: "Operation",
        otherReplies: { 503: { summary: "Not ready: balancers send no traffic.", reply: readinessReply } },
      },
      async handler(ctx) {
        const { ready, checks, advice, build } = await readiness(condition);
        ctx.status = ready ? 200 : 503;
        ctx.body = {
          status: ready ? "ready" : "not ready",
          checks,
          advice,
          build,
        } satisfies z.input<typeof readinessReply>;
      },
    }),
  ];
}
