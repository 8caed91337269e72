import { setTimeout as pause } from "node:timers/promises";
import type { Name, Role } from "./find.ts";
import type { Tab, TabElement } from "./tab.ts";

/** A name as tests write it: whole as text, in part as a regular expression. */
export type Named = string | RegExp;

/** The widget in a page, reached as a person reaches it: by what is visible, by role and name. */
export class WidgetPage {
  readonly tab: Tab;
  /** Milliseconds between two keys. */
  keyPause = 0;

  constructor(tab: Tab) {
    this.tab = tab;
  }

  /** Waits until the element is there. */
  find(role: Role, name?: Named, group?: Named): Promise<TabElement> {
    return this.tab
      .find(
        (wanted, called, within) => window.finder?.all(wanted, called, within)[0],
        role,
        sent(name),
        sent(group),
      )
      .catch(async (cause) => {
        throw new Error(`There is no ${role} "${name ?? ""}" in: ${await this.text()}`, { cause });
      });
  }

  /** Whether the element is there now. */
  has(role: Role, name?: Named): Promise<boolean> {
    return this.count(role, name).then((count) => count > 0);
  }

  count(role: Role, name?: Named): Promise<number> {
    return this.tab.evaluate((wanted, called) => window.finder.all(wanted, called).length, role, sent(name));
  }

  /** All visible text of the widget. */
  text(): Promise<string> {
    return this.tab.evaluate(() => window.finder.text());
  }

  /** Waits until this is visible in the widget. */
  async waitForText(words: Named): Promise<void> {
    const { source, flags } = typeof words === "string" ? new RegExp(escaped(words)) : words;
    await this.tab
      .waitFor((pattern, how) => new RegExp(pattern, how).test(window.finder?.text() ?? ""), source, flags)
      .catch(async (cause) => {
        throw new Error(`The widget never showed "${words}", but: ${await this.text()}`, { cause });
      });
  }

  /** Waits for the step of this title. */
  async waitForStep(title: Named): Promise<void> {
    await this.find("heading", title);
  }

  /** Goes on with the person found. A single active one needs no press. */
  async confirmPerson(): Promise<void> {
    await this.waitForText(/What is needed\?|Continue with /);
    if (await this.has("button", /^Continue with /))
      await this.tab.evaluate(() => {
        for (const button of window.finder.all("button", { matches: "^Continue with " })) button.click();
      });
    await this.waitForStep("What is needed?");
  }

  async press(name: Named): Promise<void> {
    await this.#click("button", name);
  }

  /** Whatever is replaced just before it is clicked, as a list is by newer results, is looked for again. */
  async #click(role: Role, name: Named, group?: Named, tries = 3): Promise<void> {
    const found = await this.find(role, name, group);
    try {
      await found.click();
    } catch (thrown) {
      if (tries <= 1 || !/detached|stale/i.test(String(thrown))) throw thrown;
      await this.#click(role, name, group, tries - 1);
    }
  }

  /** Types into a field in place of what it held. */
  async fill(label: Named, value: string): Promise<void> {
    const field = await this.find("textbox", label);
    const isDate = await field.evaluate((element) => (element as HTMLInputElement).type === "date");
    if (isDate) return field.evaluate(putDate, value);
    // Three clicks select the whole value only where they come fast enough, which a busy machine does not promise.
    await field.click();
    await this.tab.press("Control", "a");
    if (!this.keyPause) return this.tab.type(value);
    for (const letter of value) {
      await this.tab.type(letter);
      await pause(this.keyPause);
    }
  }

  /** Takes one of several, or ticks one. */
  async check(label: Named, group?: Named): Promise<void> {
    await this.#click("choice", label, group);
  }

  /** Takes an option: of a native list by its value, of one that can be searched, or of a few, by its label. */
  async choose(label: Named, value: string, option = value): Promise<void> {
    if (await this.isShortChoice(label, option)) return this.check(beginning(option), label);
    const list = await this.find("combobox", label);
    if (await list.evaluate((element) => element instanceof HTMLSelectElement)) await list.select(value);
    else await this.pick(label, option, new RegExp(escaped(option)));
  }

  /** Whether the field of this label is a list to choose from. Waits until it is there, as rules come late. */
  async isChoice(label: Named): Promise<boolean> {
    await this.tab.waitFor(
      (called) => window.finder.all("combobox", called)[0] ?? window.finder.all("textbox", called)[0],
      sent(label),
    );
    return this.has("combobox", label);
  }

  /** Whether the options stand beside each other. Waits until there is a choice. */
  protected async isShortChoice(label: Named, option: string): Promise<boolean> {
    await this.tab.waitFor(
      (list, one) => window.finder?.all("combobox", list)[0] ?? window.finder?.all("radio", one, list)[0],
      sent(label),
      sent(beginning(option)),
    );
    return !(await this.has("combobox", label));
  }

  /** Types into a search field and takes the option of this name. */
  async pick(label: Named, typed: string, option: Named): Promise<void> {
    await this.fill(label, typed);
    await this.waitForResults();
    await this.#click("option", option);
  }

  /** Waits for the results of all that was typed: those of its beginning stay meanwhile, and none of them is marked. */
  protected waitForResults(): Promise<void> {
    return this.tab.waitFor(() => window.finder.all("option").some((one) => one.ariaSelected === "true"));
  }

  /** The value that a field holds. */
  async valueOf(label: Named): Promise<string> {
    const field = await this.find("textbox", label);
    return field.evaluate((element) => (element as HTMLInputElement).value);
  }

  /** Adds files to the first place that takes some, or to the one that is described by `slot`. */
  async attach(...paths: string[]): Promise<void> {
    const input = await this.find("file");
    await input.setFiles(...paths);
  }
}

/** Runs in the page. How a date is typed depends on the machine's language; what arrives does not. */
function putDate(element: HTMLElement, value: string): void {
  (element as HTMLInputElement).value = value;
  element.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
}

/** A name as it travels into the page. */
function sent(name: Named | undefined): Name | undefined {
  if (name === undefined) return undefined;
  return typeof name === "string" ? { whole: name } : { matches: name.source };
}

/** The widget writes the name of a document type behind its code. */
const beginning = (option: string) => new RegExp(`^${escaped(option)}( · |$)`);

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
