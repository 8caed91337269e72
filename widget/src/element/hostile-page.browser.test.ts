import { assert } from "@esm-bundle/chai";
import { toDocuments, toOutcome, until, WidgetDriver } from "../testing/widget-driver.ts";

/** Puts a property on a prototype or constructor, and gives the function that takes it back. */
function patch(target: object, name: string, descriptor: PropertyDescriptor): () => void {
  const own = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { configurable: true, writable: true, ...descriptor });
  return () => {
    if (own) Object.defineProperty(target, name, own);
    else Reflect.deleteProperty(target, name);
  };
}

/** Wraps each text as a translator of pages does, in open shadow roots too, but not where `translate` is off. */
function wrapTexts(root: Node): void {
  for (const node of [...root.childNodes]) {
    if (node instanceof HTMLElement && (!node.translate || /^(script|style)$/.test(node.localName))) continue;
    if (node instanceof Element && node.shadowRoot) wrapTexts(node.shadowRoot);
    if (!(node instanceof Text) || !node.data.trim()) wrapTexts(node);
    else {
      const font = document.createElement("font");
      node.replaceWith(font);
      font.append(node);
    }
  }
}

/** What old libraries do to the language's own objects, by the library. */
const patches: [what: string, apply: () => (() => void)[]][] = [
  [
    "as Prototype.js: enumerable methods of arrays, texts and functions",
    () =>
      [Array.prototype, String.prototype, Function.prototype].flatMap((prototype) =>
        ["first", "last", "compact", "each", "strip"].map((name) =>
          patch(prototype, name, { enumerable: true, value: () => undefined }),
        ),
      ),
  ],
  [
    "as MooTools: Array.from that wraps, and an enumerable method of every object",
    () => [
      patch(Array, "from", { value: (given: unknown) => (Array.isArray(given) ? given : [given]) }),
      patch(Object.prototype, "each", { enumerable: true, value: () => undefined }),
    ],
  ],
  [
    "as a tracker: fetch, XMLHttpRequest, history and addEventListener are wrapped",
    () => {
      const { fetch } = window;
      const { open } = XMLHttpRequest.prototype;
      const { pushState, replaceState } = history;
      const { addEventListener } = EventTarget.prototype;
      return [
        patch(window, "fetch", {
          value: (...call: Parameters<typeof fetch>) => fetch(...call).then((answer) => answer.clone()),
        }),
        patch(XMLHttpRequest.prototype, "open", {
          value(this: XMLHttpRequest, ...call: Parameters<typeof open>) {
            return open.apply(this, call);
          },
        }),
        patch(history, "pushState", { value: pushState.bind(history) }),
        patch(history, "replaceState", { value: replaceState.bind(history) }),
        patch(EventTarget.prototype, "addEventListener", {
          value(this: EventTarget, ...call: Parameters<typeof addEventListener>) {
            return addEventListener.apply(this, call);
          },
        }),
      ];
    },
  ],
];

describe("On a page that changes the language's own objects", () => {
  for (const [what, apply] of patches) {
    it(`${what}: a request comes to its code, and its payload is as ever`, async () => {
      const calls = async () => {
        const widget = new WidgetDriver();
        try {
          await toOutcome(widget);
          await widget.seesText("AUT-2048-77");
          return widget.bff.to("POST /arc/v1/authorization-requests").map(({ body }) => body);
        } finally {
          widget.end();
        }
      };
      const expected = await calls();
      const restore = apply();
      let sent: unknown[];
      try {
        sent = await calls();
      } finally {
        for (const undo of restore.toReversed()) undo();
      }
      assert.deepEqual(sent, expected);
    });
  }
});

describe("In a place that is no usual box", () => {
  let widget: WidgetDriver;
  let place: HTMLElement;
  let sheet: HTMLStyleElement;
  beforeEach(() => {
    place = document.createElement("div");
    sheet = document.createElement("style");
    document.head.append(sheet);
    document.body.append(place);
  });
  afterEach(() => {
    widget?.end();
    place.remove();
    sheet.remove();
  });
  const opened = async () => {
    widget = new WidgetDriver();
    place.append(widget.element);
    await widget.field("Document number");
    return widget;
  };
  const shown = (element: Element | null | undefined) => {
    const box = element?.getBoundingClientRect();
    return [box?.width ?? 0, box?.height ?? 0];
  };
  const isRoomy = ([width = 0, height = 0]: number[]) => width > 200 && height > 200;

  for (const [what, rules] of [
    ["everything reset, with priority", "body, body * { all: unset !important; }"],
    ["a zoom of the body", "body { zoom: 1.5; }"],
    ["a zoom of the element", "osigu-preauth { zoom: 0.8; }"],
    ["display: contents", "osigu-preauth { display: contents; }"],
    ["a transformed and clipped box", "div { transform: scale(0.9); contain: layout paint style; }"],
    ["columns of text", "div { columns: 1; writing-mode: horizontal-tb; }"],
    ["content that is not painted before it is near", "div { content-visibility: auto; }"],
    ["a query container", "div { container-type: inline-size; width: 600px; }"],
  ] as const) {
    it(`${what}: the form has its room`, async () => {
      sheet.textContent = rules;
      await opened();
      place.scrollIntoView();
      await until("its room", () => isRoomy(shown(widget.root.querySelector("[part=root]"))));
      const field = await widget.field("Document number");
      const [width = 0, height = 0] = shown(field);
      assert.isAbove(width, 100);
      assert.isAbove(height, 25);
      const { scrollWidth, clientWidth } = document.documentElement;
      assert.isAtMost(scrollWidth, clientWidth + 1);
    });
  }

  it("a panel that is not displayed: the form loads, takes no focus, and is whole once the panel opens", async () => {
    place.style.display = "none";
    widget = new WidgetDriver();
    place.append(widget.element);
    await until("ready", () => widget.details("preauth-ready").length);
    assert.isTrue(document.activeElement === document.body);
    place.style.display = "";
    await widget.field("Document number");
    await until("its room", () => isRoomy(shown(widget.element)));
    await toDocuments(widget);
  });

  it("a hidden element: shows nothing until it is no longer hidden", async () => {
    await opened();
    widget.element.hidden = true;
    assert.deepEqual(shown(widget.element), [0, 0]);
    widget.element.hidden = false;
    assert.isTrue(isRoomy(shown(widget.element)));
  });

  it("a clone of a template: the clone is a form of its own", async () => {
    await opened();
    const template = document.createElement("template");
    template.innerHTML = '<osigu-preauth sponsor-slug="sponsor-norte" locale="es"></osigu-preauth>';
    const inert = template.content.firstElementChild as WidgetDriver["element"];
    assert.isUndefined(inert.restart);
    const clone = document.importNode(inert, true);
    clone.getToken = async () => "token-2";
    place.append(clone);
    await until("its form", () => clone.shadowRoot?.querySelector("[part=root][lang=es] input"));
    clone.remove();
  });

  it("a shadow root inside another: every event reaches the page once, and focus stays in the widget", async () => {
    const heard: string[] = [];
    const listen = ({ type }: Event) => heard.push(type);
    document.addEventListener("preauth-complete", listen);
    const outer = place.attachShadow({ mode: "closed" });
    const inner = document.createElement("div");
    outer.append(inner);
    widget = new WidgetDriver();
    inner.attachShadow({ mode: "open" }).append(widget.element);
    try {
      await toOutcome(widget);
      await widget.seesText("AUT-2048-77");
      assert.deepEqual(heard, ["preauth-complete"]);
      assert.isTrue(document.activeElement === place);
      assert.isOk(widget.focused());
    } finally {
      document.removeEventListener("preauth-complete", listen);
    }
  });

  it("another parent, by moveBefore where there is one: nothing is lost and nothing is told again", async () => {
    await opened();
    await toDocuments(widget);
    const events = widget.events.length;
    const other = document.createElement("section");
    place.append(other);
    const mover = other as HTMLElement & { moveBefore?: (moved: Node, before: Node | null) => void };
    if (mover.moveBefore) mover.moveBefore(widget.element, null);
    else other.append(widget.element);
    await widget.title("Add the documents");
    assert.equal(widget.events.length, events);
  });

  it("a translator that wraps texts, and leaves alone what is not to be translated: the words stay right", async () => {
    widget = new WidgetDriver();
    place.append(widget.element);
    await widget.field("Document number");
    wrapTexts(document.body);
    await toDocuments(widget);
    wrapTexts(document.body);
    await widget.press("Back");
    await widget.title("What is needed?");
    assert.lengthOf(widget.root.querySelectorAll("font"), 0);
    for (const font of document.querySelectorAll("font")) font.replaceWith(...font.childNodes);
  });

  it("a page whose language changes, as by a translator: what was entered stays", async () => {
    widget = new WidgetDriver({ locale: undefined });
    place.append(widget.element);
    await widget.fill("Document number", "123");
    document.documentElement.lang = "es";
    document.documentElement.classList.add("translated-ltr");
    widget.element.requestUpdate();
    const field = await widget.field("Número de documento");
    assert.equal(field.value, "123");
    document.documentElement.lang = "en";
    document.documentElement.classList.remove("translated-ltr");
  });
});
