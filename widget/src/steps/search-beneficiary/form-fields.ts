import type { SearchField, SearchForm } from "@osigu-preauth/shared";
import { html, type TemplateResult } from "lit";
import type { StepHost } from "../step.ts";
import { formField } from "./form-field.ts";

/** Every field of a form, in the sponsor's order and groups. Plain forms keep the order of the first screen. */
export function formFields(host: StepHost, { fields }: SearchForm): TemplateResult[] {
  const position = ({ show_order = Number.MAX_VALUE }: SearchField) => show_order;
  return [...fields]
    .sort((one, other) => position(one) - position(other))
    .reduce<{ name: string | undefined; members: SearchField[] }[]>((groups, field) => {
      const last = groups.at(-1);
      const name = field.group_name;
      if (last && name && last.name === name) last.members.push(field);
      else groups.push({ name, members: [field] });
      return groups;
    }, [])
    .flatMap(({ name, members }) => {
      const rendered = members.map((field) => formField(host, field));
      return name
        ? html`<fieldset class="together"><legend>${name}</legend>${rendered}</fieldset>`
        : rendered;
    });
}
