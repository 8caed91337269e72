import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { line, outcome, product, rejection, rule } from "../../testing/fixtures.ts";
import { answered, create, type FlowDriver, submitted } from "../../testing/flow-driver.ts";

const rejected = () => submitted().succeed("complete", outcome({ authorizations: [rejection()] }));
const revise = (driver: FlowDriver) => driver.send({ type: "revision_started" });
const creates = ({ startedEffects }: FlowDriver) =>
  startedEffects.flatMap((effect) => (effect.type === "create" ? [effect] : []));

describe("Asking again for what was not approved", () => {
  it("keeps the patient, the products, the diagnoses and the files", () => {
    const driver = rejected();
    const { beneficiary, products, diagnoses, files } = driver.flow;
    const { flow } = revise(driver);
    assert.equal(flow.step, "select_products");
    assert.deepEqual([flow.beneficiary, flow.products, flow.diagnoses], [beneficiary, products, diagnoses]);
    assert.deepEqual(
      flow.files.map(({ id }) => id),
      files.map(({ id }) => id),
    );
  });

  it("sends nothing until the user continues, and then another request under a key of its own", () => {
    const driver = rejected();
    const { length } = driver.startedEffects;
    assert.equal(revise(driver).startedEffects.length, length);
    create(driver, "req-2");
    const [first, second] = creates(driver);
    assert.deepEqual(second?.payload, first?.payload);
    assert.notEqual(second?.key, first?.key);
  });

  it("uploads the documents to the new request, and completes that one, once", () => {
    const driver = create(revise(rejected()), "req-2").succeed("load_policy", [rule()]);
    assert.equal(driver.pendingEffect("upload").requestId, "req-2");
    driver.succeed("upload", undefined).send({ type: "documents_submitted" }, { type: "request_submitted" });
    assert.equal(driver.pendingEffect("complete").requestId, "req-2");
    const keys = driver.startedEffects.flatMap((effect) => (effect.type === "complete" ? [effect.key] : []));
    assert.equal(new Set(keys).size, 2);
  });

  it("carries over only the products that were not approved", () => {
    const driver = submitted();
    const scan = line("line-2", { product: product({ product_code: "LAB-1", product_type: "LAB" }) });
    driver.flow = { ...driver.flow, products: [...driver.flow.products, scan] };
    const [approval] = outcome().authorizations;
    driver.succeed(
      "complete",
      outcome({ authorizations: [approval as never, rejection({ product_type: "LAB" })] }),
    );
    assert.deepEqual(revise(driver).flow.products, [scan]);
  });

  it("leaves a request without a rejection as it is", () => {
    const driver = answered();
    const { flow } = driver;
    assert.equal(revise(driver).flow, flow);
  });

  it("ignores a late decision of the request before", () => {
    const driver = revise(rejected());
    const { flow } = driver;
    assert.equal(driver.send({ type: "decision_received", outcome: outcome() }).flow, flow);
  });
});

describe("Another request", () => {
  const done = () => submitted().succeed("complete", outcome());

  it("for the same patient keeps the patient, and nothing of the last request", () => {
    const driver = done();
    const { beneficiary } = driver.flow;
    const { flow } = driver.send({ type: "repeat_started", keep: "patient" });
    assert.equal(flow.step, "select_products");
    assert.deepEqual(flow.beneficiary, beneficiary);
    assert.deepEqual([flow.products, flow.diagnoses, flow.files, flow.request], [[], [], [], undefined]);
  });

  it("of the same products for another patient keeps no person, none of their documents, and no number", () => {
    const driver = done();
    const { products, diagnoses } = driver.flow;
    const { flow } = driver.send({ type: "repeat_started", keep: "request" });
    assert.equal(flow.step, "search_beneficiary");
    assert.deepEqual([flow.products, flow.diagnoses], [products, diagnoses]);
    assert.deepEqual(
      [flow.beneficiary, flow.found, flow.files, flow.request],
      [undefined, undefined, [], undefined],
    );
    assert.equal(flow.searchValues.document_number, undefined);
    assert.equal(flow.searchValues.document_type, "CC");
  });

  it("does not start before there is an answer", () => {
    const driver = submitted();
    const { flow } = driver;
    assert.equal(driver.send({ type: "repeat_started", keep: "patient" }).flow, flow);
  });
});
