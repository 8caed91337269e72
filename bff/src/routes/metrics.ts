import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { z } from "zod";
import { ProblemError } from "../problem/problem-error.ts";
import type { LiveSecret } from "../settings/secret.ts";
import type { Dependencies } from "./dependencies.ts";
import { openRoute, type Route } from "./route.ts";

/** `GET /metrics`, for Prometheus. */
export function metricsRoutes({
  metrics,
  metricsToken,
}: Pick<Dependencies, "metrics" | "metricsToken">): Route[] {
  return [
    openRoute({
      method: "GET",
      path: "/metrics",
      operationId: "metrics",
      summary: "Metrics in Prometheus text format.",
      status: 200,
      description: {
        tag: "Operation",
        credentials: "metricsToken",
        produces: { "text/plain": z.string() },
        problems: ["not_found"],
      },
      async handler(ctx) {
        if (!mayScrape(ctx.req, metricsToken)) throw new ProblemError("not_found");
        const { registry } = metrics;
        ctx.set("Content-Type", registry.contentType);
        ctx.body = await registry.metrics();
      },
    }),
  ];
}

/**
 * Metrics show load and failures, and are not public. A scrape needs the token, or where none is set, must come from
 * this machine or a private network without a proxy in between.
 */
function mayScrape({ headers, socket }: IncomingMessage, token: LiveSecret | undefined): boolean {
  if (token !== undefined) {
    const sent = digest(headers.authorization ?? "");
    return token.current().some((secret) => timingSafeEqual(digest(`Bearer ${secret.reveal()}`), sent));
  }
  const proxied = headers["x-forwarded-for"] ?? headers.forwarded ?? headers["x-real-ip"] ?? headers.via;
  return proxied === undefined && headers.origin === undefined && isPrivate(socket.remoteAddress ?? "");
}

const digest = (text: string) => createHash("sha256").update(text).digest();

function isPrivate(address: string): boolean {
  const plain = address.replace(/^::ffff:/, "");
  if (isIP(plain) === 4) return /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(plain);
  return plain === "::1" || /^f[cd]/i.test(plain);
}
