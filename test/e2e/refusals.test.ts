import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Environment, startEnvironment } from "./environment.ts";
import { askFor, fillRequest, findPerson, journeyOf, search } from "./journey.ts";

describe("a person who cannot go on is told why, where they are, and keeps what they typed", () => {
  let environment: Environment;

  before(async () => {
    environment = await startEnvironment();
  });
  after(() => environment?.close());

  test("nobody was found", async () => {
    const { widget, close } = await environment.openPage();
    await search(widget, journeyOf("sponsor-sandbox", "Not in the directory"));
    await widget.waitForText("Not found, or not covered at the moment.");
    assert.equal(await widget.valueOf("Document number"), "999999999");
    await close();
  });

  test("the coverage is not active", async () => {
    const { widget, close } = await environment.openPage();
    await search(widget, journeyOf("sponsor-sandbox", "Coverage ended, and the answer says so"));
    await widget.waitForText("Not active");
    assert.equal(await widget.has("button", /^Continue/), false);
    await widget.press("Search again");
    assert.equal(await widget.valueOf("Document number"), "555000111");
    await close();
  });

  test("the clinic is not affiliated with the sponsor", async () => {
    const { widget, close } = await environment.openPage({ sponsor: "sponsor-unaffiliated" });
    await search(widget, journeyOf("sponsor-unaffiliated"));
    await widget.waitForText("not affiliated with this insurer");
    await close();
  });

  test("a field of the search is empty", async () => {
    const { widget, close } = await environment.openPage();
    const searches = () => environment.stack.sandbox.state.calls.of("searchBeneficiary").length;
    const before = searches();
    await widget.choose("Document type", "CC");
    await widget.press("Search");
    await widget.waitForText("Fill in this field to continue.");
    await widget.fill("Document number", "123456789");
    await widget.press("Search");
    await widget.confirmPerson();
    assert.equal(searches(), before + 1, "the empty field was not sent");
    await close();
  });

  test("there is no product and no diagnosis yet", async () => {
    const { widget, close } = await environment.openPage();
    await findPerson(widget);
    await widget.press("Continue");
    await widget.waitForText(/Add at least one product\..*Add at least one diagnosis\./s);
    await close();
  });

  test("a field that the sponsor requires is missing", async () => {
    const { widget, close } = await environment.openPage({ sponsor: "sponsor-required-fields" });
    const journey = journeyOf("sponsor-required-fields");
    const { professional_license_number: _left, ...fields } = journey.values.fields ?? {};
    await findPerson(widget, journey);
    await fillRequest(widget, { ...journey, values: { ...journey.values, fields } });
    await widget.press("Continue");
    await widget.waitForText("Fill in this field to continue.");
    await close();
  });

  test("a product is not registered for the clinic", async () => {
    const { widget, close } = await environment.openPage();
    const title = "A product that the provider is not registered for";
    const journey = journeyOf("sponsor-sandbox", title);
    await findPerson(widget, journey);
    await fillRequest(widget, journey);
    await widget.press("Continue");
    await widget.waitForText("not registered for your clinic");
    await widget.waitForStep("What is needed?");
    await close();
  });

  test("a required document is missing", async () => {
    const { widget, close } = await environment.openPage();
    await askFor(widget);
    await widget.press("Continue");
    await widget.waitForText("Add this document to continue.");
    await close();
  });

  test("a file is not of a kind that is taken", async () => {
    const { widget, close } = await environment.openPage();
    await askFor(widget);
    await widget.attach(await environment.textFile());
    await widget.waitForText("Files of this type are not accepted.");
    await close();
  });
});
