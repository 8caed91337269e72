import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { operations, withSession } from "./operations.ts";
import { nothing, otpSponsor, type Person, person } from "./people.ts";
import { bearer, jsonBody, type Site, startSite } from "./site.ts";

/*
 * Function level authorization: API5:2023, ASVS 5.0 8.2.1 and 8.3.1. Every route × every session that was made for
 * less, and the list of routes itself: one that this suite does not know fails it.
 */
describe("who may call what", () => {
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  after(() => site?.stop());

  test("every route of the server is in this suite, and none that it has not", async () => {
    const { paths } = (await site.send({ path: "/openapi.json" })).json() as {
      paths: Record<string, Record<string, { operationId: string; security: object[] }>>;
    };
    const routes = Object.values(paths).flatMap((path) => Object.values(path));
    const served = Object.fromEntries(
      routes.map(({ operationId, security }) => [
        operationId,
        security.some((scheme) => "session" in scheme) ? "session" : "open",
      ]),
    );
    const known = Object.fromEntries(Object.entries(operations).map(([name, { access }]) => [name, access]));
    assert.deepEqual(served, known);
  });

  for (const [name, { attempt }] of withSession) {
    test(`${name} without a token is 401, and asks the vendor nothing`, async () => {
      const calls = site.upstreamCalls();
      const reply = await site.send(attempt(nothing));
      assert.equal(reply.status, 401);
      assert.deepEqual(reply.headers["www-authenticate"], ["Bearer"]);
      assert.equal(site.upstreamCalls(), calls);
    });
  }

  for (const [name, { attempt }] of withSession) {
    for (const [what, headers] of [
      [
        "the host's own key",
        (host: { id: string; key: string }) => `Basic ${btoa(`${host.id}:${host.key}`)}`,
      ],
      ["the host's key as a token", (host: { key: string }) => `Bearer ${host.key}`],
    ] as const) {
      test(`${name} with ${what} is 401`, async () => {
        const { headers: others, ...rest } = attempt(nothing);
        const authorization = headers(site.clinic);
        const reply = await site.send({ ...rest, headers: { ...others, authorization } });
        assert.equal(reply.status, 401);
      });
    }
  }

  const narrow: [
    what: string,
    wanted: Record<string, string>,
    touched: "sponsor" | "productTypes" | "people",
  ][] = [
    ["another sponsor", { sponsor_slug: "sponsor-sandbox" }, "sponsor"],
    ["another product type", { product_type: "LAB" }, "productTypes"],
    ["one person", { beneficiary_id: "bnf_SOMEBODY" }, "people"],
  ];
  for (const [what, wanted, touched] of narrow) {
    describe(`a session made for ${what}`, () => {
      let somebody: Person;
      before(async () => {
        somebody = person(site, await site.token({ subject: "ana", ...wanted }));
      });
      for (const [name, operation] of withSession) {
        const isTouched = operation[touched] === true;
        // What touches nothing that it is restricted in, and belongs to nobody, is as for everybody.
        if (!isTouched && operation.objects.length > 0) continue;
        test(`${isTouched ? "may not" : "may"} ${name}`, async () => {
          const calls = site.upstreamCalls();
          const reply = await somebody.send(operation.attempt(nothing));
          if (!isTouched) return assert.equal(reply.status, 200);
          assert.equal(reply.status, 403);
          assert.equal(reply.json().code, "not_permitted");
          assert.equal(site.upstreamCalls(), calls);
        });
      }
    });
  }

  test("a session for one product type sees no list of all", async () => {
    const somebody = person(site, await site.token({ product_type: "LAB" }));
    assert.equal((await somebody.send({ path: "/arc/v1/providers/products?query=ib" })).status, 403);
  });

  test("a session for one sponsor sees that sponsor alone in the list", async () => {
    const somebody = person(site, await site.token({ sponsor_slug: otpSponsor }));
    const { text } = await somebody.send({ path: "/v1/sponsors" });
    assert.deepEqual(
      JSON.parse(text).map((sponsor: { sponsor_slug: string }) => sponsor.sponsor_slug),
      [otpSponsor],
    );
  });

  test("a request with one product outside the session's types is refused whole", async () => {
    const somebody = person(site, await site.token({ product_type: "LAB MEDICATION" }));
    const calls = site.upstreamCalls();
    const products = ["LAB", "PROCEDURE"].map((type) => ({
      product_code: "X",
      product_type: type,
      quantity: 1,
    }));
    const reply = await somebody.send({
      method: "POST",
      path: "/arc/v1/authorization-requests",
      ...jsonBody({ beneficiary_id: "b", sponsor_slug: otpSponsor, diagnosis_code: "R51", products }),
    });
    assert.equal(reply.status, 403);
    assert.equal(site.upstreamCalls(), calls);
  });

  for (const method of ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "OPTIONS", "GET", "POST"]) {
    test(`${method} where it is not meant reaches nothing`, async () => {
      const token = await site.token();
      const calls = site.upstreamCalls();
      const attempts = Object.values(operations).map(({ attempt }) => attempt(nothing));
      const meantFor = (path: string) =>
        attempts
          .filter((one) => one.path.split("?")[0] === path.split("?")[0])
          .map(({ method: meant = "GET" }) => (meant === "HEAD" ? "GET" : meant));
      for (const { path } of attempts) {
        if (meantFor(path).includes(method)) continue;
        const reply = await site.send({ method, path, headers: bearer(token) });
        assert.ok([400, 404, 405].includes(reply.status), `${method} ${path} is ${reply.status}`);
      }
      assert.equal(site.upstreamCalls(), calls);
    });
  }

  for (const header of ["x-http-method-override", "x-http-method", "x-method-override"]) {
    test(`${header} changes no method`, async () => {
      const token = await site.token();
      const calls = site.upstreamCalls();
      const headers = { ...bearer(token), [header]: "POST" };
      assert.equal((await site.send({ path: "/v1/otp/send", headers })).status, 405);
      assert.equal((await site.send({ path: "/arc/v1/authorization-requests", headers })).status, 200);
      assert.equal(site.upstreamCalls(), calls);
    });
  }

  for (const [what, headers] of [
    ["through a proxy", { "x-forwarded-for": "127.0.0.1" }],
    ["from a page", { origin: "https://clinic.example" }],
    ["with a wrong token", bearer("canary")],
    ["without the token that is set", {}],
  ] as const) {
    test(`metrics ${what} are not there`, async () => {
      assert.equal((await site.send({ path: "/metrics", headers })).status, 404);
    });
  }

  for (const path of [
    "/.git/config",
    "/.env",
    "/package.json",
    "/src/main.ts",
    "/widget/v1/loader.js.map",
    "/admin",
    "/debug/pprof",
    "/server-status",
    "/actuator/env",
  ]) {
    test(`${path} is not there`, async () => {
      assert.equal((await site.send({ path })).status, 404);
    });
  }

  test("no secret was in an answer, and no secret and nobody's data in the log", async () => {
    assert.deepEqual(site.leaked(), []);
    assert.deepEqual(await site.spilt(), []);
  });
});
