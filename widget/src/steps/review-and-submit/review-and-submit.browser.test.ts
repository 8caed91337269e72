import { assert } from "@esm-bundle/chai";
import { held } from "../../testing/fake-bff.ts";
import { outcome } from "../../testing/fixtures.ts";
import { pdf, toDocuments, toReview, until, WidgetDriver } from "../../testing/widget-driver.ts";

const upload = "POST /arc/v1/authorization-requests/*/upload/files";
const complete = "POST /arc/v1/authorization-requests/*/complete";
const request = "GET /arc/v1/authorization-requests/*";

describe("The review", () => {
  let trial: WidgetDriver;
  afterEach(() => trial.end());

  it("reads out whom, what, why and with which documents", async () => {
    trial = new WidgetDriver();
    await toReview(trial);
    for (const words of ["MARIA GONZALEZ", "Analgil", "R51", "Headache", "indication.pdf"])
      await trial.seesText(words);
  });

  it("has a way to change each part, which loses nothing", async () => {
    trial = new WidgetDriver();
    await toReview(trial);
    await trial.press("Change: Products");
    await trial.title("What is needed?");
    await trial.seesText("Analgil");
    await trial.press("Continue");
    await trial.title("Add the documents");
    await trial.press("Continue");
    await trial.title("Check and send");
    assert.equal(trial.bff.to(upload).length, 1);
  });

  it("waits for a file that is still on its way, says so, and then goes out by itself", async () => {
    const slow = held();
    trial = new WidgetDriver({}, (insurer) => insurer.on(upload, () => slow.reply));
    await toDocuments(trial);
    await trial.attach(pdf());
    await until("it is on its way", () => trial.bff.to(upload).length);
    await trial.press("Continue");
    await trial.press("Request authorization");
    await trial.seesText("as soon as the files are uploaded");
    assert.equal(trial.bff.to(complete).length, 0);
    slow.answer({ status: 204 });
    await until("the answer", () => trial.details("preauth-complete").length);
    assert.equal(trial.bff.to(complete).length, 1);
  });

  it("keeps the button's words and place while it is busy", async () => {
    trial = new WidgetDriver({}, (insurer) => insurer.on(complete, () => held().reply));
    await toReview(trial);
    const button = await trial.one("button", "Request authorization");
    const { width, height } = button.getBoundingClientRect();
    button.click();
    await trial.one("[aria-busy=true]");
    assert.equal(button.getBoundingClientRect().width, width);
    assert.equal(button.getBoundingClientRect().height, height);
    assert.include(button.textContent, "Request authorization");
  });

  it("after a broken line looks before it sends again, and shows what had arrived", async () => {
    trial = new WidgetDriver({}, (insurer) =>
      insurer.on(complete, () => "dead").on(request, () => ({ body: outcome() })),
    );
    await toReview(trial);
    await trial.press("Request authorization");
    await trial.seesText("No connection");
    assert.isFalse(
      trial.has("button", /^Change/),
      "what may have arrived is not changed into a second request",
    );
    await trial.press("Request authorization");
    await trial.seesText("AUT-2048-77");
    assert.equal(trial.bff.to(complete).length, 1);
    assert.equal(trial.details("preauth-complete").length, 1);
  });

  it("leads back to the document that the insurer still misses", async () => {
    trial = new WidgetDriver({}, (insurer) =>
      insurer.on(complete, () => ({ body: outcome({ status: "PENDING_INDICATION", authorizations: [] }) })),
    );
    await toReview(trial);
    await trial.press("Request authorization");
    await trial.title("Add the documents");
    await trial.seesText("still missing a document");
    assert.equal(trial.details("preauth-complete").length, 0);
  });
});
