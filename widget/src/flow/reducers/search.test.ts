import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { beneficiary, forms, searchField, sponsors } from "../../testing/fixtures.ts";
import { atSearch, FlowDriver, search } from "../../testing/flow-driver.ts";

describe("The first screen", () => {
  it("loads only the sponsors when the host page names none", () => {
    const driver = new FlowDriver({}).send({ type: "started" });
    assert.deepEqual(driver.pendingEffects, [{ type: "load_sponsors" }]);
  });

  it("loads only the form when the host page names the sponsor", () => {
    const driver = new FlowDriver({ sponsorSlug: "sponsor-norte" }).send({ type: "started" });
    assert.deepEqual(driver.pendingEffects, [{ type: "load_forms", sponsorSlug: "sponsor-norte" }]);
  });

  it("selects the only sponsor", () => {
    const driver = new FlowDriver({})
      .send({ type: "started" })
      .succeed("load_sponsors", sponsors.slice(0, 1));
    assert.equal(driver.flow.sponsorSlug, "sponsor-norte");
    assert.deepEqual(driver.pendingEffects, [{ type: "load_forms", sponsorSlug: "sponsor-norte" }]);
  });

  it("leaves the choice among several sponsors to the user", () => {
    const driver = new FlowDriver({}).send({ type: "started" }).succeed("load_sponsors", sponsors);
    assert.equal(driver.flow.sponsorSlug, undefined);
    assert.deepEqual(driver.pendingEffects, []);
    driver.send({ type: "sponsor_chosen", sponsorSlug: "sponsor-sul" });
    assert.deepEqual(driver.pendingEffects, [{ type: "load_forms", sponsorSlug: "sponsor-sul" }]);
  });

  it("ignores a late form of the previous sponsor", () => {
    const driver = new FlowDriver({}).send({ type: "started" }).succeed("load_sponsors", sponsors);
    driver.send({ type: "sponsor_chosen", sponsorSlug: "sponsor-sul" });
    const old = driver.pendingEffect("load_forms");
    driver.send({ type: "sponsor_chosen", sponsorSlug: "sponsor-norte" });
    driver.succeed("load_forms", forms(), old);
    assert.equal(driver.flow.forms.state, "loading");
    driver.fail("load_forms", "unreachable", old);
    assert.equal(driver.flow.forms.state, "loading", "and a late failure too");
    driver.succeed("load_forms", forms());
    assert.equal(driver.flow.forms.state, "ready");
  });

  it("shows that a load failed, and repeats it on retry", () => {
    const driver = new FlowDriver({}).send({ type: "started" }).fail("load_sponsors", "upstream_unavailable");
    assert.equal(driver.flow.sponsors.state, "failed");
    driver.send({ type: "loading_retried" }, { type: "loading_retried" });
    assert.equal(driver.count("load_sponsors"), 2, "pressed twice, asked once");
    assert.equal(driver.flow.sponsors.state, "loading");
  });

  it("starts with the products when the host page names the beneficiary", () => {
    const driver = new FlowDriver({ sponsorSlug: "sponsor-norte", beneficiaryId: "ben-9" }).send({
      type: "started",
    });
    assert.equal(driver.flow.step, "select_products");
    assert.equal(driver.flow.beneficiary?.beneficiary_id, "ben-9");
  });

  it("has the host page's prefill in its fields", () => {
    const driver = new FlowDriver({
      sponsorSlug: "sponsor-norte",
      beneficiarySearchInput: { document_type: "CC", document_number: "77" },
    });
    driver.send({ type: "started" }).succeed("load_forms", forms()).send({ type: "search_submitted" });
    assert.deepEqual(driver.pendingEffect("search").input, { document_type: "CC", document_number: "77" });
  });
});

describe("The search", () => {
  it("is sent as a flat map of the values", () => {
    const driver = search(atSearch());
    assert.deepEqual(driver.pendingEffect("search"), {
      type: "search",
      sponsorSlug: "sponsor-norte",
      input: { document_type: "CC", document_number: "123" },
    });
    assert.equal(driver.flow.running, "search");
  });

  it("is not sent with an empty required field, which is marked", () => {
    const driver = atSearch().send(
      { type: "search_edited", key: "document_number", value: "   " },
      { type: "search_submitted" },
    );
    assert.deepEqual(driver.flow.errors, {
      document_type: { reason: "required" },
      document_number: { reason: "required" },
    });
    assert.equal(driver.count("search"), 0);
    driver.send({ type: "search_edited", key: "document_type", value: "CC" });
    assert.deepEqual(
      Object.keys(driver.flow.errors),
      ["document_number"],
      "a mended field is not wrong any more",
    );
  });

  it("never sends or requires a title or a divider", () => {
    const [form] = forms();
    assert.ok(form);
    form.fields.push(searchField({ key: "title", type: "SECTION_TITLE", default_value: "Person" }));
    const driver = search(new FlowDriver().send({ type: "started" }).succeed("load_forms", [form]));
    assert.deepEqual(Object.keys(driver.pendingEffect("search").input), ["document_type", "document_number"]);
  });

  it("is sent once for 7 presses and Enter in one tick", () => {
    const driver = search(atSearch());
    for (let press = 0; press < 7; press++) driver.send({ type: "search_submitted" });
    assert.equal(driver.count("search"), 1);
  });

  it("does nothing before the form is loaded", () => {
    const driver = new FlowDriver().send({ type: "started" }, { type: "search_submitted" });
    assert.equal(driver.count("search"), 0);
  });

  it("keeps the values when it fails, and can be repeated", () => {
    const driver = search(atSearch()).fail("search", "beneficiary_not_found");
    assert.equal(driver.flow.running, undefined);
    assert.equal(driver.flow.problem?.code, "beneficiary_not_found");
    assert.equal(driver.flow.searchValues.document_number, "123");
    driver.send({ type: "search_submitted" });
    assert.equal(driver.count("search"), 2);
    assert.equal(driver.flow.problem, undefined);
  });

  for (const [what, event] of [
    ["another sponsor is chosen", { type: "sponsor_chosen", sponsorSlug: "sponsor-sul" }],
    ["another number is typed", { type: "search_edited", key: "document_number", value: "124" }],
  ] as const) {
    it(`is ignored when ${what} meanwhile`, () => {
      for (const found of [true, false]) {
        const driver = search(atSearch()).send(event);
        if (found) driver.succeed("search", beneficiary());
        else driver.fail("search", "beneficiary_not_found");
        assert.equal(driver.flow.found, undefined);
        assert.equal(driver.flow.problem, undefined);
        assert.equal(driver.flow.running, undefined);
      }
    });
  }

  it("is taken when what was typed meanwhile changes nothing of it", () => {
    const driver = search(atSearch()).send({ type: "search_edited", key: "document_number", value: "123 " });
    assert.equal(driver.succeed("search", beneficiary()).flow.found?.first_name, "MARIA");
  });

  it("puts each of the sponsor's errors on its field, in any notation", () => {
    for (const path of ["document_number", "/document_number", "fields.document_number"]) {
      const driver = search(atSearch()).fail("search", {
        code: "validation_failed",
        retryable: false,
        errors: [
          { path, message: "Nine digits." },
          { path: "nobody_knows", message: "?" },
        ],
      });
      assert.deepEqual(driver.flow.errors, {
        document_number: { reason: "refused", message: "Nine digits." },
      });
    }
  });
});

describe("The person found", () => {
  it("is not confirmed automatically", () => {
    const driver = search(atSearch()).succeed("search", beneficiary());
    assert.equal(driver.flow.step, "search_beneficiary");
    assert.equal(driver.flow.found?.first_name, "MARIA");
    assert.equal(driver.flow.beneficiary, undefined);
  });

  it("is confirmed by the user", () => {
    const driver = search(atSearch()).succeed("search", beneficiary());
    driver.send({ type: "beneficiary_confirmed", beneficiary: beneficiary() });
    assert.equal(driver.flow.step, "select_products");
  });

  it("cannot be confirmed without an active coverage", () => {
    const inactive = beneficiary({
      coverage: { plan_code: undefined, active: false, effective_until: undefined },
    });
    const driver = search(atSearch()).succeed("search", inactive);
    driver.send({ type: "beneficiary_confirmed", beneficiary: inactive });
    assert.equal(driver.flow.step, "search_beneficiary");
    assert.equal(driver.flow.beneficiary, undefined);
  });

  it("is dropped when the user declines, and the values are kept", () => {
    const driver = search(atSearch()).succeed("search", beneficiary()).send({ type: "beneficiary_declined" });
    assert.equal(driver.flow.found, undefined);
    assert.equal(driver.flow.searchValues.document_number, "123");
  });
});
