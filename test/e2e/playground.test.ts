import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Environment, startEnvironment } from "./environment.ts";
import type { WidgetPage } from "./widget-page.ts";

/** Waits until the products that were filled in are looked up: before that a step is not accepted. */
const hasProducts = (widget: WidgetPage) =>
  widget.tab.waitFor(() => {
    const { flow } = document.querySelector("osigu-preauth") as unknown as {
      flow: { products: { product: { product_type?: string } }[] };
    };
    return flow.products.length > 0 && flow.products.every(({ product }) => product.product_type);
  });

describe("a newcomer at the playground", () => {
  let environment: Environment;

  before(async () => {
    environment = await startEnvironment({ scripts: [recordCopies, measureRooms] });
  });
  after(() => environment?.close());

  test("chooses what happens, has it filled in, reaches a code, and copies what embeds exactly this", async () => {
    const { widget, events, errors, close } = await environment.openPage({ path: "/?locale=en&theme=light" });
    await widget.find("textbox", "Document number");
    await press(widget, "label:has([name=case][value=lab])");
    await press(widget, "#fill");
    await widget.press("Search");
    await widget.confirmPerson();
    await widget.waitForText("indication.pdf");
    await hasProducts(widget);
    await widget.press("Continue");
    await widget.waitForStep("Check and send");
    await widget.press("Request authorization");
    await widget.waitForStep("Approved");
    assert.equal((await events("preauth-complete")).length, 1);
    await widget.tab.waitFor(() =>
      document.querySelector("osigu-preauth-requests")?.shadowRoot?.textContent?.includes("AUTH-"),
    );
    const [page = 0, body = 0] = await widget.tab.evaluate(() => {
      const place = document.querySelector<HTMLElement>(".earlier .viewport");
      if (place) place.style.maxHeight = "80px";
      return [document.documentElement.scrollHeight, document.body.getBoundingClientRect().height];
    });
    assert.ok(page <= Math.ceil(body), `what is cut off in the list makes the page ${page - body} px longer`);
    await hasText(widget, "#events", "preauth-complete.*COMPLETED");
    const code = await text(widget, "#sheet code");
    assert.match(code, /sponsorSlug: "sponsor-laboratory"/);
    assert.match(code, /products: \[\{ product_code: "LAB-011", quantity: 1 \}\]/);
    assert.match(code, /appearance: \{ variables: \{ colorPrimary: "#0f766e" \} \}/);
    await press(widget, "#code .copy");
    await widget.tab.waitFor(() => window.copied);
    assert.equal(await widget.tab.evaluate(() => window.copied), await text(widget, "#sheet code"));
    await widget.press("Close");
    await widget.waitForStep("Who is it for?");
    await hasText(widget, "#events", "preauth-close");
    assert.deepEqual(await errors(), []);
    await close();
  });

  test("has documents of different formats filled in, and reaches a code", async () => {
    const { widget, close } = await environment.openPage({ path: "/?locale=en&case=manyDocuments" });
    await widget.find("textbox", "Document number");
    await press(widget, "#fill");
    await widget.press("Search");
    await widget.confirmPerson();
    await hasProducts(widget);
    await widget.press("Continue");
    await widget.waitForText("id_card.jpeg");
    await widget.press("Continue");
    await widget.waitForStep("Check and send");
    await widget.press("Request authorization");
    await widget.waitForStep("Approved");
    await close();
  });

  test("sees the first field at once, and the events beside the form", async () => {
    const { widget, close } = await environment.openPage({ path: "/?locale=en", height: 800 });
    const field = await widget.find("textbox", "Document number");
    const bottom = await field.evaluate((input) => input.getBoundingClientRect().bottom);
    assert.ok(bottom <= 800, `the field ends at ${bottom} px`);
    const [events = 0, list = 0] = await widget.tab.evaluate(() =>
      ["#events", "#earlier"].map((part) => document.querySelector(part)?.getBoundingClientRect().top ?? 0),
    );
    assert.ok(events > 0 && events < bottom && bottom < list, `${events}, ${bottom}, ${list}`);
    await close();
  });

  test("opens the clinic's page alone with the same brand, shape and values", async () => {
    const path = "/?locale=es&look=plum&preset=square";
    const { widget, close } = await environment.openPage({ path });
    await widget.waitForStep("¿Para quién es?");
    await press(widget, "#fill");
    const alone = await (await element(widget, "#alone[href*=filled]")).evaluate(
      (link) => (link as HTMLAnchorElement).href,
    );
    await widget.tab.goTo(alone);
    await widget.tab.waitFor(() => {
      const shown = document.querySelector("osigu-preauth") as (HTMLElement & { prefill?: object }) | null;
      const style = shown && getComputedStyle(shown);
      return (
        style?.getPropertyValue("--osigu-radius-lg") === "20px" &&
        style.getPropertyValue("--osigu-color-primary") === "#7a1fa2" &&
        JSON.stringify(shown?.prefill).includes("1 tableta cada 8 horas")
      );
    });
    await close();
  });

  test("sees nothing move when form and list are loaded: their room is there before", async () => {
    const { widget, close } = await environment.openPage({ path: "/?locale=en" });
    await widget.find("textbox", "Document number");
    const rooms = await widget.tab.evaluate(() => window.rooms);
    for (const height of rooms) assert.ok(height >= 336, `${rooms}`);
    assert.equal(rooms.length, 2);
    await close();
  });

  test("gives form and list another shape, and has code for both", async () => {
    const { widget, close } = await environment.openPage({ path: "/?locale=en" });
    await widget.find("textbox", "Document number");
    await (await element(widget, "select[name=preset]")).select("square");
    await hasText(widget, "#sheet code", 'preset: "square"');
    await press(widget, "[role=tab][data-name=requests]");
    await hasText(widget, "#sheet code", '<osigu-preauth-requests .*locale="en"');
    await hasText(widget, "#sheet code", 'list\\.appearance = \\{[^;]*preset: "square"');
    await widget.tab.waitFor(() =>
      ["osigu-preauth", "osigu-preauth-requests"].every((tag) => {
        const shown = document.querySelector(tag);
        return shown && getComputedStyle(shown).getPropertyValue("--osigu-radius-lg") === "0";
      }),
    );
    await close();
  });

  test("reads the page and the widget in the chosen language", async () => {
    const { widget, close } = await environment.openPage({ path: "/?locale=en" });
    await widget.waitForStep("Who is it for?");
    await (await element(widget, "select[name=locale]")).select("es");
    await widget.waitForStep("¿Para quién es?");
    await hasText(widget, "#fill", "^Llénelo por mí$");
    await press(widget, "[role=tab][data-name=Element]");
    await hasText(widget, "#sheet code", '<osigu-preauth .*locale="es"');
    // This site has no way to the faults of its sandbox.
    assert.equal(
      await widget.tab.evaluate(() => document.querySelector("#line-choice")?.checkVisibility()),
      false,
    );
    await close();
  });
});

const element = ({ tab }: WidgetPage, selector: string) =>
  tab.find((wanted) => document.querySelector(wanted), selector);

/** Clicks on something of the page around the widget. */
async function press(widget: WidgetPage, selector: string): Promise<void> {
  await (await element(widget, selector)).click();
}

/** Waits until a part of the page around the widget has text like this. */
const hasText = ({ tab }: WidgetPage, selector: string, pattern: string) =>
  tab.waitFor(
    (part, wanted) => new RegExp(wanted, "s").test(document.querySelector(part)?.textContent ?? ""),
    selector,
    pattern,
  );

async function text(widget: WidgetPage, selector: string): Promise<string> {
  return (await element(widget, selector)).evaluate(({ textContent }) => textContent ?? "");
}

declare global {
  interface Window {
    /** What a page put on the clipboard. */
    copied?: string;
    /** Heights, in px, of the places for form and list once the page is read. */
    rooms: number[];
  }
}

/** Runs in the page: a browser without a screen has no clipboard. */
function recordCopies(): void {
  const clipboard = {
    writeText: async (copied: string) => {
      window.copied = copied;
    },
  };
  Object.defineProperty(navigator, "clipboard", { value: clipboard });
}

/** Runs in the page: measures before or after the loader is there, which must not differ. */
function measureRooms(): void {
  document.addEventListener("DOMContentLoaded", () => {
    const places = document.querySelectorAll("#preauth, osigu-preauth-requests");
    window.rooms = [...places].map((place) => place.getBoundingClientRect().height);
  });
}
