import { assert } from "@esm-bundle/chai";
import { setViewport } from "@web/test-runner-commands";
import type { LocaleTag } from "../public/options.ts";
import { close } from "../steps/outcome/close.ts";
import { until, WidgetDriver } from "../testing/widget-driver.ts";
import { mount } from "./mount.ts";

const getToken = async () => "token";

/** Places that take their width from their content, as style and markup. `*` is where the widget goes. */
const shrinking: [what: string, html: string][] = [
  ["a flex item", '<div style="display:flex"><slot></slot></div>'],
  [
    "a flex item in a column",
    '<div style="display:flex;flex-direction:column;align-items:center"><slot></slot></div>',
  ],
  ["a centred grid", '<div style="display:grid;place-items:center"><slot></slot></div>'],
  ["a grid column that fits", '<div style="display:grid;grid-template-columns:auto 1fr"><slot></slot></div>'],
  ["a float", '<div style="float:left"><slot></slot></div>'],
  ["an inline block", '<div style="display:inline-block"><slot></slot></div>'],
  ["fit-content", '<div style="width:fit-content"><slot></slot></div>'],
  ["a table cell", "<table><tr><td><slot></slot></td></tr></table>"],
  ["an absolute box", '<div style="position:absolute"><slot></slot></div>'],
  ["an inline flex", '<div style="display:inline-flex"><slot></slot></div>'],
  ["a box inside another one", '<div style="display:flex"><div style="float:left"><slot></slot></div></div>'],
];

describe("In a place that takes its width from its content", () => {
  let widget: WidgetDriver;
  let place: HTMLElement;
  beforeEach(async () => {
    widget = new WidgetDriver();
    place = document.createElement("div");
    document.body.append(place);
    await widget.field("Document number");
    // A step slides in.
    await Promise.all(widget.root.getAnimations().map((each) => each.finished));
  });
  afterEach(async () => {
    widget.end();
    place.remove();
    await setViewport({ width: 800, height: 600 });
  });

  for (const [what, html] of shrinking) {
    it(`${what}: the widget is 720 px wide, and no wider than a narrow page`, async () => {
      await setViewport({ width: 1000, height: 700 });
      place.innerHTML = html;
      place.querySelector("slot")?.replaceWith(widget.element);
      assert.equal(widget.element.getBoundingClientRect().width, 720);
      await setViewport({ width: 360, height: 700 });
      const { width, right } = widget.element.getBoundingClientRect();
      assert.isAtLeast(width, 300);
      // WebKit's own window has a smallest width, of some 450 px.
      assert.isAtMost(right, Math.max(360, innerWidth));
      assert.isBelow(width, 720);
    });
  }

  it("a dialog without a width: the widget is 720 px wide", async () => {
    await setViewport({ width: 1000, height: 700 });
    const dialog = document.createElement("dialog");
    place.append(dialog);
    dialog.append(widget.element);
    dialog.showModal();
    assert.equal(widget.element.getBoundingClientRect().width, 720);
  });

  it("a narrow flex box on a wide page: the widget is as wide as the box", async () => {
    await setViewport({ width: 1000, height: 700 });
    place.innerHTML = '<div style="width:340px;display:flex"><slot></slot></div>';
    place.querySelector("slot")?.replaceWith(widget.element);
    assert.equal(widget.element.getBoundingClientRect().width, 340);
  });

  it("a usual block: the widget takes all of it", async () => {
    await setViewport({ width: 1000, height: 700 });
    place.innerHTML = '<div style="width:900px"><slot></slot></div>';
    place.querySelector("slot")?.replaceWith(widget.element);
    assert.equal(widget.element.getBoundingClientRect().width, 900);
  });
});

describe("The language of the widget", () => {
  let widget: WidgetDriver | undefined;
  let place: HTMLElement;
  beforeEach(() => {
    place = document.createElement("div");
    document.body.append(place);
  });
  afterEach(() => {
    widget?.end();
    place.remove();
    document.documentElement.lang = "en";
  });
  const opened = (locale?: LocaleTag) => {
    widget = new WidgetDriver({ locale });
    place.append(widget.element);
    return widget;
  };
  const speaks = (tag: string) => until(tag, () => widget?.root.querySelector(`[part=root][lang=${tag}]`));

  it("is the page's where no locale is set", async () => {
    document.documentElement.lang = "pt-BR";
    opened();
    await speaks("pt-BR");
  });

  it("is that of the closest lang", async () => {
    place.lang = "es-CO";
    opened();
    await speaks("es");
  });

  it("is that of the page around the shadow root that it is in", async () => {
    place.lang = "es";
    widget = new WidgetDriver({ locale: undefined });
    const inner = document.createElement("div");
    place.append(inner);
    inner.attachShadow({ mode: "open" }).append(widget.element);
    await speaks("es");
  });

  it("is the locale option's before the page's", async () => {
    place.lang = "es";
    opened("pt-BR");
    await speaks("pt-BR");
  });

  it("is the browser's where the page's language is none of the widget's", async () => {
    place.lang = "fr";
    opened();
    await speaks("en");
  });

  it("is laid out from left to right and not translated again, whatever the page says", async () => {
    place.dir = "rtl";
    const { root } = opened("en");
    const whole = await until("the root", () => root.querySelector<HTMLElement>("[part=root]"));
    assert.equal(getComputedStyle(whole).direction, "ltr");
    assert.equal(whole.translate, false);
  });
});

describe("Keys that are typed into the widget's fields", () => {
  let widget: WidgetDriver;
  let taken: string[];
  const hotkeys = (event: KeyboardEvent) => {
    const { localName } = event.target as Element;
    if (/^(input|textarea|select)$/.test(localName)) return;
    taken.push(`${event.type} ${event.key}`);
    event.preventDefault();
  };
  beforeEach(async () => {
    widget = new WidgetDriver();
    taken = [];
    for (const type of ["keydown", "keypress", "keyup"])
      document.addEventListener(type, hotkeys as EventListener);
    const field = await widget.field("Document number");
    await until("what loads later", () => widget.element.deferredLoaded);
    field.focus();
  });
  afterEach(() => {
    for (const type of ["keydown", "keypress", "keyup"])
      document.removeEventListener(type, hotkeys as EventListener);
    widget.end();
  });

  it("are not taken by the page's hotkeys", async () => {
    await widget.type("ab/k1");
    await widget.keys("Backspace");
    assert.equal((await widget.field("Document number")).value, "ab/k");
    assert.deepEqual(taken, []);
  });

  it("reach the page as commands and as what leaves a field", async () => {
    await widget.keys("Escape");
    assert.deepEqual(taken, ["keydown Escape", "keyup Escape"]);
  });
});

describe("Close", () => {
  let place: HTMLElement;
  let widget: WidgetDriver;
  beforeEach(() => {
    widget = new WidgetDriver();
    widget.element.remove();
    place = document.createElement("div");
    document.body.append(place);
  });
  afterEach(() => {
    place.remove();
    widget.end();
  });
  const element = () => document.createElement("osigu-preauth") as WidgetDriver["element"];

  it("is there for a page that gives onClose, and not for one that gives none", () => {
    const handled = (options: object) => {
      const { element, unmount } = mount({ container: place, getToken, ...options });
      unmount();
      return (element as WidgetDriver["element"]).handlesClose;
    };
    assert.isTrue(handled({ onClose: () => {} }));
    assert.isFalse(handled({}));
    assert.isFalse(handled({ onClose: undefined, onComplete: () => {} }));
  });

  it("is there while the element has a listener", () => {
    const one = element();
    const listener = () => {};
    assert.isFalse(one.handlesClose);
    one.addEventListener("preauth-close", listener);
    assert.isTrue(one.handlesClose);
    one.removeEventListener("preauth-ready", listener);
    assert.isTrue(one.handlesClose);
    one.removeEventListener("preauth-close", listener);
    assert.isFalse(one.handlesClose);
    const withdrawal = new AbortController();
    one.addEventListener("preauth-close", listener, withdrawal);
    assert.isTrue(one.handlesClose);
    withdrawal.abort();
    assert.isFalse(one.handlesClose);
  });

  it("goes with a listener that is called once, and nothing starts again", () => {
    const one = element();
    place.append(one);
    let calls = 0;
    one.restart = () => assert.fail("The page has handled it.");
    one.addEventListener("preauth-close", () => calls++, { once: true });
    close(one);
    assert.equal(calls, 1);
    assert.isFalse(one.handlesClose);
  });

  it("goes with an object that is called once, in the capturing phase, and that stops the event", () => {
    const one = element();
    place.append(one);
    let calls = 0;
    const listener = {
      handleEvent(event: Event) {
        calls++;
        event.stopImmediatePropagation();
      },
    };
    one.restart = () => assert.fail("The page has handled it.");
    one.addEventListener("preauth-close", listener, { once: true, capture: true });
    close(one);
    assert.equal(calls, 1);
    assert.isFalse(one.handlesClose);
  });

  it("keeps a listener that is added a second time, to be called once or until it is withdrawn", () => {
    const one = element();
    place.append(one);
    let calls = 0;
    const listener = () => calls++;
    const withdrawal = new AbortController();
    one.restart = () => assert.fail("The page has handled it.");
    one.addEventListener("preauth-close", listener);
    one.addEventListener("preauth-close", listener, { once: true });
    one.addEventListener("preauth-close", listener, withdrawal);
    close(one);
    withdrawal.abort();
    close(one);
    assert.equal(calls, 2);
    assert.isTrue(one.handlesClose);
  });

  it("is not there for a listener that was withdrawn before it was added", () => {
    const one = element();
    one.addEventListener("preauth-close", () => {}, { signal: AbortSignal.abort() });
    assert.isFalse(one.handlesClose);
  });

  it("starts again where nobody is known to listen, unless the event is cancelled", () => {
    const one = element();
    place.append(one);
    let restarts = 0;
    one.restart = () => void restarts++;
    place.addEventListener("preauth-close", (event) => event.preventDefault(), { once: true });
    close(one);
    assert.equal(restarts, 0);
    close(one);
    assert.equal(restarts, 1);
    one.addEventListener("preauth-close", () => {});
    close(one);
    assert.equal(restarts, 1);
  });
});
