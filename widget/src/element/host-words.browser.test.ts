import { assert } from "@esm-bundle/chai";
import { find, toProducts, until, WidgetDriver } from "../testing/widget-driver.ts";

describe("The words of the host page", () => {
  let widget: WidgetDriver;
  /** A render without all of its words throws. */
  let thrown: unknown[];
  const note = ({ reason }: PromiseRejectionEvent) => thrown.push(reason);
  beforeEach(() => {
    thrown = [];
    window.addEventListener("unhandledrejection", note);
  });
  afterEach(() => {
    widget.end();
    window.removeEventListener("unhandledrejection", note);
    assert.deepEqual(thrown.map(String), [], "no render lacks words");
  });

  const help = () => widget.root.querySelector<HTMLElement>("[part=support]");

  it("stand in place of ours in their language only, from the first screen on", async () => {
    widget = new WidgetDriver({
      messages: { en: { searchTitle: "Whose request?", titles: { select_products: "The order" } } },
    });
    await widget.title("Whose request?");
    await find(widget);
    await widget.press("Continue with MARIA");
    await widget.title("The order");
    widget.element.locale = "es";
    await widget.title("¿Qué necesita el paciente?");
  });

  it("may change while the widget is used", async () => {
    widget = new WidgetDriver();
    await widget.title("Who is it for?");
    widget.element.messages = { en: { search: "Look up" } };
    await widget.one("button", "Look up");
  });

  it("say where help is, at the same place on every step", async () => {
    widget = new WidgetDriver({ support: { phone: "+502 2222 3333", url: "https://clinic.example/help" } });
    const links = await until("the links", () => help()?.querySelectorAll("a"));
    assert.deepEqual(
      [...links].map((link) => link.href),
      ["tel:+50222223333", "https://clinic.example/help"],
    );
    const isLast = () => help()?.previousElementSibling?.localName === "form";
    assert.isTrue(isLast());
    await toProducts(widget);
    assert.isTrue(isLast());
  });

  it("never make a link that runs a script, and need no support at all", async () => {
    widget = new WidgetDriver({ support: { url: "javascript:alert(1)" } });
    await widget.title("Who is it for?");
    assert.isNull(help());
    widget.element.support = undefined;
    await widget.element.updateComplete;
    assert.isNull(help());
  });
});
