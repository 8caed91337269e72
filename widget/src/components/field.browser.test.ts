import { assert } from "@esm-bundle/chai";
import { html, render } from "lit";
import firstWords from "../i18n/en/first-screen.ts";
import laterWords from "../i18n/en/messages.ts";
import type { Locale } from "../i18n/locale.ts";
import { type FieldProps, field } from "./field.ts";
import { fieldControl } from "./field-control.ts";

const text = { ...firstWords, ...laterWords } as Locale;

/** Every kind of field keeps what every other keeps. */
const kinds: Record<string, { make: typeof field; view: Partial<FieldProps>; value?: string }> = {
  "a line of text": { make: field, view: { type: "TEXT" } },
  "an email": { make: field, view: { type: "EMAIL" } },
  "an unknown type": { make: fieldControl, view: { type: "HOLOGRAM" as "TEXT" } },
  "several lines": { make: fieldControl, view: { type: "TEXTAREA" } },
  "an amount": { make: fieldControl, view: { type: "CURRENCY", prefix: "R$" } },
  "a choice": {
    make: field,
    view: { type: "SELECT", options: [{ value: "typed", label: "Typed" }] },
  },
  "yes or no": { make: fieldControl, view: { type: "BOOLEAN" }, value: "true" },
};

describe("A field", () => {
  let root: ShadowRoot;
  let place: HTMLElement;
  let inputs: string[];

  beforeEach(() => {
    place = document.createElement("div");
    document.body.append(place);
    root = place.attachShadow({ mode: "open" });
    inputs = [];
  });
  afterEach(() => place.remove());

  const show = (make: typeof field, view: Partial<FieldProps>) => {
    const whole = {
      id: "thing",
      label: "Thing",
      value: "",
      required: true,
      onInput: (value: string) => inputs.push(value),
    };
    render(html`${make({ ...whole, ...view } as FieldProps, text)}`, root);
    return root.getElementById("thing") as HTMLInputElement;
  };
  const described = (control: Element) =>
    (control.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .filter(Boolean)
      .map((id) => root.getElementById(id)?.textContent?.trim());

  for (const [name, { make, view, value = "typed" }] of Object.entries(kinds)) {
    describe(`for ${name}`, () => {
      it("has a label in the same root", () => {
        assert.include(show(make, view).labels?.[0]?.textContent, "Thing");
      });

      it("has a name, for autofill and password managers", () => {
        assert.equal(show(make, view).name, "thing");
      });

      it("is described by its hint and its error, in the same root", () => {
        const control = show(make, { ...view, hint: "As on the card", error: { reason: "required" } });
        assert.deepEqual(described(control), ["As on the card", text.required]);
        assert.equal(control.getAttribute("aria-invalid"), "true");
      });

      it("has no error without one", () => {
        const control = show(make, view);
        assert.notEqual(control.getAttribute("aria-invalid"), "true");
        assert.deepEqual(described(control), []);
      });

      it("reports its input", () => {
        const control = show(make, view);
        if (control.type === "checkbox") control.click();
        else {
          control.value = value;
          control.dispatchEvent(new Event(control.localName === "select" ? "change" : "input"));
        }
        assert.deepEqual(inputs, [value]);
      });

      it("shows its value, also after a change", () => {
        const control = show(make, { ...view, value });
        const shown = () => (control.type === "checkbox" ? String(control.checked) : control.value);
        assert.equal(shown(), value);
        show(make, { ...view, value: "" });
        assert.equal(shown(), control.type === "checkbox" ? "false" : "");
      });
    });
  }

  it("marks optional fields, and no required ones", () => {
    show(field, { required: false });
    assert.include(root.querySelector("label")?.textContent, "(optional)");
    show(field, { required: true });
    assert.notInclude(root.querySelector("label")?.textContent, "optional");
  });

  it("has the input mode of its type", () => {
    const modes = { INTEGER: "numeric", DECIMAL: "decimal", CURRENCY: "decimal" };
    for (const [type, mode] of Object.entries(modes)) {
      assert.equal(show(fieldControl, { type: type as "INTEGER" }).inputMode, mode);
    }
    assert.equal(show(field, { type: "EMAIL" }).type, "email");
    assert.equal(show(field, { type: "PHONE" }).type, "tel");
  });

  it("does not interpret markup of the sponsor", () => {
    show(field, { label: "<img src=x onerror=alert(1)>", hint: "<b>bold</b>" });
    assert.isNull(root.querySelector("img, b"));
  });
});
