import { html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { fieldControl } from "../../components/field-control.ts";
import { optionValue } from "../../flow/selectors/option-value.ts";
import { prefilledDetail } from "../../flow/selectors/prefill.ts";
import { fieldsToAsk } from "../../flow/selectors/request.ts";
import { readableName } from "../../format/readable-name.ts";
import type { StepHost } from "../step.ts";

/** Further fields that the sponsor requires: a select where it lists options, else a text input. */
export function furtherFields({ flow, text, dispatch }: StepHost): TemplateResult {
  const rules = Object.values(flow.configurations).flatMap((each) =>
    each.state === "ready" ? [each.value] : [],
  );
  const enteredOf = (name: string) => flow.requirements[name] ?? prefilledDetail(flow.setup, name);
  const choices: Record<string, { value: string; label: string }[]> = {
    service_type_code: rules.flatMap((rule) =>
      rule.service_types.map(({ code, label }) => ({ value: code, label })),
    ),
    authorization_type: rules.flatMap((rule) =>
      rule.authorization_types.map((value) => ({ value, label: text.fields[value] ?? readableName(value) })),
    ),
  };
  return html`<section class="content" aria-labelledby="further-title">
    <h3 id="further-title">${text.furtherDetails}</h3>
    ${repeat(
      fieldsToAsk(flow),
      (name) => name,
      (name) =>
        fieldControl(
          {
            id: name,
            label: text.fields[name] ?? readableName(name),
            required: true,
            value: optionValue(choices[name] ?? [], enteredOf(name)) ?? enteredOf(name),
            options: uniqueOptions(choices[name] ?? []),
            error: flow.errors[name],
            onInput: (value) => dispatch({ type: "requirement_edited", name, value }),
          },
          text,
        ),
    )}
  </section>`;
}

function uniqueOptions(options: { value: string; label: string }[]) {
  return options.filter(({ value }, index) => options.findIndex((other) => other.value === value) === index);
}
