import { sendKeys } from "@web/test-runner-commands";
import type { OsiguPreauth } from "../element/osigu-preauth.ts";
import "../index.ts";
import { recordAnnouncements } from "./announcements.ts";
import { FakeBff } from "./fake-bff.ts";
import { configuration } from "./fixtures.ts";

const liveRegion = "[part=root] > [role=status]";
/** Milliseconds to wait for a condition. */
const timeout = 60_000;

/** Waits until a condition holds. */
export async function until<Value>(what: string, is: () => Value): Promise<NonNullable<Value>> {
  const end = performance.now() + timeout;
  for (;;) {
    const value = is();
    if (value) return value;
    if (performance.now() > end) throw new Error(`Timed out waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A complete name, or a pattern of one. */
type Name = string | RegExp;

/** Drives a widget on this page, with a fake BFF, through what is visible. */
export class WidgetDriver {
  readonly bff = new FakeBff();
  readonly element: OsiguPreauth;
  readonly events: { type: string; detail: unknown }[] = [];
  /** What the live region has said, in order. */
  readonly announced: string[];
  #restore: () => void;

  constructor(properties: Partial<OsiguPreauth> = {}, prepare: (bff: FakeBff) => void = () => {}) {
    prepare(this.bff);
    this.#restore = this.bff.install();
    this.element = document.createElement("osigu-preauth") as OsiguPreauth;
    for (const name of ["ready", "step", "complete", "decision", "error", "close"]) {
      this.element.addEventListener(`preauth-${name}`, this.record);
    }
    Object.assign(this.element, {
      bffUrl: this.bff.url,
      getToken: async () => "token-1",
      sponsorSlug: "sponsor-norte",
      locale: "en",
      ...properties,
    });
    document.body.append(this.element);
    this.announced = recordAnnouncements(this.root, liveRegion);
  }

  /** Keeps an event. */
  record = (event: Event): void => {
    this.events.push({ type: event.type, detail: (event as CustomEvent).detail });
  };

  /** Waits until this was announced. */
  hears(words: Name): Promise<string> {
    return until(`the announcement ${words}`, () => this.announced.find((each) => contains(each, words)));
  }

  /** Removes the widget and restores the network. */
  end(): void {
    this.element.remove();
    this.#restore();
  }

  get root(): ShadowRoot {
    return this.element.root;
  }

  /** The live region. */
  get announcer(): Element {
    return this.root.querySelector(liveRegion) as Element;
  }

  details(type: string): unknown[] {
    return this.events.filter((each) => each.type === type).map(({ detail }) => detail);
  }

  all<Found extends Element = HTMLElement>(selector: string): Found[] {
    const modal = this.root.querySelector("dialog[open]");
    return [...(modal ?? this.root).querySelectorAll<Found>(selector)].filter((each) =>
      each.checkVisibility(),
    );
  }

  one<Found extends Element = HTMLElement>(selector: string, name?: Name): Promise<Found> {
    return until(`${selector} ${name ?? ""}`, () =>
      this.all<Found>(selector).find((each) => name === undefined || matchesName(nameOf(each), name)),
    );
  }

  has(selector: string, name: Name): boolean {
    return this.all(selector).some((each) => matchesName(nameOf(each), name));
  }

  async press(name: Name): Promise<void> {
    const button = await this.one("button", name);
    button.click();
    await this.element.updateComplete;
  }

  field(label: Name): Promise<HTMLInputElement> {
    return this.one<HTMLInputElement>("input:not([type=file]), select, textarea", label);
  }

  /** Sets the value of a field with the event of an input. */
  async fill(label: Name, value: string): Promise<void> {
    const field = await this.field(label);
    field.focus();
    field.value = value;
    field.dispatchEvent(new Event(field.localName === "select" ? "change" : "input", { bubbles: true }));
    await this.element.updateComplete;
  }

  /** Presses keys of the keyboard, one after the other. */
  async keys(...names: string[]): Promise<void> {
    for (const press of names) await sendKeys({ press });
    await this.element.updateComplete;
  }

  async type(text: string): Promise<void> {
    await sendKeys({ type: text });
    await this.element.updateComplete;
  }

  async pick(label: Name, typed: string, option: Name): Promise<void> {
    await this.fill(label, typed);
    (await this.one("[role=option]", option)).click();
    await this.element.updateComplete;
  }

  /** Chooses files in the first file input. */
  async attach(...files: File[]): Promise<void> {
    const input = await until("a file input", () =>
      this.root.querySelector<HTMLInputElement>("input[type=file]"),
    );
    const chosen = new DataTransfer();
    for (const file of files) chosen.items.add(file);
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    await this.element.updateComplete;
  }

  async seesText(visibleText: Name): Promise<void> {
    await until(`"${visibleText}"`, () => contains(this.words(), visibleText)).catch((error) => {
      throw new Error(`${error.message}, but: ${this.words()}`);
    });
  }

  words(): string {
    // biome-ignore lint/performance/useDomNodeTextContent: only visible text counts.
    return trimmed(this.root.querySelector<HTMLElement>("[part=root]")?.innerText ?? "");
  }

  /** The focused element in the shadow root. */
  focused(): HTMLElement | null {
    return this.root.activeElement as HTMLElement | null;
  }

  async title(words: Name): Promise<void> {
    await this.one("h2", words);
  }
}

/** The accessible name of a control. */
export function nameOf(element: Element): string {
  const root = element.getRootNode() as ShadowRoot;
  const label = element.getAttribute("aria-label");
  if (label) return trimmed(label);
  const ids = element.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
  if (ids.length) return trimmed(ids.map((id) => root.getElementById(id)?.textContent).join(" "));
  const labels = (element as HTMLInputElement).labels;
  if (labels?.length) return trimmed([...labels].map((each) => each.textContent).join(" "));
  return trimmed(element.textContent ?? "");
}

const trimmed = (text: string) => text.replace(/\s+/g, " ").trim();
const matchesName = (text: string, name: Name) =>
  typeof name === "string" ? text === name : name.test(text);
const contains = (text: string, words: Name) =>
  typeof words === "string" ? text.includes(words) : words.test(text);

/** A PDF file. */
export const pdf = (name = "indication.pdf", size = 2_000) =>
  new File([new Uint8Array(size).fill(37)], name, { type: "application/pdf" });

/** Drives the widget to a screen. */
type Way = (widget: WidgetDriver) => Promise<unknown>;

/** To the beneficiary found. */
export async function find(widget: WidgetDriver): Promise<void> {
  await widget.fill("Document type", "CC");
  await widget.fill("Document number", "123");
  await widget.press("Search");
  await widget.one("button", /^Continue with/);
}

export async function toProducts(widget: WidgetDriver): Promise<void> {
  await find(widget);
  await widget.press(/^Continue with/);
  await widget.title("What is needed?");
}

export async function addProduct(widget: WidgetDriver): Promise<void> {
  await widget.press("Add product");
  await widget.pick("Product", "ana", /MED-1/);
  await widget.fill(/^Quantity/, "30");
  await widget.press("Add");
  await until("the dialog to close", () => !widget.root.querySelector("dialog"));
}

/** To one product and one diagnosis. */
export async function withChoices(widget: WidgetDriver, before: Way = toProducts): Promise<void> {
  await before(widget);
  await addProduct(widget);
  await widget.pick("Diagnoses", "R51", /R51$/);
}

export async function toDocuments(widget: WidgetDriver): Promise<void> {
  await withChoices(widget);
  await widget.press("Continue");
  await widget.title("Add the documents");
}

export async function toReview(widget: WidgetDriver, before: Way = toDocuments): Promise<void> {
  await before(widget);
  await widget.attach(pdf());
  await widget.seesText("Uploaded");
  await widget.press("Continue");
  await widget.title("Check and send");
}

/** Makes the sponsor require a one-time code. */
export function asksForCode(bff: FakeBff): void {
  bff.on("GET /arc/v1/sponsors/*/configuration", () => ({ body: configuration({ otp_required: true }) }));
}

export async function toCode(widget: WidgetDriver): Promise<void> {
  await toReview(widget);
  await widget.press("Continue");
  await widget.title("Send the patient a code");
}

export async function toOutcome(widget: WidgetDriver): Promise<void> {
  await toReview(widget);
  await widget.press("Request authorization");
  await until("the outcome", () => widget.details("preauth-complete").length);
  await until("its title", () => widget.has("h2", /./) && !widget.has("h2", "Check and send"));
}
