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

describe("The outcome", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());

  const answered = async (status: string, ...authorizations: unknown[]) => {
    const body = { ...outcome(), status, authorizations };
    widget = new WidgetDriver({}, (bff) => bff.on(complete, () => ({ body })).on(request, () => ({ body })));
    await toOutcome(widget);
  };

  it("that approves shows the code from left to right, its expiry and its products", async () => {
    await answered("COMPLETED", approved);
    await widget.title("Approved");
    const code = await widget.one("output");
    assert.equal(code.textContent, "AUT-2048-77");
    assert.equal(code.dir, "ltr");
    await widget.seesText(/Valid until .*2031/);
    await widget.seesText("Analgil");
  });

  it("that rejects shows the sponsor's reason as text", async () => {
    await answered("COMPLETED", rejected);
    await widget.title("Not approved");
    await widget.seesText("<b>Not covered</b> by this plan.");
    assert.isNull(widget.root.querySelector("output"));
  });

  it("that is pending shows that the user may leave the page", async () => {
    await answered("PENDING_SPONSOR", pending);
    await widget.title("Waiting for the insurer");
    await widget.seesText("You can close this page");
    assert.equal(widget.details("preauth-decision").length, 0);
  });

  it("that arrives later is announced", async () => {
    await answered("PENDING_SPONSOR", pending);
    await widget.title("Waiting for the insurer");
    const decided = { ...outcome(), status: "COMPLETED", authorizations: [approved] } as AuthorizationOutcome;
    widget.element.dispatch({ type: "decision_received", outcome: decided });
    await widget.title("Approved");
    await until("the words", () => widget.announcer.textContent?.trim() === "Approved");
  });

  it("that differs by authorization shows each, approved first", async () => {
    await answered("COMPLETED", rejected, pending, approved);
    await widget.title("Partly approved");
    const marks = widget.all("article .mark").map((mark) => mark.textContent?.trim().split(/\s{2,}/)[0]);
    assert.deepEqual(marks, ["Approved", "Under review", "Not approved"]);
  });

  it("with an unknown status is shown as it is", async () => {
    await answered("COMPLETED", { ...pending, status: "ON_HOLD" });
    await widget.seesText("ON_HOLD");
  });

  it("without a decision is not approved", async () => {
    await answered("COMPLETED");
    assert.notInclude(widget.words(), "Approved");
    assert.equal(widget.all("output").length, 0);
  });

  it("is dispatched once, and another request can be started", async () => {
    await answered("COMPLETED", approved);
    assert.equal(widget.details("preauth-complete").length, 1);
    await widget.press("Close");
    assert.equal(widget.details("preauth-close").length, 1);
    await widget.press("New request");
    await widget.field("Document number");
  });
});
