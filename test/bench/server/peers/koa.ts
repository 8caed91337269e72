import { randomUUID } from "node:crypto";
import cors from "@koa/cors";
import Router from "@koa/router";
import { jwtVerify, SignJWT } from "jose";
import Koa, { type Context, type Middleware } from "koa";
import helmet from "koa-helmet";
import { pino } from "pino";
import { Counter, collectDefaultMetrics, Histogram, register } from "prom-client";
import { Pool } from "undici";
import { type ZodType, z } from "zod";
import { printAddress, upstream } from "./peer.ts";

/*
 * The Koa peer: a backend for the same API as a good team writes it in a day, with the same packages and each of
 * them used as its manual shows. It has no ownership, no rate limits, no vendor token and no retries.
 */
const secret = new TextEncoder().encode("the secret of the Koa peer, for benchmarks only");
const pool = new Pool(upstream, { connections: 64 });
const log = pino();
collectDefaultMetrics();
const requests = new Counter({
  name: "requests_total",
  help: "Requests by route and status.",
  labelNames: ["route", "status"],
});
const seconds = new Histogram({
  name: "request_seconds",
  help: "Seconds per request by route.",
  labelNames: ["route"],
});

type Claims = { sub: string; exp: number };
/** Verified tokens, remembered until they expire. */
const sessions = new Map<string, Claims>();

const problems: Middleware = async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    const status = error instanceof Error && "status" in error ? Number(error.status) : 500;
    ctx.status = status;
    ctx.type = "application/problem+json";
    ctx.body = { status, title: status === 500 ? "Internal error" : String(error), request_id: ctx.state.id };
  }
};

const accessLog: Middleware = async (ctx, next) => {
  const start = performance.now();
  ctx.state.id = randomUUID();
  ctx.set("X-Request-Id", ctx.state.id);
  await next();
  const ms = performance.now() - start;
  const route = String(ctx._matchedRoute ?? "none");
  requests.inc({ route, status: ctx.status });
  seconds.observe({ route }, ms / 1000);
  log.info({ request_id: ctx.state.id, method: ctx.method, route, status: ctx.status, ms }, "request");
};

const authenticate: Middleware = async (ctx, next) => {
  const token = /^Bearer (\S+)$/.exec(ctx.get("authorization"))?.[1];
  if (token === undefined) return ctx.throw(401);
  let claims = sessions.get(token);
  if (claims === undefined) {
    claims = await jwtVerify<Claims>(token, secret).then(
      ({ payload }) => payload,
      () => ctx.throw(401),
    );
    sessions.set(token, claims);
  }
  if (claims.exp * 1000 < Date.now()) {
    sessions.delete(token);
    return ctx.throw(401);
  }
  ctx.state.session = claims;
  await next();
};

/** Forwards the call and answers with what the schema reads. */
const forward =
  (schema: ZodType): Middleware =>
  async (ctx) => {
    const { statusCode, body } = await pool.request({
      method: ctx.method as "GET",
      path: ctx.url,
      headers: {
        authorization: "Bearer vendor-token",
        accept: "application/json",
        ...(hasBody(ctx) && { "content-type": ctx.get("content-type") }),
      },
      body: hasBody(ctx) ? ctx.req : null,
    });
    if (statusCode >= 400) {
      await body.dump();
      return ctx.throw(statusCode);
    }
    ctx.status = statusCode;
    ctx.body = statusCode === 204 ? null : schema.parse(await body.json());
  };

const hasBody = (ctx: Context) => ctx.method === "POST";

const anyObject = z.looseObject({});
const anyList = z.union([z.array(anyObject), anyObject]);
const outcome = z.object({
  authorization_request_id: z.string(),
  status: z.string(),
  authorizations: z.array(
    z.object({
      authorization_code: z.string().optional(),
      product_type: z.string(),
      status: z.string(),
      rejection_reason: z.string().optional(),
      expires_at: z.string().optional(),
      products: z.array(z.object({ product_code: z.string(), quantity: z.number() })).optional(),
    }),
  ),
});

const request = "/arc/v1/authorization-requests/:id";
const forwarded: [method: "get" | "post" | "delete", path: string, schema: ZodType][] = [
  ["get", "/v1/sponsors", anyList],
  ["get", "/v1/sponsors/:slug/forms", anyList],
  ["post", "/v1/sponsors/:slug/search", anyObject],
  ["get", "/v1/sponsors/:slug/beneficiaries/:id/dependents", anyList],
  ["get", "/arc/v1/sponsors/:slug/configuration", anyObject],
  ["get", "/arc/v1/providers/products", anyList],
  ["get", "/medical-catalogs/v1/diagnoses", anyList],
  ["get", "/arc/v1/authorization-requests", anyList],
  ["post", "/arc/v1/authorization-requests", anyObject],
  ["get", `${request}/document-policy`, anyList],
  ["post", `${request}/upload/files`, anyObject],
  ["post", `${request}/complete`, outcome],
  ["get", request, outcome],
  ["post", "/v1/otp/send", anyObject],
  ["post", "/v1/otp/validate", anyObject],
  ["get", "/webhooks/v1/subscriptions", anyList],
  ["delete", "/webhooks/v1/subscriptions/:id", anyObject],
];

const router = new Router();
router.get("/healthz", (ctx) => {
  ctx.body = { status: "up" };
});
router.get("/metrics", async (ctx) => {
  ctx.type = register.contentType;
  ctx.body = await register.metrics();
});
router.post("/v1/oauth/token", async (ctx) => {
  const token = new SignJWT().setProtectedHeader({ alg: "HS256" }).setSubject(randomUUID());
  const access_token = await token.setExpirationTime("15m").sign(secret);
  ctx.body = { access_token, token_type: "bearer", expires_in: 900 };
});
for (const [method, path, schema] of forwarded) router[method](path, authenticate, forward(schema));

const app = new Koa();
app.use(accessLog);
app.use(problems);
app.use(helmet());
app.use(cors({ origin: "https://clinic.example" }));
app.use(router.routes());
app.use(router.allowedMethods());
const server = app.listen(0, "127.0.0.1", () => printAddress(server.address()));
