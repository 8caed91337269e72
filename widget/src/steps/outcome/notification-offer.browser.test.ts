import { assert } from "@esm-bundle/chai";
import { outcome } from "../../testing/fixtures.ts";
import { toOutcome, until, WidgetDriver } from "../../testing/widget-driver.ts";

const pending = { ...outcome(), status: "PENDING_SPONSOR", authorizations: [] };

describe("The offer to notify of a decision", () => {
  const own = window.Notification;
  let widget: WidgetDriver;
  let asked = 0;
  let shown: string[] = [];
  let answer = pending;

  function pretend(permission: NotificationPermission, reply: NotificationPermission = "granted"): void {
    class FakeNotification {
      static permission = permission;
      static async requestPermission() {
        asked += 1;
        return reply;
      }
      onclick = () => {};
      constructor(title: string, { body = "" }: NotificationOptions) {
        shown.push(`${title} ${body}`);
      }
      close() {}
    }
    Object.assign(window, { Notification: FakeNotification });
  }

  function setVisibility(state: DocumentVisibilityState): void {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }

  async function toPending(): Promise<void> {
    answer = pending;
    widget = new WidgetDriver({ locale: "en" }, (bff) =>
      bff
        .on("POST /arc/v1/authorization-requests/*/complete", () => ({ body: pending }))
        .on("GET /arc/v1/authorization-requests/*", () => ({ body: answer })),
    );
    await toOutcome(widget);
  }

  beforeEach(() => {
    asked = 0;
    shown = [];
  });
  afterEach(() => {
    widget.end();
    setVisibility("visible");
    Reflect.deleteProperty(document, "visibilityState");
    Object.assign(window, { Notification: own });
  });

  it("asks for permission at a press and not before, and notifies of a decision in a hidden tab, of nothing personal", async () => {
    pretend("default");
    await toPending();
    await widget.one("button", "Notify me when they answer");
    assert.equal(asked, 0);
    await widget.press("Notify me when they answer");
    await widget.seesText("You will be notified when they answer");
    assert.equal(asked, 1);
    answer = outcome() as unknown as typeof pending;
    assert.deepEqual(shown, []);
    setVisibility("hidden");
    await until("the notification", () => shown.length === 1);
    assert.deepEqual(shown, ["The insurer has answered Go back to the page to see the answer."]);
    setVisibility("visible");
    setVisibility("hidden");
    assert.equal(shown.length, 1);
  });

  it("asks the server for nothing while the page is left, and again when it comes back out of sight", async () => {
    pretend("granted");
    await toPending();
    await widget.press("Notify me when they answer");
    await widget.seesText("You will be notified when they answer");
    const asks = () => widget.bff.to("GET /arc/v1/authorization-requests/*/events").length;
    await until("the step's own watch", () => asks() > 0);
    window.dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    const before = asks();
    setVisibility("hidden");
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setTimeout(resolve));
    assert.equal(asks(), before);
    window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    await until("a stream", () => asks() > before);
  });

  it("is gone when the user refuses", async () => {
    pretend("default", "denied");
    await toPending();
    await widget.press("Notify me when they answer");
    await until("no button", () => !widget.has("button", "Notify me when they answer"));
    answer = outcome() as unknown as typeof pending;
    setVisibility("hidden");
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setTimeout(resolve));
    setVisibility("visible");
    await until("the decision", () => widget.details("preauth-decision").length);
    assert.deepEqual(shown, []);
  });

  for (const [where, prepare] of [
    ["the user has refused before", () => pretend("denied")],
    ["the browser has no notifications", () => Object.assign(window, { Notification: undefined })],
  ] as const) {
    it(`is not made where ${where}`, async () => {
      prepare();
      await toPending();
      await until("the watch", () => widget.element.flow.watch);
      await new Promise((resolve) => setTimeout(resolve));
      assert.isFalse(widget.has("button", "Notify me when they answer"));
    });
  }
});
