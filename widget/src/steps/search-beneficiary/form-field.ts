import type { SearchField } from "@osigu-preauth/shared";
import type { TemplateResult } from "lit";
import { html } from "lit";
import { addStyles } from "../../components/add-styles.ts";
import { fieldControl } from "../../components/field-control.ts";
import { skeletonOrNothing } from "../../components/skeleton.ts";
import { isShortChoice, maxSelectOptions } from "../../flow/selectors/search.ts";
import { isCheckbox } from "../../flow/validation/validate-field.ts";
import { load } from "../../lazy/load-module.ts";
import type { StepHost } from "../step.ts";
import { checkedFieldProps } from "./checked-field.ts";
import { uiStateOf } from "./field-ui-state.ts";

/** Any field of a sponsor's form. Those that are more than text, a select or a checkbox load when they occur. */
export function formField(host: StepHost, field: SearchField): TemplateResult {
  const { type, options } = field;
  const isCommon = /^(TEXT|SELECT|DROPDOWN|EMAIL|PHONE|TEXTAREA)$/.test(type) || isCheckbox(field);
  if (isCommon && options.length <= maxSelectOptions && !isShortChoice(field)) {
    return fieldControl(checkedFieldProps(host, field), host.text);
  }
  return withRareFields(host, ({ rareField }) => rareField(host, field));
}

type RareFields = typeof import("./rare-fields.ts");
let rareFields: RareFields | undefined;
/** The key of the load among the UI state of a host. */
const loadKey = {};

/** Renders with the rare fields, or a skeleton until they are loaded. */
export function withRareFields(
  host: StepHost,
  render: (module: RareFields) => TemplateResult,
): TemplateResult {
  if (rareFields) {
    addStyles(host.root, rareFields.styles);
    return render(rareFields);
  }
  const state = uiStateOf(host, loadKey);
  if (!state.isLoading) {
    state.isLoading = true;
    void host.runLoad(async () => {
      rareFields = await load(() => import("./rare-fields.ts"));
    });
  }
  return html`${skeletonOrNothing(host, 1)}`;
}
