import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { silentLogger } from "../logging/logger.ts";
import { request, serve } from "../testing/http.ts";
import { problems } from "./problems.ts";
import { validate } from "./validate.ts";

type Input = { params?: unknown; json?: unknown };

async function send(
  t: Parameters<typeof serve>[0],
  schemas: Parameters<typeof validate>[0],
  target = "/",
  { params, json }: Input = {},
) {
  const { port } = await serve(
    t,
    problems(silentLogger),
    (ctx, next) => {
      ctx.params = params;
      ctx.state.json = json;
      return next();
    },
    validate(schemas),
    (ctx) => {
      ctx.body = ctx.state.input;
    },
  );
  return JSON.parse((await request(port, "GET", target)).body);
}

const page = z.object({ page: z.coerce.number().optional(), query: z.string().optional() });

test("a handler gets what the schemas give, and nothing else", async (t) => {
  const schemas = {
    params: z.object({ id: z.string() }),
    query: page,
    body: z.object({ a: z.number().transform((value) => value + 1) }),
  };
  const input = { params: { id: "x", more: "y" }, json: { a: 1, b: 2 } };
  assert.deepEqual(await send(t, schemas, "/?page=2&x=y", input), {
    params: { id: "x" },
    query: { page: 2 },
    body: { a: 2 },
  });
});

test("what has no schema does not reach the handler", async (t) => {
  assert.deepEqual(await send(t, {}, "/?page=2", { params: { id: "x" }, json: { a: 1 } }), {});
});

test("a parameter that its schema refuses is not_found, without details", async (t) => {
  const problem = await send(t, { params: z.object({ id: z.string().max(1) }) }, "/", {
    params: { id: "canary" },
  });
  assert.equal(problem.code, "not_found");
  assert.equal(problem.errors, undefined);
});

test("a missing parameter is not_found", async (t) => {
  assert.equal(
    (await send(t, { params: z.object({ id: z.string() }) }, "/", { params: {} })).code,
    "not_found",
  );
});

test("a query or body that its schema refuses is validation_failed, with the fields", async (t) => {
  const query = await send(t, { query: page }, "/?page=canary");
  assert.deepEqual([query.code, query.errors[0].path], ["validation_failed", "page"]);
  const body = await send(t, { body: z.object({ a: z.number() }) }, "/", { json: { a: "canary" } });
  assert.deepEqual([body.code, body.errors[0].path], ["validation_failed", "a"]);
  assert.ok(!JSON.stringify([query, body]).includes("canary"));
});

test("of a repeated parameter the last one counts", async (t) => {
  assert.deepEqual((await send(t, { query: page }, "/?query=a&query=b")).query, { query: "b" });
});
