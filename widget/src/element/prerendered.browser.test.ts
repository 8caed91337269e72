import { assert } from "@esm-bundle/chai";
import { until, WidgetDriver } from "../testing/widget-driver.ts";

/** Says whether the browser renders this page before somebody opens it. */
function pretendPrerendering(is: boolean): void {
  Object.defineProperty(document, "prerendering", { configurable: true, get: () => is });
}

describe("A page that the browser renders before it is opened", () => {
  const place = "osigu-preauth";
  let widget: WidgetDriver;
  const keyCalls = () => widget.bff.calls.filter(({ path }) => path === "/widget/resume-key").length;

  afterEach(() => {
    widget.end();
    Reflect.deleteProperty(document, "prerendering");
    sessionStorage.removeItem(place);
  });

  it("takes no saved flow over from the page that still shows it, and does when it is opened", async () => {
    sessionStorage.setItem(place, `${Date.now() + 60_000} saved`);
    pretendPrerendering(true);
    widget = new WidgetDriver({ resume: true });
    await until("the rest", () => widget.element.deferredLoaded);
    await until("the first call", () => widget.bff.calls.length);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(keyCalls(), 0);
    pretendPrerendering(false);
    document.dispatchEvent(new Event("prerenderingchange"));
    await until("the saved flow's key", keyCalls);
    await widget.field("Document number");
  });

  it("has its form ready, and asks for nothing but what it shows", async () => {
    pretendPrerendering(true);
    widget = new WidgetDriver();
    await widget.field("Document number");
    await until("the rest", () => widget.element.deferredLoaded);
    assert.deepEqual([...new Set(widget.bff.calls.map(({ method }) => method))], ["GET"]);
  });
});
