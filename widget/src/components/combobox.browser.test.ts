import { assert } from "@esm-bundle/chai";
import { sendKeys } from "@web/test-runner-commands";
import { html, render } from "lit";
import firstWords from "../i18n/en/first-screen.ts";
import laterWords from "../i18n/en/messages.ts";
import type { Locale } from "../i18n/locale.ts";
import type { StepHost } from "../steps/step.ts";
import { until } from "../testing/widget-driver.ts";
import { Combobox } from "./combobox.ts";

const text = { ...firstWords, ...laterWords } as Locale;
const fruits = ["apple", "apricot", "avocado"];

describe("A combobox", () => {
  let place: HTMLElement;
  let root: ShadowRoot;
  let host: { text: Locale };
  let combobox: Combobox<string>;
  let chosen: string[];
  let said: string[];
  let asked: {
    query: string;
    page: number;
    signal: AbortSignal;
    answer(items: string[], more?: boolean): void;
    fail(): void;
  }[];
  let submits: number;

  beforeEach(() => {
    place = document.createElement("div");
    document.body.append(place);
    root = place.attachShadow({ mode: "open" });
    [chosen, said, asked, submits] = [[], [], [], 0];
    const shown = {
      text,
      root,
      announce: (message: string) => said.push(message),
      requestUpdate: () => queueMicrotask(draw),
      updateComplete: Promise.resolve(true),
    };
    host = shown;
    combobox = new Combobox<string>(shown as unknown as StepHost, {
      id: "fruit",
      search: ({ query, page }, signal) =>
        new Promise((resolve, reject) => {
          const answer = (items: string[], more = false) => resolve({ items, hasMore: more });
          asked.push({ query, page, signal, answer, fail: () => reject(new TypeError("dead")) });
        }),
      renderOption: (fruit) => html`${fruit}`,
      onSelect: (fruit) => chosen.push(fruit),
    });
    draw();
    input().focus();
  });
  afterEach(() => {
    combobox.disconnect();
    place.remove();
  });

  const draw = () => {
    const submit = (event: Event) => {
      event.preventDefault();
      submits++;
    };
    const field = combobox.render({ label: "Fruit", hint: "By name" });
    render(
      html`<form @submit=${submit}>${field}<button>Go</button></form><button id="next">Next</button>`,
      root,
    );
  };
  const input = () => root.querySelector("input") as HTMLInputElement;
  const options = () => [...root.querySelectorAll("[role=option]")];
  const marked = () => root.querySelector("[aria-selected=true]")?.textContent?.trim();
  const press = async (...keys: string[]) => {
    for (const key of keys) await sendKeys({ press: key });
    await Promise.resolve();
  };
  /** Types in one task: between keys of the keyboard a busy machine may take longer than a search waits. */
  const typeAtOnce = (typed: string) => {
    for (const character of typed) {
      input().value += character;
      input().dispatchEvent(new Event("input"));
    }
  };
  const offer = async (items = fruits) => {
    await sendKeys({ type: "ap" });
    (await until("a question", () => asked.at(-1))).answer(items);
    await until("an answer", () => said.length);
    await until("it is drawn", () => items.length === 0 || options().length);
  };

  it("says that it searches when the answer takes a while, and no longer once it is there", async () => {
    await sendKeys({ type: "ap" });
    await until(
      "the row",
      () => root.querySelector(".combo[data-busy] > .hint")?.textContent === "Searching…",
    );
    asked[0]?.answer(["apple"]);
    await until("the option", () => root.querySelector("[role=option]"));
    assert.isNull(root.querySelector("[data-busy], .combo > .hint"));
  });

  it("is left by Tab past its list, though that scrolls", async () => {
    await offer();
    const list = root.querySelector<HTMLElement>("[role=listbox]");
    list?.style.setProperty("overflow", "auto");
    list?.style.setProperty("max-height", "20px");
    await press("Tab");
    assert.equal(root.activeElement?.textContent, "Go");
    assert.isNull(root.querySelector("[role=listbox]"));
  });

  it("searches once after quick typing, and not below two characters", async () => {
    await sendKeys({ type: "a" });
    typeAtOnce("pri");
    await until("a question", () => asked.length);
    assert.deepEqual(
      asked.map(({ query }) => query),
      ["apri"],
    );
  });

  it("does not search for what cannot be seen in a paste", async () => {
    input().value = "\u202DMED\u2011042\u202C\u00A0";
    input().dispatchEvent(new Event("input"));
    await until("a question", () => asked.length);
    assert.equal(asked[0]?.query, "MED-042");
  });

  it("shows the results, selects the first, and announces their number", async () => {
    await offer();
    assert.equal(options().length, 3);
    assert.equal(marked(), "apple");
    assert.deepEqual(said, ["3 results"]);
  });

  it("has the ARIA attributes of a combobox with a list box", async () => {
    assert.equal(input().getAttribute("aria-expanded"), "false");
    await offer();
    assert.equal(input().getAttribute("aria-expanded"), "true");
    const list = root.getElementById(input().getAttribute("aria-controls") ?? "");
    assert.equal(list?.getAttribute("role"), "listbox");
    const active = root.getElementById(input().getAttribute("aria-activedescendant") ?? "");
    assert.equal(active?.textContent?.trim(), "apple");
    assert.strictEqual(input().labels?.[0]?.textContent, "Fruit");
  });

  it("moves the selection with the arrow keys, and wraps at both ends", async () => {
    await offer();
    await press("ArrowDown");
    assert.equal(marked(), "apricot");
    await press("ArrowDown", "ArrowDown");
    assert.equal(marked(), "apple");
    await press("ArrowUp");
    assert.equal(marked(), "avocado");
  });

  it("selects with Enter, clears itself, and does not submit the form", async () => {
    await offer();
    await press("ArrowDown", "Enter");
    assert.deepEqual(chosen, ["apricot"]);
    assert.equal(input().value, "");
    assert.equal(options().length, 0);
    assert.equal(submits, 0);
  });

  it("does not submit the form with Enter without a result", async () => {
    await sendKeys({ type: "xy" });
    await press("Enter");
    assert.equal(submits, 0);
  });

  it("selects with a click", async () => {
    await offer();
    (options()[2] as HTMLElement).click();
    assert.deepEqual(chosen, ["avocado"]);
  });

  it("closes with Escape and keeps the text", async () => {
    await offer();
    await press("Escape");
    assert.equal(options().length, 0);
    assert.equal(input().value, "ap");
  });

  it("opens again with the down arrow what Escape closed, and asks nothing for it", async () => {
    await offer();
    await press("ArrowDown", "Escape", "ArrowDown");
    assert.equal(options().length, 3);
    assert.equal(marked(), "apple");
    assert.equal(asked.length, 1);
    await press("Enter");
    assert.deepEqual(chosen, ["apple"]);
  });

  it("closes when the focus leaves it", async () => {
    await offer();
    await press("Tab");
    await until("it is closed", () => options().length === 0);
    assert.deepEqual(chosen, []);
  });

  it("shows that nothing was found", async () => {
    await offer([]);
    await until("the words", () => root.textContent?.includes("Nothing found"));
    assert.match(said[0] ?? "", /Nothing found/);
  });

  it("aborts the previous search, and ignores its late result", async () => {
    await sendKeys({ type: "ap" });
    const [first] = await until("the first question", () => asked[0] && asked);
    typeAtOnce("ri");
    const second = await until("the second question", () => asked[1]);
    assert.isTrue(first?.signal.aborted);
    second.answer(["apricot"]);
    await until("the answer", () => options().length);
    first?.answer(fruits);
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(options().length, 1);
  });

  it("caches results: a deleted letter sends no request", async () => {
    await offer();
    await press("x");
    await until("a second question", () => asked.length === 2);
    await press("Backspace");
    await until("the old answer", () => options().length === 3);
    assert.equal(asked.length, 2);
  });

  it("asks again for what it found in another language", async () => {
    await offer();
    host.text = { ...text, tag: "es" };
    draw();
    await press("x");
    await until("a second question", () => asked.length === 2);
    await press("Backspace");
    await until("a third question", () => asked.length === 3);
    assert.equal(asked[2]?.query, "ap");
  });

  it("takes the only result of a text after Enter, though it comes later, and never one of several", async () => {
    for (const [typed, found] of [
      ["apr", ["apricot"]],
      ["app", ["apple", "apple pie"]],
    ] as const) {
      input().value = typed;
      input().dispatchEvent(new Event("input"));
      await press("Enter");
      await until("a question", () => asked.at(-1)?.query === typed);
      asked.at(-1)?.answer([...found]);
      await until("the answer", () => chosen.includes(found[0]) || options().length === found.length);
    }
    assert.deepEqual(chosen, ["apricot"]);
    assert.equal(submits, 0);
  });

  it("does not select a result of the previous query with Enter", async () => {
    await offer();
    await sendKeys({ type: "r" });
    await press("Enter");
    assert.deepEqual(chosen, []);
    assert.isUndefined(marked());
    (await until("a second question", () => asked[1])).answer(["apricot", "apricot jam"]);
    await until("the answer", () => options().length === 2);
    await press("Enter");
    assert.deepEqual(chosen, ["apricot"]);
  });

  it("does not mark a result of the previous query with an arrow, which Enter would take", async () => {
    await offer();
    await press("v");
    await until("the second search", () => asked.length === 2);
    await until("the wait", () => root.querySelector("[data-busy]"));
    await press("ArrowDown", "ArrowDown", "Enter");
    assert.deepEqual(chosen, []);
    asked[1]?.answer(["avocado", "aversion"]);
    await until("the results", () => options().length === 2);
    assert.equal(marked(), "avocado");
  });

  it("searches again after it was cleared", async () => {
    await offer([]);
    input().select();
    combobox.clear();
    await Promise.resolve();
    await sendKeys({ type: "ap" });
    (await until("a second question", () => asked[1])).answer(fruits);
    await until("the answer", () => options().length === 3);
  });

  it("shows a problem in its list, with a retry button", async () => {
    await sendKeys({ type: "ap" });
    const { error } = console;
    console.error = () => {};
    (await until("a question", () => asked[0])).fail();
    const again = await until("a button", () => root.querySelector<HTMLButtonElement>(".problem button"));
    console.error = error;
    again.click();
    (await until("a second question", () => asked[1])).answer(fruits);
    await until("an answer", () => options().length);
  });

  it("loads the next page at the end of the list, and keeps the selection", async () => {
    await sendKeys({ type: "ap" });
    (await until("a question", () => asked[0])).answer(fruits, true);
    await until("an answer", () => options().length);
    await press("ArrowDown", "ArrowDown");
    const next = await until("a further question", () => asked[1]);
    assert.equal(next.page, 1);
    next.answer(["almond"]);
    await until("the further answer", () => options().length === 4);
    assert.equal(marked(), "avocado");
  });

  it("keeps its list and the selection where the next page fails, and loads it again", async () => {
    await sendKeys({ type: "ap" });
    (await until("a question", () => asked[0])).answer(fruits, true);
    await until("an answer", () => options().length);
    await press("ArrowDown", "ArrowDown");
    (await until("a further question", () => asked[1])).fail();
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(marked(), "avocado");
    await press("ArrowUp", "ArrowDown");
    const next = await until("the further question again", () => asked[2]);
    assert.equal(next.page, 1);
    next.answer(["almond"]);
    await until("the further answer", () => options().length === 4);
    assert.equal(marked(), "avocado");
  });

  it("does not search after it is disconnected", async () => {
    typeAtOnce("ap");
    combobox.disconnect();
    await new Promise((resolve) => setTimeout(resolve, 250));
    assert.equal(asked.length, 0);
  });
});
