import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SearchForm } from "@osigu-preauth/shared";
import { beneficiary, forms, searchField } from "../../testing/fixtures.ts";
import { FlowDriver } from "../../testing/flow-driver.ts";
import { enteredDocument } from "./beneficiary.ts";

describe("The document of the person found", () => {
  const byCard = { form_id: "by-card", label: "By card", fields: [searchField({ key: "card_number" })] };
  const typed = () =>
    new FlowDriver()
      .send({ type: "started" })
      .succeed("load_forms", [...forms(), byCard as SearchForm])
      .send(
        { type: "search_edited", key: "document_type", value: "CC" },
        { type: "search_edited", key: "document_number", value: " 123 " },
        { type: "search_edited", key: "card_number", value: "9" },
      );
  const found = (driver: FlowDriver) =>
    driver.send({ type: "search_submitted" }).succeed("search", beneficiary()).flow;

  it("is the one that they were searched by", () => {
    assert.equal(enteredDocument(found(typed()), beneficiary()), "CC 123");
  });

  it("is none where they were searched by something else", () => {
    const flow = found(typed().send({ type: "form_chosen", formId: "by-card" }));
    assert.equal(enteredDocument(flow, beneficiary()), "");
  });

  it("is none of somebody else's", () => {
    assert.equal(enteredDocument(found(typed()), beneficiary({ beneficiary_id: "ben-2" })), "");
  });
});
