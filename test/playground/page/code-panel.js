import { frameworkCodes } from "./code/frameworks.js";
import { highlight } from "./code/highlight.js";
import { elementCode, listCode, scriptCode, serverCode } from "./code/plain.js";
import { create } from "./site.js";

/** @import { Setup } from "./code/plain.js" */
/** @import { Words } from "./words/en.js" */

/** @type {Record<string, (setup: Setup) => string>} */
const languages = {
  Script: scriptCode,
  Element: elementCode,
  ...frameworkCodes,
  requests: listCode,
  server: serverCode,
};

/** The code that embeds exactly what is shown, in one tab for each way, with a button that copies it. */
export class CodePanel {
  #chosen = "Script";
  #tabs;
  #code;
  #copy;
  /** @type {Setup | undefined} */
  #setup;
  /** @type {Words | undefined} */
  #words;

  /** @param {HTMLElement} place */
  constructor(place) {
    this.#tabs = create("div", { role: "tablist", class: "tabs" });
    this.#code = create("code", {});
    this.#copy = create("button", { type: "button", class: "copy" });
    const sheet = create(
      "div",
      { role: "tabpanel", class: "sheet", id: "sheet" },
      create("pre", { tabindex: "0" }, this.#code),
    );
    place.append(this.#copy, this.#tabs, sheet);
    for (const name of Object.keys(languages)) {
      const tab = create(
        "button",
        { type: "button", role: "tab", "aria-controls": "sheet", "data-name": name },
        name,
      );
      tab.addEventListener("click", () => this.#choose(name));
      this.#tabs.append(tab);
    }
    this.#tabs.addEventListener("keydown", (event) => this.#move(event));
    this.#copy.addEventListener("click", () => this.#copyCode());
  }

  /**
   * @param {Setup} setup
   * @param {Words} words
   */
  show(setup, words) {
    this.#setup = setup;
    this.#words = words;
    this.#tabs.setAttribute("aria-label", words.code);
    this.#copy.textContent = words.copy;
    this.#render();
  }

  #render() {
    if (!this.#setup || !this.#words) return;
    for (const tab of this.#allTabs()) {
      const isChosen = tab.dataset.name === this.#chosen;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      if (tab.dataset.name === "requests") tab.textContent = this.#words.requests;
      if (tab.dataset.name === "server") tab.textContent = this.#words.server;
    }
    this.#code.replaceChildren(...highlight(languages[this.#chosen]?.(this.#setup).trim() ?? ""));
  }

  /** @param {string} name */
  #choose(name) {
    this.#chosen = name;
    this.#render();
  }

  /**
   * The arrow keys go from tab to tab.
   * @param {KeyboardEvent} event
   */
  #move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const tabs = this.#allTabs();
    const at = tabs.findIndex((tab) => tab.dataset.name === this.#chosen);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    this.#choose(next?.dataset.name ?? this.#chosen);
    next?.focus();
  }

  async #copyCode() {
    await navigator.clipboard.writeText(this.#code.textContent ?? "");
    this.#copy.textContent = this.#words?.copied ?? "";
    setTimeout(() => {
      this.#copy.textContent = this.#words?.copy ?? "";
    }, 2_000);
  }

  #allTabs() {
    return [...this.#tabs.querySelectorAll("button")];
  }
}
