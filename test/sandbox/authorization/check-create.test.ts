import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Sandbox, startSandbox } from "../sandbox.ts";
import { type ArcCaller, field, signIn } from "../testing/arc-caller.ts";

let sandbox: Sandbox;
let arc: ArcCaller;

describe("creating a request at the sandbox", () => {
  before(async () => {
    sandbox = await startSandbox();
    arc = await signIn(sandbox.url);
  });
  after(() => sandbox.close());

  const product = { product_code: "MED-042", product_type: "MEDICATION", quantity: 30 };
  const right = {
    beneficiary_id: "bnf_01HW8GQ2KMNP3F4R5T6Y7U8I9O",
    sponsor_slug: "sponsor-sandbox",
    diagnosis_code: "R51",
    products: [product],
  };
  const create = (body: unknown) => arc.post("/arc/v1/authorization-requests", body);

  const wrongBodies: [name: string, body: object, path: string][] = [
    ["no beneficiary", { ...right, beneficiary_id: undefined }, "beneficiary_id"],
    ["somebody unknown", { ...right, beneficiary_id: "bnf_other" }, "beneficiary_id"],
    [
      "somebody whose coverage ended",
      { ...right, beneficiary_id: "bnf_01HW8GQ2KMNP3F4R5T6Y7U8K1Q" },
      "beneficiary_id",
    ],
    ["no sponsor", { ...right, sponsor_slug: undefined }, "sponsor_slug"],
    ["no diagnosis", { ...right, diagnosis_code: undefined }, "diagnosis_code"],
    ["a diagnosis that is none", { ...right, diagnosis_code: "ZZZ" }, "diagnosis_code"],
    [
      "a second diagnosis of another system",
      { ...right, diagnoses: [{ coding_system: "ICD-11", code: "R51" }] },
      "diagnoses.0.coding_system",
    ],
    ["no products", { ...right, products: [] }, "products"],
    ["no quantity", { ...right, products: [{ ...product, quantity: undefined }] }, "products.0.quantity"],
    ["half a tablet", { ...right, products: [{ ...product, quantity: 0.5 }] }, "products.0.quantity"],
    ["a quantity in words", { ...right, products: [{ ...product, quantity: "30" }] }, "products.0.quantity"],
    [
      "another type",
      { ...right, products: [{ ...product, product_type: "LAB" }] },
      "products.0.product_type",
    ],
    [
      "a type that is none",
      { ...right, products: [{ ...product, product_type: "X" }] },
      "products.0.product_type",
    ],
    ["an unknown key of a product", { ...right, products: [{ ...product, name: "x" }] }, "products.0.name"],
    ["the provider, which the token says", { ...right, provider_slug: "clinic-sandbox" }, "provider_slug"],
    ["an authorization type that is not taken", { ...right, authorization_type: "X" }, "authorization_type"],
  ];

  for (const [name, body, path] of wrongBodies) {
    test(`a create with ${name} is refused at ${path}`, async () => {
      const { status, body: answer } = await create(body);
      assert.equal(status, 422);
      assert.equal(field(answer, "code"), "VALIDATION_ERROR");
      assert.equal(field(answer, "errors", 0, "path"), path);
    });
  }

  for (const code of ["MED-901", "MED-120", "MED-777"]) {
    test(`product ${code}, which is not registered for the provider, is refused with 071-104`, async () => {
      const { status, body } = await create({
        ...right,
        products: [product, { ...product, product_code: code }],
      });
      assert.equal(status, 422);
      assert.equal(field(body, "error_code"), "071-104");
      assert.equal(field(body, "errors", 0, "path"), "products.1.product_code");
    });
  }

  test("a sponsor's required fields are required, and its choices checked", async () => {
    const body = {
      beneficiary_id: "bnf_REQUIRED0000000000000000001",
      sponsor_slug: "sponsor-required-fields",
      diagnosis_code: "I10",
      products: [{ product_code: "MED-031", product_type: "MEDICATION", quantity: 30 }],
      service_type_code: "NONE",
    };
    const { body: answer } = await create(body);
    const paths = (field(answer, "errors") as { path: string }[]).map(({ path }) => path);
    assert.deepEqual(paths.sort(), [
      "authorization_type",
      "professional_license_number",
      "service_type_code",
    ]);
  });

  test("a sponsor that the provider is not affiliated with is refused with 403", async () => {
    const { status } = await create({ ...right, sponsor_slug: "sponsor-unaffiliated" });
    assert.equal(status, 403);
  });

  test("what was refused has made no request", () => {
    assert.equal(sandbox.counts().creates, 0);
  });

  test("several diagnoses are taken, the first of them first", async () => {
    const codes = ["R51", "I10"];
    const { status, body } = await create({
      ...right,
      diagnoses: codes.map((code) => ({ coding_system: "ICD-10", code })),
    });
    assert.equal(status, 202);
    const id = String(field(body, "authorization_request_id"));
    assert.deepEqual(sandbox.state.requests.get(id)?.diagnosisCodes, codes);
  });
});
