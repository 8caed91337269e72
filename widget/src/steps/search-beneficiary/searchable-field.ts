import type { TemplateResult } from "lit";
import type { FieldProps } from "../../components/field.ts";
import { SearchableSelect, type SearchOptions } from "../../components/searchable-select.ts";
import type { StepHost } from "../step.ts";
import { uiStateOf } from "./field-ui-state.ts";

/** A select with a search. `key`: the object under which it keeps its state while it is on the screen. */
export function searchableField(
  host: StepHost,
  key: object,
  props: FieldProps,
  search?: SearchOptions,
): TemplateResult {
  const state = uiStateOf(host, key);
  state.select ??= new SearchableSelect(host, props, search);
  return state.select.render(props, host.text);
}
