import { assert } from "@esm-bundle/chai";
import type { AuthorizationOutcome } from "@osigu-preauth/shared";
import { outcome } from "../../testing/fixtures.ts";
import { toOutcome, until, WidgetDriver } from "../../testing/widget-driver.ts";

const complete = "POST /arc/v1/authorization-requests/*/complete";
const create = "POST /arc/v1/authorization-requests";
const upload = "POST /arc/v1/authorization-requests/*/upload/files";
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

  it("that is pending has nothing that moves on and on beside what is read", async () => {
    await answered("PENDING_SPONSOR", pending);
    (await widget.one(".live")).dataset.live = "";
    const durations = widget.root.getAnimations().map(({ effect }) => effect?.getComputedTiming().iterations);
    assert.notInclude(durations, Number.POSITIVE_INFINITY);
  });

  it("that arrives later is announced", async () => {
    await answered("PENDING_SPONSOR", pending);
    await widget.title("Waiting for the insurer");
    const decided = { ...outcome(), status: "COMPLETED", authorizations: [approved] } as AuthorizationOutcome;
    widget.element.dispatch({ type: "decision_received", outcome: decided });
    await widget.title("Approved");
    await widget.hears(/^Approved$/);
  });

  it("that arrives later leaves the keyboard at its title when the button that had it is gone", async () => {
    await answered("PENDING_SPONSOR", pending);
    (await widget.one("button", "Copy: Request number")).focus();
    const decided = { ...outcome(), status: "COMPLETED", authorizations: [approved] } as AuthorizationOutcome;
    widget.element.dispatch({ type: "decision_received", outcome: decided });
    await widget.title("Approved");
    await until("the keyboard at the title", () => widget.focused()?.id === "step-title");
  });

  it("that arrives later has the keyboard on no button that now does something else", async () => {
    const code = (authorization_code: string) => ({ ...approved, authorization_code, products: [] });
    for (const [before, after, selector] of [
      [[pending], [rejected], "[part=secondary]"],
      [[pending, code("AUT-2")], [code("AUT-1"), code("AUT-2")], ".copy"],
    ] as const) {
      await answered("PENDING_SPONSOR", ...before);
      const button = await widget.one(selector);
      button.focus();
      const outcome = {
        ...widget.element.flow.outcome,
        authorizations: after,
      } as unknown as AuthorizationOutcome;
      widget.element.dispatch({ type: "decision_received", outcome });
      await until("the keyboard at the title", () => widget.focused()?.id === "step-title");
      widget.end();
    }
  });

  it("that differs by authorization shows each, approved first", async () => {
    await answered("COMPLETED", rejected, pending, approved);
    await widget.title("Partly approved");
    const marks = widget.all("article h3").map((mark) => mark.textContent?.trim().split(/\s{2,}/)[0]);
    assert.deepEqual(marks, ["Approved", "Under review", "Not approved"]);
  });

  it("with an unknown status is shown in words, never as a code", async () => {
    await answered("COMPLETED", { ...pending, status: "ON_HOLD" });
    await widget.title("On hold");
    await widget.seesText("Ask the insurer what this means.");
    assert.notInclude(widget.words(), "ON_HOLD");
  });

  it("that approves names the patient, keeps the code on one line and copies it", async () => {
    await answered("COMPLETED", approved);
    await widget.seesText("Approved for MARIA GONZALEZ");
    const code = await widget.one("output");
    assert.isAtMost(code.getClientRects().length, 1);
    assert.equal(getComputedStyle(code).whiteSpace, "nowrap");
    await widget.one("button", "Copy");
  });

  it("shows a long code whole on one line of a phone, above its button of full width, and breaks no quantity", async () => {
    const long = { ...approved, authorization_code: "AUTH-2026-001234" };
    await answered("COMPLETED", long);
    for (const width of [248, 316, 640]) {
      widget.element.style.inlineSize = `${width}px`;
      await widget.seesText("Approved for MARIA GONZALEZ");
      const code = await widget.one("output");
      assert.isAtMost(code.scrollWidth, code.clientWidth, `the code is cut at ${width} px`);
      assert.isAtLeast(Number.parseFloat(getComputedStyle(code).fontSize), 17, `it is small at ${width} px`);
      const copy = (await widget.one("button", "Copy")).getBoundingClientRect();
      if (width < 400) assert.closeTo(copy.right, code.parentElement?.getBoundingClientRect().right ?? 0, 1);
      for (const count of widget.all(".covers .count")) {
        assert.equal(getComputedStyle(count).whiteSpace, "nowrap");
        assert.isAtMost(
          count.getBoundingClientRect().right,
          code.closest(".panel")?.getBoundingClientRect().right ?? 0,
        );
      }
    }
  });

  it("counts the days that an approval is valid", async () => {
    const inTenDays = new Date(Date.now() + 10 * 86_400_000).toISOString();
    await answered("COMPLETED", { ...approved, expires_at: inTenDays });
    await widget.seesText(/Valid until .* · 10 days/);
    for (const width of [260, 300, 340]) {
      widget.element.style.inlineSize = `${width}px`;
      const tops = [...(await widget.one(".group bdi:last-child")).getClientRects()].map(({ top }) => top);
      assert.equal(new Set(tops).size, 1, `broken in two at ${width} px`);
    }
  });

  it("has all that can be done besides at its left edge, and the way on at its right", async () => {
    await answered("COMPLETED", approved);
    widget.element.style.inlineSize = "700px";
    const edges = (await widget.one(".actions")).getBoundingClientRect();
    const same = (await widget.one("button", "Same patient")).getBoundingClientRect();
    const other = (await widget.one("button", "Same request, another patient")).getBoundingClientRect();
    assert.closeTo(same.left, edges.left, 1);
    assert.closeTo(other.left - same.right, 16, 1);
    assert.closeTo((await widget.one(".primary")).getBoundingClientRect().right, edges.right, 1);
  });

  it("has no Share button where the browser cannot share, and shares the code where it can", async () => {
    const shared: ShareData[] = [];
    const { share } = navigator;
    const set = (value: unknown) => Object.defineProperty(navigator, "share", { value, configurable: true });
    try {
      set(undefined);
      await answered("COMPLETED", approved);
      assert.isFalse(widget.has("button", "Share"));
      set(async (data: ShareData) => shared.push(data));
      widget.element.requestUpdate();
      await widget.press("Share");
      assert.include(shared[0]?.text, "AUT-2048-77");
    } finally {
      set(share);
    }
  });

  it("that rejects leads back to the request, and asks again with a request and a key of its own", async () => {
    await answered("COMPLETED", rejected);
    await widget.press("Change and ask again");
    await widget.title("What is needed?");
    await widget.seesText("Analgil");
    await widget.seesText("Headache");
    assert.equal(widget.bff.to(create).length, 1, "nothing is sent before the user continues");
    await widget.press("Continue");
    await until("another request", () => widget.bff.to(create).length === 2);
    const [first, second] = widget.bff.to(create);
    assert.deepEqual(second?.body, first?.body);
    assert.notEqual(second?.headers["idempotency-key"], first?.headers["idempotency-key"]);
    await until("its document", () => widget.bff.to(upload).length === 2);
    assert.include(widget.bff.to(upload)[1]?.path, "req-2");
    await widget.title("Add the documents");
    await widget.press("Continue");
    await widget.title("Check and send");
    await widget.press("Request authorization");
    await until("its answer", () => widget.bff.to(complete).length === 2);
    assert.include(widget.bff.to(complete)[1]?.path, "req-2");
    await until("the event", () => widget.details("preauth-complete").length === 2);
  });

  it("that approves has no way to ask again", async () => {
    await answered("COMPLETED", approved);
    await widget.one("button", "New request");
    assert.isFalse(widget.has("button", "Change and ask again"));
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

  it("can be closed as long as the page handles that", async () => {
    await answered("COMPLETED", approved);
    await widget.one("button", "Close");
    widget.element.removeEventListener("preauth-close", widget.record);
    await until("no Close", () => !widget.has("button", "Close"));
    widget.element.update({ onClose: () => {} });
    await widget.one("button", "Close");
    widget.element.update({ onClose: undefined });
    await until("no Close", () => !widget.has("button", "Close"));
  });
});
