import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Router } from "@koa/router";
import { z } from "zod";
import { createRouter } from "../app.ts";
import type { AppContext, AppState, RouterContext } from "../context.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { appFixture } from "../testing/app-fixture.ts";
import { register } from "./register.ts";
import type { Route } from "./route.ts";
import { allRoutes } from "./routes.ts";

type AppRouter = Router<AppState, RouterContext>;

/** What is wrong with a router that was made from these records, one line each. */
async function faultsOf(router: AppRouter, routes: readonly Route[]): Promise<string[]> {
  const faults: string[] = [];
  if (router.exclusive) faults.push("the router is exclusive");
  if (Object.keys(router.params).length > 0) faults.push("the router uses param");
  if (router.opts.strict !== true || router.opts.sensitive !== true) faults.push("the router is lenient");
  const records = new Map(routes.map((route) => [route.operationId, route]));
  if (records.size < routes.length) faults.push("an operation id is taken twice");
  for (const layer of router.stack) {
    const record = records.get(layer.name ?? "");
    records.delete(layer.name ?? "");
    if (record === undefined) {
      faults.push(`${String(layer.path)}: no record`);
      continue;
    }
    for (const { name } of layer.paramNames) {
      if (!refuses(record.params, name)) faults.push(`${layer.path}: ${name} is not checked`);
    }
    if (record.access === "session" && !(await asksForSession(layer))) {
      faults.push(`${layer.path}: no authentication`);
    }
  }
  return [...faults, ...[...records.keys()].map((name) => `${name}: not on the router`)];
}

/** Whether a schema reads this parameter, and refuses one that is not a text. */
function refuses(schema: z.ZodType | undefined, name: string): boolean {
  const result = schema?.safeParse({ [name]: 1 });
  return result?.error?.issues.some(({ path }) => path[0] === name) === true;
}

/** Whether a route throws `unauthenticated` for a request without a token, before anything else of it is used. */
async function asksForSession({ stack }: AppRouter["stack"][number]): Promise<boolean> {
  const untouchable = new Proxy({}, { get: (_, name) => assert.fail(`${String(name)} was read`) });
  const ctx = { get: () => "", state: untouchable, req: untouchable } as unknown as AppContext;
  try {
    await stack[0]?.(ctx as never, () => assert.fail("the route was passed"));
    return false;
  } catch (thrown) {
    return thrown instanceof ProblemError && thrown.code === "unauthenticated";
  }
}

const { deps } = appFixture();

test("every route checks its parameters, and asks for a session where its record does", async () => {
  const routes = allRoutes(deps);
  assert.ok(routes.length > 15);
  assert.deepEqual(await faultsOf(createRouter(deps), routes), []);
});

describe("the walk finds", () => {
  const route: Route = {
    method: "GET",
    path: "/things/:id/:part",
    operationId: "getThing",
    summary: "A thing.",
    access: "session",
    params: z.object({ id: z.string(), part: z.string() }),
    status: 200,
    handler: () => {},
  };
  const routed = (record: Route, options = { strict: true, sensitive: true }) => {
    const router: AppRouter = new Router<AppState, RouterContext>(options);
    register(router, [record], deps);
    return router;
  };

  test("nothing where nothing is wrong", async () => {
    assert.deepEqual(await faultsOf(routed(route), [route]), []);
  });

  test("a route without a schema", async () => {
    const { params: _, ...unchecked } = route;
    assert.deepEqual(await faultsOf(routed(unchecked), [unchecked]), [
      "/things/:id/:part: id is not checked",
      "/things/:id/:part: part is not checked",
    ]);
  });

  test("a schema that leaves a parameter out, or takes it whatever it is", async () => {
    for (const params of [z.object({ id: z.string() }), z.object({ id: z.string(), part: z.unknown() })]) {
      const half = { ...route, params };
      assert.deepEqual(await faultsOf(routed(half), [half]), ["/things/:id/:part: part is not checked"]);
    }
  });

  test("a route without the authentication that its record asks for", async () => {
    const router = routed({ ...route, access: "open" });
    assert.deepEqual(await faultsOf(router, [route]), ["/things/:id/:part: no authentication"]);
  });

  test("a route without a record, and a record without a route", async () => {
    const router = routed(route);
    router.get("other", "/other", () => {});
    const missing = { ...route, operationId: "missing" };
    assert.deepEqual(await faultsOf(router, [route, missing]), [
      "/other: no record",
      "missing: not on the router",
    ]);
  });

  test("a middleware of the router's own", async () => {
    const router = routed(route);
    router.use((_, next) => next());
    assert.equal((await faultsOf(router, [route])).length, 1);
  });

  test("a lenient router, an exclusive one, and one with param", async () => {
    const lenient = routed(route, { strict: false, sensitive: true });
    assert.deepEqual(await faultsOf(lenient, [route]), ["the router is lenient"]);
    const router = routed(route);
    router.exclusive = true;
    router.param("id", (_id, _ctx, next) => next());
    const faults = await faultsOf(router, [route]);
    assert.ok(faults.includes("the router is exclusive") && faults.includes("the router uses param"));
  });
});
