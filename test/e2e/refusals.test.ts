import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { askFor, fillRequest, findPerson, journeyOf, search } from "./journey.ts";
import { openStage, type Stage } from "./stage.ts";

describe("a person who cannot go on is told why, where they are, and keeps what they typed", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.close());

  test("nobody was found", async () => {
    const { widget, leave } = await stage.visit();
    await search(widget, journeyOf("sponsor-sandbox", "Not in the directory"));
    await widget.sees("Not found, or not covered at the moment.");
    assert.equal(await widget.valueOf("Document number"), "999999999");
    await leave();
  });

  test("the coverage is not active", async () => {
    const { widget, leave } = await stage.visit();
    await search(widget, journeyOf("sponsor-sandbox", "Coverage ended, and the answer says so"));
    await widget.sees("Not active");
    assert.equal(await widget.has("button", /^Continue/), false);
    await widget.press("Not this person");
    assert.equal(await widget.valueOf("Document number"), "555000111");
    await leave();
  });

  test("the clinic is not affiliated with the sponsor", async () => {
    const { widget, leave } = await stage.visit({ sponsor: "sponsor-unaffiliated" });
    await search(widget, journeyOf("sponsor-unaffiliated"));
    await widget.sees("not affiliated with this insurer");
    await leave();
  });

  test("a field of the search is empty", async () => {
    const { widget, leave } = await stage.visit();
    const searches = () => stage.stack.sandbox.state.calls.of("searchBeneficiary").length;
    const before = searches();
    await widget.choose("Document type", "CC");
    await widget.press("Search");
    await widget.sees("Fill this in to go on.");
    assert.equal(searches(), before);
    await leave();
  });

  test("there is no product and no diagnosis yet", async () => {
    const { widget, leave } = await stage.visit();
    await findPerson(widget);
    await widget.press("Continue");
    await widget.sees(/Add at least one\..*Add at least one\./s);
    await leave();
  });

  test("a field that the sponsor requires is missing", async () => {
    const { widget, leave } = await stage.visit({ sponsor: "sponsor-required-fields" });
    const journey = journeyOf("sponsor-required-fields");
    const { professional_license_number: _left, ...fields } = journey.values.fields ?? {};
    await findPerson(widget, journey);
    await fillRequest(widget, { ...journey, values: { ...journey.values, fields } });
    await widget.press("Continue");
    await widget.sees("Fill this in to go on.");
    await leave();
  });

  test("a product is not registered for the clinic", async () => {
    const { widget, leave } = await stage.visit();
    const title = "A product that the provider is not registered for";
    const journey = journeyOf("sponsor-sandbox", title);
    await findPerson(widget, journey);
    await fillRequest(widget, journey);
    await widget.press("Continue");
    await widget.sees("not registered for your clinic");
    await widget.comesTo("What is needed?");
    await leave();
  });

  test("a required document is missing", async () => {
    const { widget, leave } = await stage.visit();
    await askFor(widget);
    await widget.press("Continue");
    await widget.sees("Add this document to go on.");
    await leave();
  });

  test("a file is not of a kind that is taken", async () => {
    const { widget, leave } = await stage.visit();
    await askFor(widget);
    await widget.attach(await stage.textFile());
    await widget.sees("Files of this type are not accepted.");
    await leave();
  });
});
