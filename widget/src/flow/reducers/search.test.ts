import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { beneficiary, forms, searchField, sponsors } from "../../testing/fixtures.ts";
import { atSearch, FlowDriver, search } from "../../testing/flow-driver.ts";

describe("The first screen", () => {
  it("asks for the insurers when the host names none, and for nothing else", () => {
    const play = new FlowDriver({}).send({ type: "started" });
    assert.deepEqual(play.pendingEffects, [{ type: "load_sponsors" }]);
  });

  it("asks for the form alone when the host names the insurer", () => {
    const play = new FlowDriver({ sponsorSlug: "sponsor-norte" }).send({ type: "started" });
    assert.deepEqual(play.pendingEffects, [{ type: "load_forms", sponsorSlug: "sponsor-norte" }]);
  });

  it("takes the only insurer there is without asking", () => {
    const play = new FlowDriver({}).send({ type: "started" }).succeed("load_sponsors", sponsors.slice(0, 1));
    assert.equal(play.flow.sponsorSlug, "sponsor-norte");
    assert.deepEqual(play.pendingEffects, [{ type: "load_forms", sponsorSlug: "sponsor-norte" }]);
  });

  it("leaves the choice to the person where there are several", () => {
    const play = new FlowDriver({}).send({ type: "started" }).succeed("load_sponsors", sponsors);
    assert.equal(play.flow.sponsorSlug, undefined);
    assert.deepEqual(play.pendingEffects, []);
    play.send({ type: "sponsor_chosen", sponsorSlug: "sponsor-sul" });
    assert.deepEqual(play.pendingEffects, [{ type: "load_forms", sponsorSlug: "sponsor-sul" }]);
  });

  it("ignores a form that comes late, for an insurer that was chosen before", () => {
    const play = new FlowDriver({}).send({ type: "started" }).succeed("load_sponsors", sponsors);
    play.send({ type: "sponsor_chosen", sponsorSlug: "sponsor-sul" });
    const old = play.pendingEffect("load_forms");
    play.send({ type: "sponsor_chosen", sponsorSlug: "sponsor-norte" });
    play.succeed("load_forms", forms(), old);
    assert.equal(play.flow.forms.state, "loading");
    play.fail("load_forms", "unreachable", old);
    assert.equal(play.flow.forms.state, "loading", "and a late failure too");
    play.succeed("load_forms", forms());
    assert.equal(play.flow.forms.state, "ready");
  });

  it("says that a list failed, and asks again when it is told to", () => {
    const play = new FlowDriver({}).send({ type: "started" }).fail("load_sponsors", "upstream_unavailable");
    assert.equal(play.flow.sponsors.state, "failed");
    play.send({ type: "loading_retried" }, { type: "loading_retried" });
    assert.equal(play.count("load_sponsors"), 2, "pressed twice, asked once");
    assert.equal(play.flow.sponsors.state, "loading");
  });

  it("starts where the host says who it is for", () => {
    const play = new FlowDriver({ sponsorSlug: "sponsor-norte", beneficiaryId: "ben-9" }).send({
      type: "started",
    });
    assert.equal(play.flow.step, "select_products");
    assert.equal(play.flow.beneficiary?.beneficiary_id, "ben-9");
  });

  it("has the values that the host knows already in its fields", () => {
    const play = new FlowDriver({
      sponsorSlug: "sponsor-norte",
      beneficiarySearchInput: { document_type: "CC", document_number: "77" },
    });
    play.send({ type: "started" }).succeed("load_forms", forms()).send({ type: "search_submitted" });
    assert.deepEqual(play.pendingEffect("search").input, { document_type: "CC", document_number: "77" });
  });
});

describe("The search", () => {
  it("is sent as a flat map of what was filled in", () => {
    const play = search(atSearch());
    assert.deepEqual(play.pendingEffect("search"), {
      type: "search",
      sponsorSlug: "sponsor-norte",
      input: { document_type: "CC", document_number: "123" },
    });
    assert.equal(play.flow.running, "search");
  });

  it("is not sent with a required field empty, and says which", () => {
    const play = atSearch().send(
      { type: "search_edited", key: "document_number", value: "   " },
      { type: "search_submitted" },
    );
    assert.deepEqual(play.flow.errors, {
      document_type: { reason: "required" },
      document_number: { reason: "required" },
    });
    assert.equal(play.count("search"), 0);
    play.send({ type: "search_edited", key: "document_type", value: "CC" });
    assert.deepEqual(
      Object.keys(play.flow.errors),
      ["document_number"],
      "a mended field is not wrong any more",
    );
  });

  it("never sends a title or a divider, and never asks for one", () => {
    const [form] = forms();
    assert.ok(form);
    form.fields.push(searchField({ key: "title", type: "SECTION_TITLE", default_value: "Person" }));
    const play = search(new FlowDriver().send({ type: "started" }).succeed("load_forms", [form]));
    assert.deepEqual(Object.keys(play.pendingEffect("search").input), ["document_type", "document_number"]);
  });

  it("goes out once for 7 presses and Enter in one tick", () => {
    const play = search(atSearch());
    for (let press = 0; press < 7; press++) play.send({ type: "search_submitted" });
    assert.equal(play.count("search"), 1);
  });

  it("does nothing before the form is there", () => {
    const play = new FlowDriver().send({ type: "started" }, { type: "search_submitted" });
    assert.equal(play.count("search"), 0);
  });

  it("keeps what was typed when it fails, and can be sent again", () => {
    const play = search(atSearch()).fail("search", "beneficiary_not_found");
    assert.equal(play.flow.running, undefined);
    assert.equal(play.flow.problem?.code, "beneficiary_not_found");
    assert.equal(play.flow.searchValues.document_number, "123");
    play.send({ type: "search_submitted" });
    assert.equal(play.count("search"), 2);
    assert.equal(play.flow.problem, undefined);
  });

  it("is forgotten when another insurer is chosen meanwhile", () => {
    for (const found of [true, false]) {
      const play = search(atSearch()).send({ type: "sponsor_chosen", sponsorSlug: "sponsor-sul" });
      if (found) play.succeed("search", beneficiary());
      else play.fail("search", "beneficiary_not_found");
      assert.equal(play.flow.found, undefined);
      assert.equal(play.flow.problem, undefined);
      assert.equal(play.flow.running, undefined);
    }
  });

  it("puts each of the insurer's refusals on its own field, however it names it", () => {
    for (const path of ["document_number", "/document_number", "fields.document_number"]) {
      const play = search(atSearch()).fail("search", {
        code: "validation_failed",
        retryable: false,
        errors: [
          { path, message: "Nine digits." },
          { path: "nobody_knows", message: "?" },
        ],
      });
      assert.deepEqual(play.flow.errors, { document_number: { reason: "refused", message: "Nine digits." } });
    }
  });
});

describe("The person found", () => {
  it("is asked about, and not taken at once", () => {
    const play = search(atSearch()).succeed("search", beneficiary());
    assert.equal(play.flow.step, "search_beneficiary");
    assert.equal(play.flow.found?.first_name, "MARIA");
    assert.equal(play.flow.beneficiary, undefined);
  });

  it("is gone on with once somebody says that it is the right one", () => {
    const play = search(atSearch()).succeed("search", beneficiary());
    play.send({ type: "beneficiary_confirmed", beneficiary: beneficiary() });
    assert.equal(play.flow.step, "select_products");
  });

  it("is not gone on with while the coverage is not active", () => {
    const inactive = beneficiary({
      coverage: { plan_code: undefined, active: false, effective_until: undefined },
    });
    const play = search(atSearch()).succeed("search", inactive);
    play.send({ type: "beneficiary_confirmed", beneficiary: inactive });
    assert.equal(play.flow.step, "search_beneficiary");
    assert.equal(play.flow.beneficiary, undefined);
  });

  it("is let go when it is not the right one, with what was typed still there", () => {
    const play = search(atSearch()).succeed("search", beneficiary()).send({ type: "beneficiary_declined" });
    assert.equal(play.flow.found, undefined);
    assert.equal(play.flow.searchValues.document_number, "123");
  });
});
