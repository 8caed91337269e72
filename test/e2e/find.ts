/** Roles by which a person, or a screen reader, tells parts of a page from each other. */
export type Role =
  | "alert"
  | "article"
  | "button"
  | "checkbox"
  | "choice"
  | "combobox"
  | "dialog"
  | "file"
  | "heading"
  | "image"
  | "list item"
  | "option"
  | "output"
  | "radio"
  | "status"
  | "textbox";

/** A name as a whole, or the source of a regular expression that it matches. */
export type Name = { whole: string } | { matches: string };

/** What is installed into each page under test. */
export type Finder = {
  /** The visible elements of this role and name, in the order of the document. `group`: the legend that they are under. */
  all(role: Role, name?: Name, group?: Name): HTMLElement[];
  /** Role-independent name of an element. */
  nameOf(element: Element): string;
  /** The element that has the keyboard, inside whatever shadow root. */
  focused(): Element | null;
  /** All visible text of the widget. */
  text(): string;
};

declare global {
  interface Window {
    finder: Finder;
  }
}

/**
 * Runs in the page, before anything of the page does: it must stand alone. It looks into open shadow roots and into
 * an open modal dialog first, as everything outside of that cannot be reached.
 */
export function installFinder(): void {
  const selectors: Record<Role, string> = {
    alert: '[role="alert"]',
    article: "article",
    button: 'button, [role="button"], summary',
    checkbox: 'input[type="checkbox"]',
    choice: 'input[type="checkbox"], input[type="radio"]',
    combobox: 'select, [role="combobox"]',
    dialog: "dialog[open]",
    file: 'input[type="file"]',
    heading: "h1, h2, h3, h4",
    image: '[role="img"]',
    "list item": "li",
    option: '[role="option"]',
    output: "output",
    radio: 'input[type="radio"]',
    status: '[role="status"]',
    textbox: 'input:not([type="checkbox"], [type="radio"], [type="file"], [type="button"]), textarea',
  };
  const root = () => document.querySelector("osigu-preauth")?.shadowRoot ?? null;
  const trimmed = (text: string | null | undefined) => (text ?? "").replace(/\s+/g, " ").trim();

  const nameOf = (element: Element): string => {
    const own = element.getAttribute("aria-label");
    if (own) return trimmed(own);
    const scope = element.getRootNode() as ShadowRoot;
    const ids = element.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
    if (ids.length > 0) return trimmed(ids.map((id) => scope.getElementById(id)?.textContent).join(" "));
    const labels = (element as HTMLInputElement).labels;
    if (labels && labels.length > 0) return trimmed([...labels].map((label) => label.textContent).join(" "));
    return trimmed(element.textContent);
  };

  const fits = (own: string, name: Name | undefined) => {
    if (!name) return true;
    return "whole" in name ? own === name.whole : new RegExp(name.matches, "i").test(own);
  };
  const groupOf = (element: Element) =>
    trimmed(element.closest("fieldset")?.querySelector("legend")?.textContent);

  const isShown = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;

  window.finder = {
    nameOf,
    all(role, name, group) {
      const scope = root();
      if (!scope) return [];
      const modal = role === "status" ? null : scope.querySelector("dialog:modal");
      const inside = (modal ?? scope).querySelectorAll<HTMLElement>(selectors[role]);
      const candidates = role === "dialog" && modal ? [modal as HTMLElement] : [...inside];
      return candidates.filter(
        (element) =>
          isShown(element) && fits(nameOf(element), name) && (!group || fits(groupOf(element), group)),
      );
    },
    focused() {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active;
    },
    text() {
      const frame = root()?.querySelector<HTMLElement>('[part="root"]');
      // biome-ignore lint/performance/useDomNodeTextContent: only what is shown counts.
      return trimmed(frame?.innerText);
    },
  };
}
