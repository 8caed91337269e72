import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { named, product } from "./operations.ts";
import { nothing, otpSponsor, type Person, person, settle } from "./people.ts";
import { type Attempt, bearer, jsonBody, type Reply, type Site, startSite } from "./site.ts";

/*
 * What is in a body: API3:2023, API4:2023, ASVS 5.0 1.5.2, 2.2.1, 4.3.1, 15.3.3 and 15.3.6. Nothing that is not in the
 * schema gets through, in either direction, and nothing beyond measure is read.
 */

const create = (more: Record<string, unknown> | string): Attempt => ({
  method: "POST",
  path: "/arc/v1/authorization-requests",
  ...jsonBody(more),
});
const search = (body: unknown): Attempt => ({
  method: "POST",
  path: `/v1/sponsors/${otpSponsor}/search`,
  ...jsonBody(body),
});

describe("bodies", () => {
  let site: Site;
  let owner: Person;
  let usual: Record<string, unknown>;
  before(async () => {
    site = await startSite();
    owner = person(site, await site.token({ subject: "ana" }));
    const { beneficiary } = await settle(owner);
    // Whether a sponsor asks for a field is looked up once; after that it is known.
    await owner.send(named("getConfiguration").attempt(nothing));
    usual = {
      beneficiary_id: beneficiary,
      sponsor_slug: otpSponsor,
      diagnosis_code: "R51",
      products: [product],
    };
  });
  after(() => site?.stop());

  /** Sends what must be refused, and sees that nothing of it went to the vendor. */
  async function refused(attempt: Attempt, ...statuses: number[]): Promise<Reply> {
    const calls = site.upstreamCalls();
    const reply = await owner.send(attempt);
    assert.ok(statuses.includes(reply.status), `${reply.status}: ${reply.text}`);
    assert.equal(site.upstreamCalls(), calls);
    assert.ok(reply.text.length < 2_000, `${reply.text.length} letters`);
    return reply;
  }

  const unknown = [
    "provider_id",
    "status",
    "authorization_code",
    "is_admin",
    "$where",
    "constructor",
    "prototype",
    "beneficiary_id[]",
    "products.0.price",
  ];
  for (const key of unknown) {
    test(`the unknown key ${key} is refused where the call writes, and not repeated`, async () => {
      const body = `${JSON.stringify(usual).slice(0, -1)},${JSON.stringify(key)}:"canary-value"}`;
      const reply = await refused(create(body), 422);
      assert.ok(!reply.text.includes("canary-value"));
      if (key !== "status") assert.ok(!reply.text.includes(`"${key}`), reply.text);
    });
  }

  test("one create asks the vendor for no more rules than there are types", async () => {
    const products = Array.from({ length: 100 }, (_, index) => ({
      ...product,
      product_type: `TYPE_${index}`,
    }));
    await refused(create({ ...usual, products, further: "x" }), 422);
  });

  for (const type of ["\ud800", "MEDICATION&x=y", "../x"]) {
    test(`the type ${JSON.stringify(type)}, beside a field that must be looked up, is refused and leaves the key free`, async () => {
      const keyed = (body: Record<string, unknown>): Attempt => {
        const { headers, ...rest } = create(body);
        return { ...rest, headers: { ...headers, "idempotency-key": `type-${type.length}` } };
      };
      const products = [{ ...product, product_type: type }];
      const { json } = await refused(keyed({ ...usual, products, further: "x" }), 422);
      assert.equal(json().code, "validation_failed");
      assert.equal((await owner.send(keyed(usual))).status, 202);
    });
  }

  test("a sponsor that is no name, beside a field that must be looked up, troubles nobody else", async () => {
    for (let tries = 0; tries < 30; tries += 1) {
      await refused(create({ ...usual, sponsor_slug: "%2e%2e/\u202e", further: "x" }), 404);
    }
    const other = named("getConfiguration").attempt({ ...nothing, sponsor: "sponsor-sandbox" });
    assert.equal((await owner.send(other)).status, 200);
  });

  test("the key __proto__ is dropped, with all that is in it", async () => {
    const body = `${JSON.stringify(usual).slice(0, -1)},"__proto__":{"sponsor_slug":"sponsor-sandbox"}}`;
    const reply = await owner.send(create(body));
    assert.equal(reply.status, 202);
    const made = site.stack.sandbox.state.requests.get(String(reply.json().authorization_request_id));
    assert.equal(made?.sponsorSlug, otpSponsor);
  });

  const wrongTypes: [what: string, change: Record<string, unknown>][] = [
    ["an object for an id", { beneficiary_id: { $ne: "" } }],
    ["a list for an id", { beneficiary_id: ["a", "b"] }],
    ["nothing for an id", { beneficiary_id: null }],
    ["an empty id", { beneficiary_id: "" }],
    ["an object for the sponsor", { sponsor_slug: { toString: "x" } }],
    ["no products", { products: [] }],
    ["a product for the list", { products: product }],
    ["101 products", { products: Array.from({ length: 101 }, () => product) }],
    ["a quantity below nothing", { products: [{ ...product, quantity: -1 }] }],
    ["a quantity of nothing", { products: [{ ...product, quantity: 0 }] }],
    ["a quantity beyond measure", { products: [{ ...product, quantity: 1e308 }] }],
    ["a quantity that is text", { products: [{ ...product, quantity: "1" }] }],
    ["a text beyond measure", { products: [{ ...product, posology: "x".repeat(1_001) }] }],
    ["an unknown key in a product", { products: [{ ...product, price: 1 }] }],
    ["an unknown key in a diagnosis", { diagnoses: [{ coding_system: "ICD-10", code: "R51", name: "x" }] }],
  ];
  for (const [what, change] of wrongTypes) {
    test(`${what} is refused`, async () => {
      await refused(create({ ...usual, ...change }), 404, 422);
    });
  }

  const notJson: [what: string, body: string][] = [
    ["nothing", ""],
    ["half an object", '{"a":'],
    ["two values", "{}{}"],
    ["a comment", "/* */{}"],
    ["single quotes", "{'a':1}"],
    ["NaN", '{"a":NaN}'],
    ["a byte order mark", "\ufeff{}"],
    ["a NUL", "{}\0"],
    ["a page", "<html></html>"],
    ["100,000 levels of lists", "[".repeat(50_000)],
    ["30,000 levels of objects", '{"a":'.repeat(10_000)],
    ["levels hidden behind a quoted quote", `{"a\\"":${"[".repeat(100)}`],
  ];
  for (const [what, body] of notJson) {
    test(`${what} for JSON is refused`, async () => {
      await refused(search(body), 400);
    });
  }

  for (const [what, body] of [
    ["a list", "[]"],
    ["a text", '"x"'],
    ["null", "null"],
    ["a number of a million digits", `{"document_number":${"9".repeat(60_000)}}`],
    ["an object for a value", '{"document_number":{"$gt":""}}'],
    ["a list for a value", '{"document_number":["1","2"]}'],
    ["a value beyond measure", `{"document_number":"${"x".repeat(501)}"}`],
    ["a key beyond measure", `{"${"k".repeat(101)}":"x"}`],
  ] as const) {
    test(`${what} for a search is refused, by us or by the insurer`, async () => {
      const reply = await owner.send(search(body));
      assert.ok([400, 404, 422].includes(reply.status), `${reply.status}`);
    });
  }

  test("a body of 64 KB and a byte is refused, whether it says so before or not", async () => {
    const body = JSON.stringify({ document_number: "x".repeat(65_536) });
    await refused(search(body), 413);
    const { headers } = search(body);
    await refused(
      { ...search(body), headers: { ...headers, "transfer-encoding": "chunked", "content-length": [] } },
      413,
    );
  });

  for (const encoding of ["gzip", "deflate", "br", "gzip, gzip"]) {
    test(`a body that is packed (${encoding}) is not unpacked`, async () => {
      const { headers, ...rest } = search({});
      const body = gzipSync(Buffer.alloc(10_000_000, " "));
      await refused({ ...rest, body, headers: { ...headers, "content-encoding": encoding } }, 400, 413, 415);
    });
  }

  test("a key of the body that means something to JavaScript changes nothing for others", async () => {
    for (const body of [
      '{"__proto__":{"sponsor_slug":"x","isAdmin":true}}',
      '{"constructor":{"prototype":{"status":200}}}',
    ]) {
      await owner.send(search(body));
      await owner.send(create(body));
    }
    const stranger = person(site, await site.token({ subject: "bruno" }));
    const reply = await stranger.send(named("createRequest").attempt(nothing));
    assert.equal(reply.status, 404);
  });

  test("a key twice is the last, for us and for the vendor alike", async () => {
    const body = `{"beneficiary_id":"${usual.beneficiary_id}",${JSON.stringify({ ...usual, beneficiary_id: "bnf_OTHER" }).slice(1)}`;
    await refused(create(body), 404);
  });

  test("what the vendor adds to its answers does not come through", async () => {
    site.stack.sandbox.faults.add({
      on: "getRequest",
      do: "merge",
      body: { internal_note: "canary-internal", __debug: { sql: "canary-sql" } },
      headers: {
        "set-cookie": "canary=1",
        server: "canary-server",
        "x-powered-by": "canary",
        "x-amzn-trace-id": "canary",
        "access-control-allow-origin": "*",
        "www-authenticate": "Bearer canary",
        location: "https://canary.example",
        "content-security-policy": "canary",
        etag: "canary",
        link: "<https://canary.example>",
        "clear-site-data": '"*"',
        refresh: "0;url=https://canary.example",
      },
    });
    const { request } = {
      request: String((await owner.send(create(usual))).json().authorization_request_id),
    };
    const reply = await owner.send({ path: `/arc/v1/authorization-requests/${request}` });
    site.stack.sandbox.faults.clear();
    assert.equal(reply.status, 200);
    assert.ok(!`${JSON.stringify(reply.headers)}${reply.text}`.includes("canary"));
    assert.deepEqual(reply.headers["access-control-allow-origin"], undefined);
  });

  test("no secret was in an answer, and no secret and nobody's data in the log", async () => {
    assert.equal((await site.send({ path: "/readyz", headers: bearer("x") })).status, 200);
    assert.deepEqual(site.leaked(), []);
    assert.deepEqual(await site.spilt(), []);
  });
});
