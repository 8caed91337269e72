import { sendKeys } from "@web/test-runner-commands";
import type { OsiguPreauth } from "../element/osigu-preauth.ts";
import "../index.ts";
import { FakeBff } from "./fake-bff.ts";
import { configuration } from "./fixtures.ts";

/** Milliseconds that something may take to come; tests end as soon as it is there. */
const timeout = 8_000;

/** Waits until something is so. */
export async function until<Value>(what: string, is: () => Value): Promise<NonNullable<Value>> {
  const end = performance.now() + timeout;
  for (;;) {
    const value = is();
    if (value) return value;
    if (performance.now() > end) throw new Error(`It never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A name as a whole, or what it has to match. */
type Name = string | RegExp;

/** The widget in this page, with an insurer of its own behind it, reached by what is visible. */
export class WidgetDriver {
  readonly bff = new FakeBff();
  readonly element: OsiguPreauth;
  readonly events: { type: string; detail: unknown }[] = [];
  #restore: () => void;

  constructor(properties: Partial<OsiguPreauth> = {}, prepare: (insurer: FakeBff) => void = () => {}) {
    prepare(this.bff);
    this.#restore = this.bff.install();
    this.element = document.createElement("osigu-preauth") as OsiguPreauth;
    for (const name of ["ready", "step", "complete", "decision", "error", "close"]) {
      this.element.addEventListener(`preauth-${name}`, (event) => {
        this.events.push({ type: event.type, detail: (event as CustomEvent).detail });
      });
    }
    Object.assign(this.element, {
      getToken: async () => "token-1",
      sponsorSlug: "sponsor-norte",
      locale: "en",
      ...properties,
    });
    document.body.append(this.element);
  }

  /** Takes the widget away, and gives the page its network back. */
  end(): void {
    this.element.remove();
    this.#restore();
  }

  get root(): ShadowRoot {
    return this.element.root;
  }

  /** Where what is announced is written. */
  get announcer(): Element {
    return this.root.querySelector("[part=root] > [role=status]") as Element;
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

  /** Puts a value into a field as if it had been typed. */
  async fill(label: Name, value: string): Promise<void> {
    const field = await this.field(label);
    field.focus();
    field.value = value;
    field.dispatchEvent(new Event(field.localName === "select" ? "change" : "input", { bubbles: true }));
    await this.element.updateComplete;
  }

  /** Presses real keys, one after the other. */
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

  /** Chooses files in the first place that takes some. */
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
    // biome-ignore lint/performance/useDomNodeTextContent: only what is shown counts.
    return trimmed(this.root.querySelector<HTMLElement>("[part=root]")?.innerText ?? "");
  }

  /** What is focused inside the widget. */
  focused(): HTMLElement | null {
    return this.root.activeElement as HTMLElement | null;
  }

  async title(words: Name): Promise<void> {
    await this.one("h2", words);
  }
}

/** The accessible name of a control, by the ways that the widget gives one. */
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

/** A PDF as a person has one on the desk. */
export const pdf = (name = "indication.pdf", size = 2_000) =>
  new File([new Uint8Array(size).fill(37)], name, { type: "application/pdf" });

/** One step of the way, from where the one before ends; another way there can be given. */
type Way = (trial: WidgetDriver) => Promise<unknown>;

/** To the person found. */
export async function find(trial: WidgetDriver): Promise<void> {
  await trial.fill("Document type", "CC");
  await trial.fill("Document number", "123");
  await trial.press("Search");
  await trial.one("button", /^Continue with/);
}

export async function toProducts(trial: WidgetDriver): Promise<void> {
  await find(trial);
  await trial.press(/^Continue with/);
  await trial.title("What is needed?");
}

export async function addProduct(trial: WidgetDriver): Promise<void> {
  await trial.press("Add product");
  await trial.pick("Product", "ana", /MED-1/);
  await trial.fill("Quantity", "30");
  await trial.press("Add");
  await until("the sheet is gone", () => !trial.root.querySelector("dialog"));
}

/** One product and one diagnosis. */
export async function withChoices(trial: WidgetDriver, before: Way = toProducts): Promise<void> {
  await before(trial);
  await addProduct(trial);
  await trial.pick("Diagnoses", "R51", /R51$/);
}

export async function toDocuments(trial: WidgetDriver): Promise<void> {
  await withChoices(trial);
  await trial.press("Continue");
  await trial.title("Add the documents");
}

export async function toReview(trial: WidgetDriver, before: Way = toDocuments): Promise<void> {
  await before(trial);
  await trial.attach(pdf());
  await trial.seesText("Uploaded");
  await trial.press("Continue");
  await trial.title("Check and send");
}

/** An insurer that wants a one-time code for everything. */
export function asksForCode(insurer: FakeBff): void {
  insurer.on("GET /arc/v1/sponsors/*/configuration", () => ({ body: configuration({ otp_required: true }) }));
}

export async function toCode(trial: WidgetDriver): Promise<void> {
  await toReview(trial);
  await trial.press("Continue");
  await trial.title("Enter the code");
}

export async function toOutcome(trial: WidgetDriver): Promise<void> {
  await toReview(trial);
  await trial.press("Request authorization");
  await until("the outcome", () => trial.details("preauth-complete").length);
  await until("its title", () => trial.has("h2", /./) && !trial.has("h2", "Check and send"));
}
