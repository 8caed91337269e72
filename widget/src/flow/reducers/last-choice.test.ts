import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { LastChoice, SearchForm } from "@osigu-preauth/shared";
import { beneficiary, forms, searchField, sponsors } from "../../testing/fixtures.ts";
import { atSearch, FlowDriver } from "../../testing/flow-driver.ts";
import { hasEntries } from "../selectors/entries.ts";
import { currentForm, valueIn } from "../selectors/search.ts";

const last = (change: Partial<LastChoice> = {}): LastChoice => ({
  sponsor_slug: "sponsor-norte",
  product_type: "MEDICATION",
  document_types: { document_type: "CE" },
  search_fields: ["document_type", "document_number"],
  ...change,
});
const learned = (change: Partial<LastChoice> = {}, inUse?: string) =>
  ({ type: "last_choice_learned", last: last(change), inUse }) as const;

const byCard: SearchForm = {
  form_id: "by-card",
  label: "By card",
  fields: [searchField({ key: "card_number" })],
} as SearchForm;
const twoForms = () => [byCard, ...forms()];
const typeIn = ({ flow }: FlowDriver) => {
  const field = currentForm(flow)?.fields.find(({ key }) => key === "document_type");
  return field && valueIn(flow, field);
};

describe("The last choice", () => {
  it("is the kind of document to begin with", () => {
    const driver = atSearch().send(learned());
    assert.equal(typeIn(driver), "CE");
    driver.send(
      { type: "search_edited", key: "document_number", value: "123" },
      { type: "search_submitted" },
    );
    assert.deepEqual(driver.pendingEffect("search").input, { document_type: "CE", document_number: "123" });
  });

  it("is no entry of the user: nothing is asked about when the page is left", () => {
    assert.equal(hasEntries(atSearch().send(learned()).flow), false);
  });

  it("gives way to what the host page prefills, and to what the user has chosen or cleared", () => {
    const setup = { sponsorSlug: "sponsor-norte", beneficiarySearchInput: { document_type: "PA" } };
    const given = new FlowDriver(setup).send({ type: "started" }).succeed("load_forms", forms());
    assert.equal(typeIn(given.send(learned())), "PA");
    for (const value of ["TI", ""]) {
      const driver = atSearch().send({ type: "search_edited", key: "document_type", value }, learned());
      assert.equal(typeIn(driver), value);
    }
  });

  it("that is none of the options changes nothing", () => {
    const document_types = { document_type: "XX", document_number: "CE", constructor: "CE" };
    const driver = atSearch().send(learned({ document_types }));
    assert.deepEqual(driver.flow.forms, atSearch().flow.forms);
  });

  it("is the insurer to begin with, where the host page leaves it open and the user still covers it", () => {
    for (const order of ["before", "after"]) {
      const driver = new FlowDriver({}).send({ type: "started" });
      if (order === "before") driver.send(learned({ sponsor_slug: "sponsor-sul" }));
      driver.succeed("load_sponsors", sponsors);
      if (order === "after") driver.send(learned({ sponsor_slug: "sponsor-sul" }));
      assert.equal(driver.pendingEffect("load_forms").sponsorSlug, "sponsor-sul");
      driver.succeed("load_forms", forms());
      assert.equal(typeIn(driver), "CE");
    }
    const gone = new FlowDriver({}).send({ type: "started" }).succeed("load_sponsors", sponsors);
    gone.send(learned({ sponsor_slug: "sponsor-gone" }));
    assert.equal(gone.flow.sponsorSlug, undefined);
  });

  it("is not the kind of document while that field is used: nothing changes under the user's hand", () => {
    const before = typeIn(atSearch());
    assert.notEqual(before, "CE");
    assert.equal(typeIn(atSearch().send(learned({}, "document_type"))), before);
    assert.equal(typeIn(atSearch().send(learned({}, "document_number"))), "CE");
  });

  it("is not the insurer once the user has come to the field, or has chosen another one", () => {
    const there = new FlowDriver({}).send({ type: "started" }).succeed("load_sponsors", sponsors);
    assert.equal(there.send(learned({}, "sponsor")).flow.sponsorSlug, undefined);
    const chosen = new FlowDriver({}).send({ type: "started" }).succeed("load_sponsors", sponsors);
    chosen.send({ type: "sponsor_chosen", sponsorSlug: "sponsor-sul" }, learned());
    assert.equal(chosen.flow.sponsorSlug, "sponsor-sul");
  });

  it("is the search form to begin with, that of the same insurer", () => {
    const formAfter = (...args: Parameters<typeof learned>) => {
      const driver = new FlowDriver().send({ type: "started" }).succeed("load_forms", twoForms());
      return currentForm(driver.send(learned(...args)).flow)?.form_id;
    };
    assert.equal(formAfter(), "by-document");
    assert.equal(formAfter({ sponsor_slug: "other" }), "by-card");
    assert.equal(formAfter({ search_fields: ["gone"] }), "by-card");
    assert.equal(formAfter({}, "card_number"), "by-card", "a field is used");
  });

  it("is not the search form once the user has chosen one, or has typed", () => {
    for (const event of [
      { type: "form_chosen", formId: "by-card" },
      { type: "search_edited", key: "card_number", value: "1" },
    ] as const) {
      const driver = new FlowDriver().send({ type: "started" }).succeed("load_forms", twoForms());
      assert.equal(currentForm(driver.send(event, learned()).flow)?.form_id, "by-card");
    }
  });

  it("changes nothing once the user is told what is missing, searches, or has found somebody", () => {
    const refused = atSearch().send({ type: "search_submitted" });
    const searching = atSearch().send(
      { type: "search_edited", key: "document_type", value: "CC" },
      { type: "search_edited", key: "document_number", value: "1" },
      { type: "search_submitted" },
    );
    for (const driver of [refused, searching]) {
      const { forms: before } = driver.flow;
      assert.equal(driver.send(learned()).flow.forms, before);
    }
    searching.succeed("search", beneficiary());
    const { forms: before } = searching.flow;
    assert.equal(searching.send(learned()).flow.forms, before);
  });
});
