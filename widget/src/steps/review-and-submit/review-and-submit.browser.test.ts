import { assert } from "@esm-bundle/chai";
import { held } from "../../testing/fake-bff.ts";
import { outcome } from "../../testing/fixtures.ts";
import { pdf, toDocuments, toReview, until, WidgetDriver } from "../../testing/widget-driver.ts";

const upload = "POST /arc/v1/authorization-requests/*/upload/files";
const complete = "POST /arc/v1/authorization-requests/*/complete";
const request = "GET /arc/v1/authorization-requests/*";

describe("The review", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());

  it("shows the beneficiary, products, diagnoses and documents", async () => {
    widget = new WidgetDriver();
    await toReview(widget);
    for (const words of ["MARIA GONZALEZ", "Analgil", "R51", "Headache", "indication.pdf"])
      await widget.seesText(words);
  });

  it("names the person by the document as well, as the line above every step does", async () => {
    widget = new WidgetDriver();
    await toReview(widget);
    for (const selector of ["[part=beneficiary]", ".part"]) {
      assert.match((await widget.one(selector)).textContent ?? "", /MARIA GONZALEZ[\s·]+CC 123/);
    }
  });

  it("has a button to change each section, which keeps everything", async () => {
    widget = new WidgetDriver();
    await toReview(widget);
    await widget.press("Change: Products");
    await widget.title("What is needed?");
    await widget.seesText("Analgil");
    await widget.press("Save and return to review");
    await widget.title("Check and send");
    assert.equal(widget.bff.to(upload).length, 1);
  });

  it("leads to the field of the diagnoses, and back with one press, with the documents sent to the new request", async () => {
    widget = new WidgetDriver();
    await toReview(widget);
    await widget.press("Change: Diagnoses");
    await until("the focus", () => widget.focused()?.id === "diagnosis-search");
    await widget.pick("Diagnoses", "R51", /R51\.9$/);
    await widget.press("Save and return to review");
    await widget.title("Check and send");
    await widget.seesText("R51.9");
    await until("the document", () => widget.bff.to(upload).length === 2);
    assert.include(widget.bff.to(upload)[1]?.path, "req-2");
  });

  it("waits for an upload in progress, shows that, and then completes", async () => {
    const slow = held();
    widget = new WidgetDriver({}, (bff) => bff.on(upload, () => slow.reply));
    await toDocuments(widget);
    await widget.attach(pdf());
    await until("it is on its way", () => widget.bff.to(upload).length);
    await widget.press("Continue");
    await widget.press("Request authorization");
    await widget.seesText("as soon as the files are uploaded");
    assert.equal(widget.bff.to(complete).length, 0);
    slow.answer({ status: 204 });
    await until("the answer", () => widget.details("preauth-complete").length);
    assert.equal(widget.bff.to(complete).length, 1);
  });

  it("says beside its button that it waits for the connection", async () => {
    widget = new WidgetDriver({}, (bff) => bff.on(upload, () => held().reply));
    await toDocuments(widget);
    await widget.attach(pdf());
    await until("it is on its way", () => widget.bff.to(upload).length);
    await widget.press("Continue");
    await widget.press("Request authorization");
    await widget.one("[aria-busy=true]");
    dispatchEvent(new Event("offline"));
    await widget.one("p.wrong", "Offline. Resumes automatically.");
    await widget.hears("Offline. Resumes automatically.");
  });

  it("keeps the button's label and place while it is busy", async () => {
    widget = new WidgetDriver({}, (bff) => bff.on(complete, () => held().reply));
    await toReview(widget);
    const button = await widget.one("button", "Request authorization");
    const { width, height } = button.getBoundingClientRect();
    button.click();
    await widget.one("[aria-busy=true]");
    assert.equal(button.getBoundingClientRect().width, width);
    assert.equal(button.getBoundingClientRect().height, height);
    assert.include(button.textContent, "Request authorization");
  });

  it("after a failed completion reads the request before it repeats it, and shows the outcome", async () => {
    widget = new WidgetDriver({}, (bff) =>
      bff.on(complete, () => "dead").on(request, () => ({ body: outcome() })),
    );
    await toReview(widget);
    await widget.press("Request authorization");
    await widget.seesText("No connection");
    assert.isFalse(
      widget.has("button", /^Change/),
      "what may have arrived is not changed into a second request",
    );
    await widget.press("Request authorization");
    await widget.seesText("AUT-2048-77");
    assert.equal(widget.bff.to(complete).length, 1);
    assert.equal(widget.details("preauth-complete").length, 1);
  });

  it("returns to the document that the sponsor misses", async () => {
    widget = new WidgetDriver({}, (bff) =>
      bff.on(complete, () => ({ body: outcome({ status: "PENDING_INDICATION", authorizations: [] }) })),
    );
    await toReview(widget);
    await widget.press("Request authorization");
    await widget.title("Add the documents");
    await widget.seesText("still missing a document");
    assert.equal(widget.details("preauth-complete").length, 0);
  });
});
