import type { TemplateResult } from "lit";
import type { FieldView } from "../../components/field.ts";
import { type FindOptions, SearchChoice } from "../../components/searchable-select.ts";
import type { StepHost } from "../step.ts";
import { entryOf } from "./field-ui-state.ts";

/** A choice among many, kept while it is on the screen: its list is open or not, and searches. */
export function choice(host: StepHost, asked: object, view: FieldView, find?: FindOptions): TemplateResult {
  const entry = entryOf(host, asked);
  entry.choice ??= new SearchChoice(host, view, find);
  return entry.choice.render(view, host);
}
