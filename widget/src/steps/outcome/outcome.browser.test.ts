import { assert } from "@esm-bundle/chai";
import type { AuthorizationOutcome } from "@osigu-preauth/shared";
import { outcome } from "../../testing/fixtures.ts";
import { toOutcome, until, WidgetDriver } from "../../testing/widget-driver.ts";

const complete = "POST /arc/v1/authorization-requests/*/complete";
const request = "GET /arc/v1/authorization-requests/*";
const approved = outcome().authorizations[0];
const rejected = {
  product_type: "MEDICATION",
  status: "REJECTED",
  rejection_reason: "<b>Not covered</b> by this plan.",
  products: [],
};
const pending = { product_type: "IMAGING", status: "PENDING_SPONSOR", products: [] };

describe("The insurer's answer", () => {
  let trial: WidgetDriver;
  afterEach(() => trial.end());

  const answered = async (status: string, ...authorizations: unknown[]) => {
    const body = { ...outcome(), status, authorizations };
    trial = new WidgetDriver({}, (insurer) =>
      insurer.on(complete, () => ({ body })).on(request, () => ({ body })),
    );
    await toOutcome(trial);
  };

  it("that approves shows the code in figures that read from left to right, until when, and for what", async () => {
    await answered("COMPLETED", approved);
    await trial.title("Approved");
    const code = await trial.one("output");
    assert.equal(code.textContent, "AUT-2048-77");
    assert.equal(code.dir, "ltr");
    await trial.seesText(/Valid until .*2031/);
    await trial.seesText("Analgil");
  });

  it("that rejects gives the insurer's own words, as words", async () => {
    await answered("COMPLETED", rejected);
    await trial.title("Not approved");
    await trial.seesText("<b>Not covered</b> by this plan.");
    assert.isNull(trial.root.querySelector("output"));
  });

  it("that comes later says that the page may be left", async () => {
    await answered("PENDING_SPONSOR", pending);
    await trial.title("The insurer is deciding");
    await trial.seesText("You may leave this page");
    assert.equal(trial.details("preauth-decision").length, 0);
  });

  it("that is given while one looks on is said to those who cannot see it", async () => {
    await answered("PENDING_SPONSOR", pending);
    await trial.title("The insurer is deciding");
    const decided = { ...outcome(), status: "COMPLETED", authorizations: [approved] } as AuthorizationOutcome;
    trial.element.dispatch({ type: "decision_received", outcome: decided });
    await trial.title("Approved");
    await until("the words", () => trial.announcer.textContent?.trim() === "Approved");
  });

  it("that differs by group shows each, approved first", async () => {
    await answered("COMPLETED", rejected, pending, approved);
    await trial.title("Partly approved");
    const marks = trial.all("article .mark").map((mark) => mark.textContent?.trim().split(/\s{2,}/)[0]);
    assert.deepEqual(marks, ["Approved", "Being decided", "Not approved"]);
  });

  it("in a word that nobody knows yet is shown as it came", async () => {
    await answered("COMPLETED", { ...pending, status: "ON_HOLD" });
    await trial.seesText("ON_HOLD");
  });

  it("without any decision is no approval", async () => {
    await answered("COMPLETED");
    assert.notInclude(trial.words(), "Approved");
    assert.equal(trial.all("output").length, 0);
  });

  it("is told to the page once, and another request can be begun", async () => {
    await answered("COMPLETED", approved);
    assert.equal(trial.details("preauth-complete").length, 1);
    await trial.press("Close");
    assert.equal(trial.details("preauth-close").length, 1);
    await trial.press("New request");
    await trial.field("Document number");
  });
});
