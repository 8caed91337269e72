import assert from "node:assert/strict";
import { basename, extname } from "node:path";
import type { Role } from "./find.ts";
import type { Key, TabElement } from "./tab.ts";
import { type Named, WidgetPage } from "./widget-page.ts";

/** Presses of Tab after which a thing counts as out of the keyboard's reach. */
const mostTabs = 120;

/** The widget as it is used without a mouse: everything is reached by Tab and arrows, and done by Enter or Space. */
export class KeyboardPage extends WidgetPage {
  override async press(name: Named): Promise<void> {
    await this.#reach("button", name);
    await this.tab.press("Enter");
  }

  override async fill(label: Named, value: string): Promise<void> {
    await this.#reach("textbox", label);
    await this.#type(value);
  }

  override async choose(label: Named, value: string, option = value): Promise<void> {
    if (await this.isShortChoice(label, option)) return super.choose(label, value, option);
    const list = await this.#reach("combobox", label);
    const isSelect = await list.evaluate((element) => element instanceof HTMLSelectElement);
    if (!isSelect) return this.#takeOption(option, new RegExp(escaped(option)));
    const distance = () =>
      list.evaluate((element, wanted) => {
        const { options, selectedIndex } = element as HTMLSelectElement;
        return [...options].findIndex((one) => one.value === wanted) - selectedIndex;
      }, value);
    await this.tab.press("Home");
    // From wherever it is: what the page learns late may choose another one between two presses.
    for (let presses = 0; presses < 400; presses++) {
      const left = await distance();
      if (left === 0) break;
      await this.tab.press(left > 0 ? "ArrowDown" : "ArrowUp");
    }
    assert.equal(await list.evaluate((element) => (element as HTMLSelectElement).value), value);
  }

  override async check(label: Named, group?: Named): Promise<void> {
    const radio = await this.find("choice", label, group);
    if (await radio.evaluate((element) => (element as HTMLInputElement).type === "checkbox")) {
      await this.#reach("checkbox", label);
      return this.tab.press("Space");
    }
    // Tab comes to the group; arrows move, and take, inside of it.
    const inGroup = () =>
      radio.evaluate((element) => {
        const active = window.finder.focused();
        return active instanceof HTMLInputElement && active.name === (element as HTMLInputElement).name;
      });
    await this.#tabTo(inGroup);
    const taken = () => radio.evaluate((element) => (element as HTMLInputElement).checked);
    // Some browsers go from the last on to the first, others stay there.
    for (const key of ["ArrowDown", "ArrowUp"] as const) {
      for (let presses = 0; presses < 20 && !(await taken()); presses++) await this.tab.press(key);
    }
    if (!(await taken())) await this.tab.press("Space");
    assert.ok(await taken(), `The choice "${label}" cannot be taken by keyboard.`);
  }

  override async pick(label: Named, typed: string, option: Named): Promise<void> {
    await this.#reach("combobox", label);
    await this.#takeOption(typed, typeof option === "string" ? new RegExp(escaped(option)) : option);
  }

  /** Adds files to the place for documents of this type. */
  async attachTo(fileType: string, ...paths: string[]): Promise<void> {
    const field = `file-${fileType}`;
    // Whoever begins to press Tab before the list has come is past its place when it comes.
    await this.tab.waitFor((id) => window.finder.all("file").some((one) => one.id === id), field);
    const here = () => this.tab.evaluate((id) => window.finder.focused()?.id === id, field);
    const open = async () => {
      assert.ok(await this.#tabTo(here), `The place for ${fileType} cannot be reached by keyboard.`);
      await this.tab.press("Space");
    };
    await this.tab.chooseFiles(open, ...paths);
    // The page hears of its files a moment later; nobody goes on before they are there.
    for (const path of paths) await this.waitForText(basename(path, extname(path)));
  }

  async #type(value: string): Promise<void> {
    await this.tab.press("Control", "a");
    await this.tab.type(value);
  }

  async #takeOption(typed: string, option: RegExp): Promise<void> {
    await this.#type(typed);
    await this.waitForResults();
    await this.find("option", option);
    const marked = () =>
      this.tab.evaluate(
        () => window.finder.all("option").find((one) => one.ariaSelected === "true")?.textContent ?? "",
      );
    for (
      let presses = 0;
      presses < 40 && !option.test((await marked()).replace(/\s+/g, " ").trim());
      presses++
    ) {
      await this.tab.press("ArrowDown");
    }
    await this.tab.press("Enter");
  }

  async #reach(role: Role, name: Named): Promise<TabElement> {
    const found = await this.find(role, name);
    const isHere = () => found.evaluate((element) => window.finder.focused() === element);
    assert.ok(await this.#tabTo(isHere), `The ${role} "${name}" cannot be reached by keyboard.`);
    return found;
  }

  /** Presses Tab until the keyboard is there; gives whether it came there. */
  async #tabTo(isHere: () => Promise<boolean>): Promise<boolean> {
    let hasTurned = false;
    for (let tabs = 0; tabs < mostTabs; tabs++) {
      if (await isHere()) return true;
      const keys: Key[] = hasTurned ? ["Shift", "Tab"] : ["Tab"];
      await this.tab.press(...keys);
      if (hasTurned || !(await this.#isOutside())) continue;
      // Past the last place Firefox comes to its own bar, from there to the last place again, and never to the first.
      await this.tab.press("Tab");
      hasTurned = true;
    }
    return false;
  }

  /** Whether the keyboard is nowhere in the page. A window that nobody put in front never says that it has it. */
  #isOutside(): Promise<boolean> {
    return this.tab.evaluate(() => !document.hasFocus() && window.finder.focused() === document.body);
  }
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
