import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { configuration, product } from "../../testing/fixtures.ts";
import { FlowDriver } from "../../testing/flow-driver.ts";
import { hasEntries } from "./entries.ts";
import { fieldsToAsk, payloadOf } from "./request.ts";

describe("The values that a host page prefills", () => {
  const setup = {
    sponsorSlug: "sponsor-sandbox",
    beneficiaryId: "\u200Eben-1\u00A0",
    diagnosisCode: "R51\u200B",
    furtherDiagnosisCodes: ["\u202DJ00\u202C", "\uFEFF", "R51"],
    products: [
      {
        product_code: "\u200EMED\u2011\uFF10\uFF14\uFF12 ",
        quantity: 30,
        posology: "\u200B1 – 2\u00A0al día\u200B",
      },
    ],
    details: { provider_branch_id: "\u200E7\u200B", service_type_code: "\u200B" },
  };

  it("are sent without the marks that came with a paste", () => {
    const driver = new FlowDriver(setup).send({ type: "started" }, { type: "products_opened", ids: ["a"] });
    driver.succeed("load_product", product({ product_code: "MED-042" }));
    driver.succeed("load_configuration", configuration({ required_fields: ["service_type_code"] }));
    assert.deepEqual(fieldsToAsk(driver.flow), ["service_type_code"]);
    assert.deepEqual(payloadOf(driver.flow), {
      beneficiary_id: "ben-1",
      sponsor_slug: "sponsor-sandbox",
      diagnosis_code: "R51",
      diagnoses: ["R51", "J00"].map((code) => ({ coding_system: "ICD-10", code })),
      products: [
        { product_code: "MED-042", product_type: "MEDICATION", quantity: 30, posology: "1 – 2 al día" },
      ],
      provider_branch_id: "7",
    });
  });

  it("are looked up without these marks", () => {
    const driver = new FlowDriver(setup).send({ type: "started" }, { type: "products_opened", ids: ["a"] });
    assert.equal(driver.pendingEffect("load_product").productCode, "MED-042");
    assert.deepEqual(
      driver.flow.diagnoses.map(({ code }) => code),
      ["R51", "J00"],
    );
  });

  it("are no entries of the user", () => {
    const driver = new FlowDriver(setup).send({ type: "started" }, { type: "products_opened", ids: ["a"] });
    assert.equal(hasEntries(driver.flow), false);
  });

  it("may be numbers in a page without types", () => {
    const numbers = {
      products: [{ product_code: 42, quantity: 1 }],
      diagnosisCode: 51,
      details: { branch: 7 },
    };
    const driver = new FlowDriver({ ...setup, ...numbers } as unknown as typeof setup).send(
      { type: "started" },
      { type: "products_opened", ids: ["a"] },
    );
    const { products, diagnosis_code, branch } = payloadOf(driver.flow);
    assert.deepEqual([products[0]?.product_code, diagnosis_code, branch], ["42", "51", "7"]);
  });
});
