import assert from "node:assert/strict";
import { basename } from "node:path";
import { after, before, describe, test } from "node:test";
import { type Environment, startEnvironment } from "./environment.ts";
import { findPerson, submit } from "./journey.ts";
import type { Key } from "./tab.ts";
import type { WidgetPage } from "./widget-page.ts";

/** Presses real keys, and counts them. */
class Keyboard {
  presses = 0;
  readonly widget: WidgetPage;

  constructor(widget: WidgetPage) {
    this.widget = widget;
  }

  async press(...keys: Key[]): Promise<void> {
    this.presses += keys.length;
    await this.widget.tab.press(...keys);
  }

  async type(text: string): Promise<void> {
    this.presses += text.length;
    await this.widget.tab.type(text);
  }

  /** Waits until the keyboard is at the control with this id. */
  at(id: string): Promise<void> {
    return this.widget.tab.waitFor((wanted) => window.finder.focused()?.id === wanted, id);
  }
}

/** Waits until the type of the last request's document is chosen. */
async function hasLastType(widget: WidgetPage): Promise<void> {
  await widget.find("combobox", "Document type");
  await widget.tab.waitFor(() =>
    window.finder.all("combobox").some((one) => one instanceof HTMLSelectElement && one.value === "CC"),
  );
}

describe("somebody who has asked for the same before", () => {
  let environment: Environment;

  before(async () => {
    environment = await startEnvironment();
    const { widget, close } = await environment.openPage();
    await submit(widget, await environment.pdf());
    await widget.waitForStep(/^Approved/);
    await close();
  });
  after(() => environment?.close());

  test("comes from the first field to the code in 26 presses of a key", async () => {
    const { widget, close } = await environment.openPage();
    const pdf = await environment.pdf();
    const keyboard = new Keyboard(widget);
    await hasLastType(widget);
    const first = await widget.find("combobox", "Document type");
    await first.evaluate((element) => element.focus());
    await keyboard.press("Tab");
    await keyboard.type("123456789");
    await keyboard.press("Enter");
    await keyboard.at("find-product");
    await widget.find("option", /30$/);
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await keyboard.at("diagnosis-search");
    await widget.find("option", /R51/);
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await widget.find("button", /^Remove Headache/);
    await keyboard.press("Tab");
    await keyboard.at("early-file");
    await widget.tab.chooseFiles(() => keyboard.press("Space"), pdf);
    await widget.waitForText(basename(pdf));
    await keyboard.press("Control", "Enter");
    await widget.waitForStep("Check and send");
    await keyboard.press("Control", "Enter");
    await widget.waitForStep(/^Approved/);
    await widget.tab.waitFor(() => /^Copy/.test(window.finder.focused()?.textContent?.trim() ?? ""));
    assert.ok(keyboard.presses <= 26, `It took ${keyboard.presses} presses.`);
    await widget.tab.press("Control", "Enter");
    await widget.waitForStep(/^Approved/);
    assert.match(await widget.text(), /AUTH-/, "A second press takes no code away.");
    await close();
  });

  test("comes to the code in ten clicks", async () => {
    const { widget, close } = await environment.openPage();
    const pdf = await environment.pdf();
    let clicks = 0;
    const click = async (role: Parameters<WidgetPage["find"]>[0], name: string | RegExp) => {
      clicks++;
      await (await widget.find(role, name)).click();
    };
    await hasLastType(widget);
    await click("textbox", "Document number");
    await widget.tab.type("123456789");
    await click("button", "Search");
    await click("option", /30$/);
    await click("option", /R51/);
    clicks++;
    const file = await widget.find("file");
    await file.setFiles(pdf);
    await widget.waitForText(basename(pdf));
    await click("button", "Continue");
    await widget.waitForStep("Check and send");
    await click("button", "Request authorization");
    await widget.waitForStep(/^Approved/);
    assert.ok(clicks <= 10, `It took ${clicks} clicks.`);
    await close();
  });

  test("repeats a request for another patient without typing it again", async () => {
    const { widget, close } = await environment.openPage();
    await submit(widget, await environment.pdf());
    await widget.waitForStep(/^Approved/);
    await widget.press("Same request, another patient");
    await widget.waitForStep("Who is it for?");
    await widget.tab.waitFor(() => (window.finder.focused() as HTMLInputElement)?.name === "document_number");
    assert.equal(await widget.valueOf("Document number"), "");
    await widget.tab.type("123456789");
    await widget.tab.press("Enter");
    await widget.confirmPerson();
    await widget.waitForText(/Quantity ?30/);
    await close();
  });

  test("goes on typing in the search after a product's dialog was left by Escape", async () => {
    const { widget, close } = await environment.openPage();
    await findPerson(widget);
    const keyboard = new Keyboard(widget);
    await widget.pick("Find a product", "MED-042", /MED-042/);
    await keyboard.at("quantity");
    await keyboard.type("30");
    await keyboard.press("Escape");
    await keyboard.at("find-product");
    await keyboard.type("LAB");
    await widget.tab.waitFor(() => (window.finder.focused() as HTMLInputElement).value === "LAB");
    await close();
  });
});
