import { assert } from "@esm-bundle/chai";
import { resumeReducers } from "../flow/reducers/resume.ts";
import { refusal } from "../testing/fake-bff.ts";
import { beneficiary } from "../testing/fixtures.ts";
import { find, pdf, toDocuments, until, WidgetDriver, withChoices } from "../testing/widget-driver.ts";

const search = "POST /v1/sponsors/*/search";

describe("What is announced", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());

  it("has empty live regions from the first render on", async () => {
    widget = new WidgetDriver({}, (bff) => bff.on(search, () => refusal(404, "beneficiary_not_found")));
    await widget.field("Document number");
    const [status, alert] = ["status", "alert"].map((role) => widget.root.querySelector(`[role=${role}]`));
    assert.equal(status?.textContent, "");
    assert.equal(alert?.textContent?.trim(), "");
    await widget.fill("Document type", "CC");
    await widget.fill("Document number", "1");
    await widget.press("Search");
    await widget.seesText("Not found");
    assert.isTrue(widget.root.querySelector("[role=alert]") === alert);
    assert.include(alert?.textContent, "Not found");
  });

  it("names the steps on a phone too, where they are not in sight", async () => {
    widget = new WidgetDriver();
    widget.element.style.inlineSize = "360px";
    await find(widget);
    const steps = [...widget.root.querySelectorAll<HTMLElement>(".progress li")];
    assert.deepEqual(
      steps
        // What is not rendered is not read out either.
        .filter((step) => [step, ...step.children].every((part) => part.checkVisibility()))
        .map(({ textContent }) => textContent?.replace(/,\s*done/, "").trim()),
      ["Patient", "Request", "Documents", "Review", "Result"],
    );
    assert.isTrue(steps.every((step) => step.clientHeight < 5));
  });

  it("is every result exactly once, also when two are equal", async () => {
    widget = new WidgetDriver();
    await withChoices(widget);
    const before = widget.announced.length;
    for (const [index, typed] of ["hea", "head"].entries()) {
      await widget.fill("Diagnoses", typed);
      await until(`what is said of ${typed}`, () => widget.announced.length > before + index);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.deepEqual(widget.announced.slice(before), ["2 results", "2 results"]);
  });

  it("is the beneficiary found, before the confirmation", async () => {
    widget = new WidgetDriver();
    await find(widget);
    await widget.hears("MARIA GONZALEZ");
  });

  it("is the beneficiary found, on the next step too when there is nobody to choose from", async () => {
    widget = new WidgetDriver({}, (bff) =>
      bff.on("GET /v1/sponsors/*/beneficiaries/*/dependents", () => ({ body: [] })),
    );
    await widget.fill("Document type", "CC");
    await widget.fill("Document number", "123");
    await widget.press("Search");
    await widget.title("What is needed?");
    await until("the person", () => /MARIA GONZALEZ/.test(widget.announcer.textContent ?? ""));
  });

  it("is not the beneficiary found when a flow is restored", async () => {
    widget = new WidgetDriver();
    await until("the rest", () => widget.element.deferredLoaded);
    const { element } = widget;
    element.register(resumeReducers);
    element.dispatch({ type: "resumed", kept: { ...element.flow, found: beneficiary() }, now: 0 });
    await widget.one("button", /^Continue with/);
    assert.deepEqual(widget.announced.join(), "");
  });

  it("is every file that was added at once, and that the step of the documents is done without a visit", async () => {
    widget = new WidgetDriver();
    await withChoices(widget);
    await widget.attach(pdf("one.pdf"), pdf("two.pdf"));
    await widget.hears("one.pdf, two.pdf added");
    await widget.press("Continue");
    await widget.title("Check and send");
    await widget.hears("Documents, done");
  });
});

describe("The focus", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());

  it("is empty before the step opens", async () => {
    widget = new WidgetDriver();
    await widget.field("Document number");
    assert.isNull(widget.focused());
  });

  it("moves to the first invalid field when a step is submitted with errors", async () => {
    widget = new WidgetDriver();
    await widget.fill("Document type", "CC");
    await widget.press("Search");
    const wrong = await widget.field("Document number");
    await until("focus", () => widget.focused() === wrong);
    assert.equal(widget.focused()?.getAttribute("aria-invalid"), "true");
  });

  it("moves to the title of each step", async () => {
    widget = new WidgetDriver();
    await toDocuments(widget);
    await until("focus", () => widget.focused()?.localName === "h2");
    assert.equal(widget.focused()?.textContent, "Add the documents");
  });

  it("moves to the beneficiary found", async () => {
    widget = new WidgetDriver();
    await find(widget);
    await until("focus", () => widget.focused()?.textContent?.includes("MARIA"));
  });
});
