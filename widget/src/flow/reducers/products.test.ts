import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { configuration, diagnosis, file, line, product, rule } from "../../testing/fixtures.ts";
import {
  answerCreate,
  atDocuments,
  atProducts,
  create,
  FlowDriver,
  problem,
  withChoices,
} from "../../testing/flow-driver.ts";
import { requiredFieldsOf } from "../selectors/request.ts";

describe("Products and diagnoses", () => {
  it("are added, changed in place, and removed", () => {
    const driver = atProducts().send(
      { type: "product_put", line: line("a") },
      { type: "product_put", line: line("b") },
      { type: "product_put", line: line("a", { quantity: 5 }) },
      { type: "product_removed", id: "b" },
    );
    assert.deepEqual(
      driver.flow.products.map(({ id, quantity }) => [id, quantity]),
      [["a", 5]],
    );
  });

  it("load the configuration of each product type once", () => {
    const driver = atProducts().send(
      { type: "product_put", line: line("a") },
      { type: "product_put", line: line("b") },
      { type: "product_put", line: line("c", { product: product({ product_type: "LAB" }) }) },
    );
    assert.equal(driver.count("load_configuration"), 2);
  });

  it("load the configuration of the host page's product type when the step opens", () => {
    const driver = new FlowDriver({
      sponsorSlug: "sponsor-norte",
      beneficiaryId: "ben-9",
      productType: "LAB",
    });
    driver.send({ type: "started" }, { type: "products_opened", ids: [] });
    assert.equal(driver.pendingEffect("load_configuration").productType, "LAB");
  });

  it("changed in a colleague's request, which does not say for whom it is, ask for the person first", () => {
    const driver = withChoices();
    const { beneficiary, products } = driver.flow;
    assert.ok(beneficiary);
    driver.flow = { ...driver.flow, beneficiary: { ...beneficiary, beneficiary_id: "" } };
    driver.send({ type: "products_submitted", key: "k" });
    assert.equal(driver.flow.step, "search_beneficiary");
    assert.equal(driver.count("create"), 0);
    assert.deepEqual(driver.flow.products, products);
  });

  it("for another sponsor are sent without the values of the previous one", () => {
    const driver = atProducts().send(
      { type: "requirement_edited", name: "service_type_code", value: "AMB" },
      { type: "sponsor_chosen", sponsorSlug: "sponsor-sul" },
    );
    assert.deepEqual(driver.flow.requirements, {});
    assert.equal(driver.flow.extraRequiredFields, undefined);
    assert.equal(driver.flow.beneficiary, undefined);
  });

  it("ignore a late configuration of the previous sponsor", () => {
    const driver = new FlowDriver({ productType: "LAB" }).send(
      { type: "sponsor_chosen", sponsorSlug: "sponsor-norte" },
      { type: "products_opened", ids: [] },
    );
    const old = driver.pendingEffect("load_configuration");
    driver.send({ type: "sponsor_chosen", sponsorSlug: "sponsor-sul" }, { type: "products_opened", ids: [] });
    driver.fail("load_configuration", "not_found", old);
    assert.equal(driver.flow.configurations.LAB?.state, "loading");
  });

  it("load a failed configuration again with the next product", () => {
    const driver = atProducts()
      .send({ type: "product_put", line: line("a") })
      .fail("load_configuration", "unreachable")
      .send({ type: "product_put", line: line("b") });
    assert.equal(driver.count("load_configuration"), 2);
  });

  it("keep their order behind a diagnosis that becomes the main one", () => {
    const codes = ["R51", "J00", "I10"];
    const driver = atProducts().send(
      ...codes.map((code) => ({ type: "diagnosis_added", diagnosis: diagnosis(code) }) as const),
      { type: "diagnosis_moved", code: "I10", by: -2 },
    );
    assert.deepEqual(
      driver.flow.diagnoses.map(({ code }) => code),
      ["I10", "R51", "J00"],
    );
  });

  it("hold each diagnosis once, and can be reordered", () => {
    const driver = atProducts().send(
      { type: "diagnosis_added", diagnosis: diagnosis("R51") },
      { type: "diagnosis_added", diagnosis: diagnosis("J00", "Common cold") },
      { type: "diagnosis_added", diagnosis: diagnosis("R51") },
      { type: "diagnosis_moved", code: "J00", by: -1 },
      { type: "diagnosis_moved", code: "J00", by: -1 },
    );
    assert.deepEqual(
      driver.flow.diagnoses.map(({ code }) => code),
      ["J00", "R51"],
    );
    driver.send({ type: "diagnosis_removed", code: "J00" });
    assert.deepEqual(
      driver.flow.diagnoses.map(({ code }) => code),
      ["R51"],
    );
  });
});

describe("Leaving the products", () => {
  it("marks everything that is missing, and sends nothing", () => {
    const driver = atProducts().send({ type: "products_submitted", key: "k" });
    assert.deepEqual(Object.keys(driver.flow.errors), ["products", "diagnoses"]);
    assert.equal(driver.count("create"), 0);
  });

  it("requires the fields of the sponsor's configuration, and no others", () => {
    const driver = atProducts()
      .send({ type: "product_put", line: line() })
      .succeed(
        "load_configuration",
        configuration({ required_fields: ["service_type_code", "diagnosis_code"] }),
      )
      .send({ type: "diagnosis_added", diagnosis: diagnosis() }, { type: "products_submitted", key: "k" });
    assert.deepEqual(requiredFieldsOf(driver.flow), ["service_type_code"]);
    assert.deepEqual(driver.flow.errors, { service_type_code: { reason: "required" } });
    driver.send(
      { type: "requirement_edited", name: "service_type_code", value: " AMB " },
      { type: "products_submitted", key: "k" },
    );
    assert.equal(driver.pendingEffect("create").payload.service_type_code, "AMB");
  });

  it("creates the request with the payload of the contract", () => {
    const driver = withChoices().send({ type: "products_submitted", key: "k" });
    assert.deepEqual(driver.pendingEffect("create"), {
      type: "create",
      key: "k",
      payload: {
        beneficiary_id: "ben-1",
        sponsor_slug: "sponsor-norte",
        diagnosis_code: "R51",
        products: [
          {
            product_code: "MED-1",
            product_type: "MEDICATION",
            quantity: 30,
            posology: "1 tablet every 8h for 10 days",
          },
        ],
      },
    });
  });

  it("sends all diagnoses, the first one as the main one", () => {
    const driver = withChoices().send(
      { type: "diagnosis_added", diagnosis: diagnosis("J00") },
      { type: "products_submitted", key: "k" },
    );
    const { payload } = driver.pendingEffect("create");
    assert.equal(payload.diagnosis_code, "R51");
    assert.deepEqual(payload.diagnoses, [
      { coding_system: "ICD-10", code: "R51" },
      { coding_system: "ICD-10", code: "J00" },
    ]);
  });

  it("creates once for 7 presses and Enter in one tick", () => {
    const driver = withChoices();
    for (let press = 0; press < 8; press++) driver.send({ type: "products_submitted", key: `k${press}` });
    assert.equal(driver.count("create"), 1);
  });

  it("continues to the documents only after the request is created", () => {
    const driver = withChoices().send({ type: "products_submitted", key: "k" });
    assert.equal(driver.flow.step, "select_products");
    assert.equal(driver.flow.request, undefined);
    create(withChoices());
    answerCreate(driver, "req-7");
    assert.equal(driver.flow.step, "capture_indication");
    assert.deepEqual(driver.pendingEffect("load_policy"), { type: "load_policy", requestId: "req-7" });
  });

  it("has nothing left to correct once the product that was refused is removed", () => {
    const driver = withChoices().send({ type: "product_put", line: line("b") });
    driver
      .send({ type: "products_submitted", key: "k" })
      .fail("create", problem("product_not_registered", { errors: [{ path: "products[1]", message: "" }] }));
    assert.deepEqual(Object.keys(driver.flow.errors), ["products.b"]);
    driver.send({ type: "product_removed", id: "b" });
    assert.deepEqual(driver.flow.errors, {});
  });

  it("keeps the idempotency key of the same payload after a failure", () => {
    const driver = withChoices()
      .send({ type: "products_submitted", key: "first" })
      .fail("create", "unreachable")
      .send({ type: "products_submitted", key: "second" });
    assert.equal(driver.pendingEffect("create").key, "first");
  });

  it("uses another key for another payload", () => {
    const driver = withChoices()
      .send({ type: "products_submitted", key: "first" })
      .fail("create", "unreachable")
      .send(
        { type: "product_removed", id: "line-1" },
        { type: "product_put", line: line("x", { quantity: 1 }) },
      )
      .send({ type: "products_submitted", key: "second" });
    assert.equal(driver.pendingEffect("create").key, "second");
  });

  it("repeats a create of unknown outcome once, under another key", () => {
    const driver = withChoices()
      .send({ type: "products_submitted", key: "first" })
      .fail("create", "outcome_unknown");
    const again = driver.pendingEffect("create");
    assert.notEqual(again.key, "first");
    assert.equal(driver.flow.running, "create");
    driver.fail("create", "outcome_unknown");
    assert.equal(driver.flow.running, undefined);
    driver.send({ type: "products_submitted", key: "second" });
    assert.equal(driver.pendingEffect("create").key, "second");
  });

  it("uses another key after `idempotency_mismatch`: a host page's hook may change the payload each time", () => {
    const driver = withChoices()
      .send({ type: "products_submitted", key: "first" })
      .fail("create", "idempotency_mismatch")
      .send({ type: "products_submitted", key: "second" });
    assert.equal(driver.pendingEffect("create").key, "second");
  });

  it("keeps the key of the create in progress", () => {
    const driver = withChoices()
      .send({ type: "products_submitted", key: "first" })
      .fail("create", "outcome_unknown")
      .fail("create", "unreachable");
    const { key } = driver.flow.draft ?? {};
    driver.send({ type: "products_submitted", key: "second" });
    assert.equal(driver.pendingEffect("create").key, key);
  });

  it("shows each error on its product or field", () => {
    const driver = withChoices()
      .send({ type: "product_put", line: line("second") }, { type: "products_submitted", key: "k" })
      .fail("create", {
        code: "validation_failed",
        retryable: false,
        errors: [
          { path: "products.1.quantity", message: "Too many." },
          { path: "products[0].product_code", message: "Not registered." },
          { path: "diagnosis_code", message: "Not covered." },
        ],
      });
    assert.deepEqual(driver.flow.errors, {
      "products.second": { reason: "refused" },
      "products.line-1": { reason: "refused" },
      diagnoses: { reason: "refused" },
    });
    assert.equal(driver.flow.step, "select_products");
    assert.equal(driver.flow.problem, undefined, "it is not said a second time");
  });

  it("says what no field of the step stands for", () => {
    const driver = withChoices()
      .send({ type: "products_submitted", key: "k" })
      .fail("create", {
        code: "validation_failed",
        retryable: false,
        errors: [{ path: "beneficiary_id", message: "Unknown." }],
      });
    assert.equal(driver.flow.problem?.code, "validation_failed");
  });

  it("marks as not registered what `product_not_registered` names", () => {
    const driver = withChoices()
      .send({ type: "products_submitted", key: "k" })
      .fail("create", {
        code: "product_not_registered",
        retryable: false,
        errors: [
          { path: "products[0].product_code", message: "Not registered." },
          { path: "diagnosis_code", message: "Not covered." },
        ],
      });
    assert.deepEqual(driver.flow.errors, {
      "products.line-1": { reason: "refused", code: "product_not_registered" },
      diagnoses: { reason: "refused" },
    });
  });
});

describe("Back to the products", () => {
  const back = () => atDocuments().send({ type: "went_to", step: "select_products" });

  it("and forth again keeps everything and creates nothing", () => {
    const driver = back().send({ type: "products_submitted", key: "again" });
    assert.equal(driver.flow.step, "capture_indication");
    assert.equal(driver.count("create"), 1);
    assert.equal(driver.flow.request?.id, "req-1");
  });

  it("with a change during the create stays on the step", () => {
    const driver = withChoices().send({ type: "products_submitted", key: "first" });
    driver.send({ type: "product_put", line: line("line-1", { quantity: 3 }) });
    answerCreate(driver);
    assert.equal(driver.flow.step, "select_products");
    driver.send({ type: "products_submitted", key: "second" });
    assert.deepEqual(
      [driver.pendingEffect("create").key, driver.pendingEffect("create").payload.products[0]?.quantity],
      ["second", 3],
    );
  });

  it("with a change creates a new request", () => {
    const driver = create(
      back().send({ type: "product_put", line: line("line-1", { quantity: 2 }) }),
      "req-2",
    );
    assert.equal(driver.count("create"), 2);
    assert.equal(driver.flow.request?.id, "req-2");
  });

  it("with a change drops the document checks of the previous request", () => {
    const check = { file_type: "MEDICAL_INDICATION", looks_like: "SADT", result: "differs" as const };
    const driver = back().send({ type: "document_checked", requestId: "req-1", check });
    create(driver.send({ type: "product_put", line: line("line-1", { quantity: 2 }) }), "req-2");
    assert.equal(driver.flow.checks, undefined);
  });

  it("with a change uploads the files to the new request", () => {
    const driver = atDocuments().send({ type: "file_added", file: file() }).succeed("upload", undefined);
    assert.equal(driver.flow.files[0]?.state, "sent");
    create(
      driver.send(
        { type: "went_to", step: "select_products" },
        { type: "product_put", line: line("line-1", { quantity: 2 }) },
      ),
      "req-2",
    );
    assert.equal(driver.flow.files[0]?.state, "waiting");
    driver.succeed("load_policy", [rule()]);
    assert.deepEqual(driver.pendingEffect("upload"), {
      type: "upload",
      requestId: "req-2",
      fileId: "file-1",
      fileType: "MEDICAL_INDICATION",
    });
  });

  it("with a change ignores uploads and policies of the previous request", () => {
    const driver = create(withChoices()).send({ type: "file_added", file: file() });
    const oldPolicy = driver.pendingEffect("load_policy");
    create(
      driver.send(
        { type: "went_to", step: "select_products" },
        { type: "product_put", line: line("line-1", { quantity: 2 }) },
      ),
      "req-2",
    );
    driver.succeed("load_policy", [rule()], oldPolicy);
    assert.equal(driver.flow.policy.state, "loading");
    const newPolicy = driver.pendingEffect("load_policy");
    driver.succeed("load_policy", [rule()], newPolicy);
    const upload = driver.pendingEffect("upload");
    driver.succeed("upload", undefined, { ...upload, requestId: "req-1" });
    assert.equal(driver.flow.files[0]?.state, "sending");
    driver.fail("upload", "unreachable", { ...upload, requestId: "req-1" });
    assert.equal(driver.flow.files[0]?.state, "sending");
  });
});
