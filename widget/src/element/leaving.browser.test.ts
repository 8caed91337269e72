import { assert } from "@esm-bundle/chai";
import { outcome } from "../testing/fixtures.ts";
import {
  pdf,
  toOutcome,
  toProducts,
  toReview,
  until,
  WidgetDriver,
  withChoices,
} from "../testing/widget-driver.ts";
import { resumes } from "./resumption.ts";

/** Whether the browser would ask before it leaves the page. */
function asks(): boolean {
  const event = new Event("beforeunload", { cancelable: true });
  dispatchEvent(event);
  return event.defaultPrevented;
}

const deferred = (widget: WidgetDriver) => until("the rest", () => widget.element.deferredLoaded);

describe("Leaving the page", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());

  it("is not asked about before anything is typed", async () => {
    widget = new WidgetDriver({ prefill: { beneficiarySearchInput: { document_number: "1" } } });
    await widget.field("Document number");
    await deferred(widget);
    await widget.element.updateComplete;
    assert.isFalse(asks());
  });

  it("is asked about once something is typed", async () => {
    widget = new WidgetDriver();
    await widget.field("Document number");
    await deferred(widget);
    await widget.fill("Document number", "47");
    assert.isTrue(asks());
  });

  it("is asked about when something was typed before the rest was loaded", async () => {
    widget = new WidgetDriver();
    await widget.fill("Document number", "47");
    await deferred(widget);
    await until("the question", asks);
  });

  it("is not asked about once the insurer has answered", async () => {
    widget = new WidgetDriver();
    await toOutcome(widget);
    await until("no question", () => !asks());
  });

  it("is not asked about once the widget is removed, and is again when it returns", async () => {
    widget = new WidgetDriver();
    await withChoices(widget);
    assert.isTrue(asks());
    widget.element.remove();
    assert.isFalse(asks());
    document.body.append(widget.element);
    await until("the question", asks);
    widget.element.restart();
    await until("no question", () => !asks());
  });

  it("is not asked about a request that was opened and not changed, and is once it is", async () => {
    const pending = { ...outcome(), status: "PENDING_INDICATION", authorizations: [] };
    widget = new WidgetDriver({ requestId: "req-1" }, (bff) =>
      bff.on("GET /arc/v1/authorization-requests/*", () => ({ body: pending })),
    );
    await widget.title("Add the documents");
    await widget.one("input[type=file]");
    assert.isFalse(asks());
    await widget.press("Back");
    await widget.title("What is needed?");
    assert.isFalse(asks(), "nothing is changed yet");
    await widget.press(/^Remove Headache/);
    assert.isTrue(asks());
    await widget.pick("Diagnoses", "R51", /R51$/);
    await until("no question about what is as it was", () => !asks());
  });

  it("is asked about a file that was added to an opened request", async () => {
    const pending = { ...outcome(), status: "PENDING_INDICATION", authorizations: [] };
    widget = new WidgetDriver({ requestId: "req-1" }, (bff) =>
      bff.on("GET /arc/v1/authorization-requests/*", () => ({ body: pending })),
    );
    await widget.title("Add the documents");
    await widget.attach(pdf());
    await until("the question", asks);
  });

  it("is asked about a new request after an opened one", async () => {
    widget = new WidgetDriver({ requestId: "req-1" });
    await widget.press("New request");
    await widget.fill("Document number", "47");
    await until("the question", asks);
  });

  it("is not asked about where a reload loses nothing", async () => {
    const body = { key: btoa("k".repeat(32)) };
    widget = new WidgetDriver({ resume: true }, (bff) => bff.on("GET /widget/resume-key", () => ({ body })));
    await widget.fill("Document number", "47");
    await until("the flow to be saved", () => sessionStorage.length);
    await until("no question", () => !asks());
    widget.element.restart();
    await until("nothing saved", () => !sessionStorage.length);
  });
});

describe("The option resume, by the page's protocol,", () => {
  it("is on by default on a page with TLS, and off without", () => {
    const page = (protocol: string) => ({ protocol }) as Location;
    assert.isTrue(resumes({ resume: undefined }, page("https:")));
    assert.isFalse(resumes({ resume: undefined }, page("http:")));
    assert.isFalse(resumes({ resume: false }, page("https:")));
    assert.isTrue(resumes({ resume: true }, page("http:")));
  });
});

describe("The option resume", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());

  it("is off on a page without TLS, and follows its attribute and its property", async () => {
    widget = new WidgetDriver();
    const { element } = widget;
    assert.isFalse(resumes(element));
    element.setAttribute("resume", "");
    assert.isTrue(resumes(element));
    element.removeAttribute("resume");
    assert.isFalse(resumes(element));
    element.resume = false;
    assert.isFalse(resumes(element));
  });
});

describe("The browser's Back", () => {
  let widget: WidgetDriver;
  beforeEach(() => history.replaceState({ router: 7 }, ""));
  afterEach(() => widget.end());

  it("goes to the step before, with everything that was entered, where the page wants it", async () => {
    widget = new WidgetDriver({ history: true });
    await until("the entry of the first step", () => history.state?.osiguPreauth?.steps.length === 1);
    await toProducts(widget);
    await until("an entry", () => history.state?.osiguPreauth?.steps.length === 2);
    assert.equal(history.state.router, 7, "the page's own state stays");
    history.back();
    await widget.title("Who is it for?");
    await widget.press("Not this person");
    assert.equal((await widget.field("Document number")).value, "123");
  });

  describe("after a change of the review", () => {
    const toChange = async (section: string, title: string) => {
      widget = new WidgetDriver({ history: true });
      await until("the entry of the first step", () => history.state?.osiguPreauth?.steps.length === 1);
      await toReview(widget);
      await until("an entry", () => history.state?.osiguPreauth?.steps.length === 4);
      await widget.press(`Change: ${section}`);
      await widget.title(title);
      await until("an entry of its own", () => history.state?.osiguPreauth?.steps.length === 5);
    };

    for (const [section, title] of [
      ["Patient", "Who is it for?"],
      ["Products", "What is needed?"],
      ["Documents", "Add the documents"],
    ] as const) {
      it(`returns from ${section} to it`, async () => {
        await toChange(section, title);
        history.back();
        await widget.title("Check and send");
        await until("its entry", () => history.state?.osiguPreauth?.steps.length === 4);
      });
    }

    it("saves what was changed, and returns to it", async () => {
      await toChange("Diagnoses", "What is needed?");
      await widget.pick("Diagnoses", "R51", /R51\.9$/);
      history.back();
      await widget.title("Check and send");
      await until("its entry", () => history.state?.osiguPreauth?.steps.length === 4);
      await widget.seesText("R51.9");
      assert.equal(widget.element.flow.request?.id, "req-2");
    });

    it("returns to it from a step before the one that was changed", async () => {
      await toChange("Documents", "Add the documents");
      await widget.press("Back");
      await widget.title("What is needed?");
      await until("its entry", () => history.state?.osiguPreauth?.steps.length === 6);
      history.back();
      await widget.title("Check and send");
      await until("the review's entry", () => history.state?.osiguPreauth?.steps.length === 4);
    });

    it("stays where something is missing", async () => {
      await toChange("Products", "What is needed?");
      assert.isFalse(widget.has("button", "Back"), "the way on is the way back");
      await widget.press(/^Remove Headache/);
      history.back();
      await widget.seesText("Add at least one diagnosis.");
      await until("its entry", () => history.state?.osiguPreauth?.steps.length === 5);
      await widget.pick("Diagnoses", "R51", /R51$/);
      await widget.press("Save and return to review");
      await widget.title("Check and send");
      await until("the review's entry", () => history.state?.osiguPreauth?.steps.length === 4);
    });
  });

  it("and the widget's own Back lead to the same entry", async () => {
    widget = new WidgetDriver({ history: true });
    await until("the entry of the first step", () => history.state?.osiguPreauth?.steps.length === 1);
    await toProducts(widget);
    await until("an entry", () => history.state?.osiguPreauth?.steps.length === 2);
    await widget.press("Back");
    await until("the entry before", () => history.state?.osiguPreauth?.steps.length === 1);
    await widget.title("Who is it for?");
  });

  it("is the page's own by default", async () => {
    const { length } = history;
    widget = new WidgetDriver();
    await toProducts(widget);
    assert.equal(history.length, length);
    assert.deepEqual(history.state, { router: 7 });
  });
});
