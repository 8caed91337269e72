import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { field } from "../sandbox/testing/arc-caller.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { type Desk, sitDown } from "./desk.ts";

let stack: Stack;
let desk: Desk;

before(async () => {
  stack = await startStack();
  desk = await sitDown(stack, stack.bff.url);
});
after(() => stack?.stop());

const headacheIn = async (language: string) => {
  const headers = { "accept-language": language };
  const found = await desk.arc.call("GET", "/medical-catalogs/v1/diagnoses?query=R51", { headers });
  return field(found.body, "content", 0, "name");
};

test("the language of the page goes to the vendor, and no reply is cached for another one", async () => {
  const spanish = "Cefalea [dolor de cabeza]";
  assert.equal(await headacheIn("es"), spanish);
  assert.equal(await headacheIn("pt-BR"), "Cefaleia [dor de cabeça]");
  assert.equal(await headacheIn("en"), "Headache");
  assert.equal(await headacheIn("es-GT, es;q=0.9"), spanish);
  assert.equal(stack.sandbox.counts().operations.searchDiagnoses?.calls, 3, "one for each language");
});

test("a rejection is explained in the language of the page", async () => {
  const headers = { "accept-language": "es", "content-type": "application/json" };
  const send = (path: string, body?: unknown) =>
    desk.arc.call("POST", path, { headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const found = await send("/v1/sponsors/sponsor-rejects/search", {
    document_type: "CC",
    document_number: "200300400",
  });
  assert.equal(found.status, 200);
  const created = await send("/arc/v1/authorization-requests", {
    beneficiary_id: field(found.body, "beneficiary_id"),
    sponsor_slug: "sponsor-rejects",
    diagnosis_code: "M54.5",
    products: [{ product_code: "MED-046", product_type: "MEDICATION", quantity: 20 }],
  });
  const id = String(field(created.body, "authorization_request_id"));
  await desk.arc.upload(id, "MEDICAL_INDICATION");
  const completed = await send(`/arc/v1/authorization-requests/${id}/complete`, {});
  assert.equal(
    field(completed.body, "authorizations", 0, "rejection_reason"),
    "El plan BASIC-10 no cubre este diagnóstico en su primer año.",
  );
});
