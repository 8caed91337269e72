import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { configuration, line, product } from "../../testing/fixtures.ts";
import { answerCreate, FlowDriver, withChoices } from "../../testing/flow-driver.ts";

describe("Leaving the products while one is looked up", () => {
  const prefilled = () =>
    new FlowDriver({
      sponsorSlug: "sponsor-norte",
      beneficiaryId: "ben-1",
      diagnosisCode: "R51",
      products: [{ product_code: "MED-1", quantity: 4 }],
    }).send(
      { type: "started" },
      { type: "products_opened", ids: ["a"] },
      { type: "products_submitted", key: "k" },
    );

  it("goes on by itself once the product and the sponsor's rules for it are known", () => {
    const driver = prefilled();
    assert.deepEqual([driver.flow.running, driver.flow.errors], ["load_product", {}]);
    driver.succeed("load_product", product());
    assert.equal(driver.flow.running, "load_product");
    driver.succeed("load_configuration", configuration());
    assert.equal(driver.pendingEffect("create").key, "k");
  });

  it("stays where the user edits another one meanwhile", () => {
    const driver = prefilled().send({ type: "products_edited" });
    assert.equal(driver.flow.running, undefined);
    driver.succeed("load_product", product()).succeed("load_configuration", configuration());
    assert.deepEqual([driver.flow.step, driver.count("create")], ["select_products", 0]);
  });

  it("marks what the sponsor's rules ask for, when they are known", () => {
    const driver = prefilled()
      .succeed("load_product", product())
      .succeed("load_configuration", configuration({ required_fields: ["service_type_code"] }));
    assert.equal(driver.flow.running, undefined);
    assert.deepEqual(driver.flow.errors, { service_type_code: { reason: "required" } });
    assert.equal(driver.count("create"), 0);
  });

  for (const [why, end, error] of [
    [
      "is not found",
      (driver: FlowDriver) => driver.succeed("load_product", undefined),
      { reason: "refused" },
    ],
    [
      "cannot be looked up",
      (driver: FlowDriver) => driver.fail("load_product", "unreachable"),
      { reason: "refused", code: "unreachable" },
    ],
  ] as const) {
    it(`stays with an error beside a product that ${why}, and looks it up again when asked to go on`, () => {
      const driver = end(prefilled());
      assert.equal(driver.flow.running, undefined);
      assert.deepEqual(driver.flow.errors, { "products.a": error });
      driver.pendingEffects = [];
      driver.send({ type: "products_submitted", key: "k2" });
      assert.equal(driver.flow.running, "load_product");
      driver.succeed("load_product", product()).succeed("load_configuration", configuration());
      assert.equal(driver.pendingEffect("create").key, "k2");
    });
  }

  const two = () =>
    new FlowDriver({
      sponsorSlug: "sponsor-norte",
      beneficiaryId: "ben-1",
      diagnosisCode: "R51",
      products: [
        { product_code: "MED-1", quantity: 4 },
        { product_code: "MED-2", quantity: 1 },
      ],
    }).send(
      { type: "started" },
      { type: "products_opened", ids: ["a", "b"] },
      { type: "products_submitted", key: "k" },
    );
  const lookup = ({ pendingEffects }: FlowDriver, lineId: string) =>
    pendingEffects.find((effect) => effect.type === "load_product" && effect.lineId === lineId);

  for (const [when, removed] of [
    [
      "before that is known",
      (driver: FlowDriver) =>
        driver
          .send({ type: "product_removed", id: "b" })
          .succeed("load_product", undefined, lookup(driver, "b")),
    ],
    [
      "after that is known",
      (driver: FlowDriver) =>
        driver
          .succeed("load_product", undefined, lookup(driver, "b"))
          .send({ type: "product_removed", id: "b" }),
    ],
  ] as const) {
    it(`goes on without a product that is not found and that is removed ${when}`, () => {
      const driver = removed(two());
      driver.succeed("load_product", product(), lookup(driver, "a"));
      driver.succeed("load_configuration", configuration());
      assert.deepEqual([driver.flow.running, driver.flow.errors], ["create", {}]);
    });
  }

  it("goes on with a product that is replaced while it is looked up in vain", () => {
    const driver = two().send({ type: "product_put", line: line("b") });
    driver.succeed("load_configuration", configuration());
    driver.fail("load_product", "unreachable", lookup(driver, "b"));
    assert.deepEqual([driver.flow.running, driver.flow.errors], ["load_product", {}]);
    driver.succeed("load_product", product(), lookup(driver, "a"));
    assert.deepEqual([driver.flow.running, driver.flow.errors], ["create", {}]);
  });

  it("does not wait for the type of a product that the catalogue has without one", () => {
    const driver = prefilled().succeed("load_product", product({ product_type: "" }));
    assert.equal(driver.flow.running, undefined);
    assert.deepEqual(driver.flow.errors, { "products.a": { reason: "refused" } });
  });

  it("has no new errors, which would take the focus, when a product is found while others are corrected", () => {
    const driver = new FlowDriver({
      sponsorSlug: "sponsor-norte",
      beneficiaryId: "ben-1",
      products: [{ product_code: "MED-1", quantity: 4 }],
    }).send(
      { type: "started" },
      { type: "products_opened", ids: ["a"] },
      { type: "products_submitted", key: "k" },
    );
    const { errors } = driver.flow;
    assert.deepEqual(Object.keys(errors), ["diagnoses"]);
    assert.equal(driver.succeed("load_product", product()).flow.errors, errors);
  });

  it("ends with Back, and nothing is sent when the product is found later", () => {
    const driver = withChoices().send(
      { type: "product_put", line: line("b", { product: product({ product_type: "" }) }) },
      { type: "products_submitted", key: "k" },
    );
    assert.equal(driver.flow.running, "load_product");
    driver.send({ type: "went_to", step: "search_beneficiary" });
    assert.deepEqual([driver.flow.step, driver.flow.running], ["search_beneficiary", undefined]);
    driver.succeed("load_product", product());
    assert.deepEqual([driver.flow.step, driver.count("create")], ["search_beneficiary", 0]);
  });

  it("asks for another product when the only one is removed meanwhile", () => {
    const driver = prefilled().send({ type: "product_removed", id: "a" });
    assert.equal(driver.flow.running, undefined);
    assert.deepEqual(driver.flow.errors, { products: { reason: "required" } });
  });
});

describe("Leaving the products while the request is created", () => {
  it("stays where the user edits a product meanwhile, and is then left without another request", () => {
    const driver = withChoices().send({ type: "products_submitted", key: "k" }, { type: "products_edited" });
    answerCreate(driver, "req-7");
    assert.equal(driver.flow.step, "select_products");
    driver.send({ type: "products_submitted", key: "k2" });
    assert.equal(driver.flow.step, "capture_indication");
    assert.equal(driver.count("create"), 1);
  });
});
