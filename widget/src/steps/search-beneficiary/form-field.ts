import type { SearchField } from "@osigu-preauth/shared";
import { html, type TemplateResult } from "lit";
import type { FieldView } from "../../components/field.ts";
import { richField } from "../../components/field-control.ts";
import { errorOf } from "../../flow/reducers/search-form.ts";
import type { FieldErrors } from "../../flow/state.ts";
import { isOffLength, isTick, manyOptions } from "../../flow/validation/validate-field.ts";
import { load } from "../../lazy/load-module.ts";
import { waiting } from "../messages.ts";
import type { StepHost } from "../step.ts";
import { fieldView } from "./field-props.ts";
import { entryOf } from "./field-ui-state.ts";

/** Anything that a sponsor's form may hold. What is more than text, a short choice or a tick is fetched when it is met. */
export function formField(host: StepHost, asked: SearchField): TemplateResult {
  const { type, options } = asked;
  const isSimple = /^(TEXT|SELECT|DROPDOWN|EMAIL|PHONE|TEXTAREA)$/.test(type) || isTick(asked);
  if (isSimple && options.length <= manyOptions) return richField(checkedView(host, asked), host.text);
  return withMore(host, ({ everyField }) => everyField(host, asked));
}

type More = typeof import("./rare-fields.ts");
let more: More | undefined;
/** The place of what is fetched among a widget's entries. */
const fetched = {};

/** Shows what needs the rarer fields, or the room for it until they are here. */
export function withMore(host: StepHost, show: (more: More) => TemplateResult): TemplateResult {
  if (more) {
    more.dress(host.root);
    return show(more);
  }
  const entry = entryOf(host, fetched);
  if (!entry.isAsked) {
    entry.isAsked = true;
    void host.attempt(async () => {
      more = await load(() => import("./rare-fields.ts"));
    });
  }
  return html`${waiting(host, 1)}`;
}

/** A field that is checked when it is left, with what is wrong in words. `example` shows what it looks like. */
export function checkedView(host: StepHost, asked: SearchField, example?: string): FieldView {
  return {
    ...fieldView(host, asked),
    error: worded(host, asked, example),
    onLeave: (event) => leave(host, asked, event, example),
  };
}

/**
 * Checks a field that is left, and says what is wrong to those who are elsewhere already. Not while a button is being
 * pressed: words that appear above would move it from under the finger. Who came to it by key is told at once.
 */
function leave(host: StepHost, asked: SearchField, { relatedTarget }: FocusEvent, example?: string): void {
  const check = () => {
    const { key, label } = asked;
    const before = errorOf(host.flow, key);
    host.dispatch({ type: "search_left", key });
    const error = worded(host, asked, example);
    if (error && !before) host.announce(`${label}: ${error.message ?? host.text[error.reason]}`);
  };
  if (relatedTarget instanceof HTMLButtonElement)
    relatedTarget.addEventListener("keyup", check, { once: true });
  else if (!host.root.querySelector("button:active")) check();
  host.requestUpdate();
}

/** An insurer's own sentence is in no language that is known here, so that it is refused has to do. */
function worded(host: StepHost, asked: SearchField, example?: string): FieldErrors[string] | undefined {
  const { flow, text } = host;
  const error = errorOf(flow, asked.key);
  if (error?.reason !== "format") return error && { reason: error.reason };
  const { type, placeholder, options, min_length: least = 0, max_length: most = 0 } = asked;
  const { value } = fieldView(host, asked);
  const like = example ?? (type === "EMAIL" ? "name@example.com" : placeholder);
  if (options.length) return { ...error, message: text.noResults };
  if (!example && isOffLength(asked, value)) {
    return { ...error, message: value.length < least ? text.atLeast(least) : text.atMost(most) };
  }
  return { ...error, message: like ? text.like(like) : text.format };
}
