import type { SearchField, SearchForm } from "@osigu-preauth/shared";
import { html, type TemplateResult } from "lit";
import type { StepHost } from "../step.ts";
import { formField } from "./form-field.ts";

/** Every field of a form, in the sponsor's order and groups. What the first screen has shown by itself stays in place. */
export function searchFields(host: StepHost, { fields }: SearchForm): TemplateResult[] {
  const place = ({ show_order = Number.MAX_VALUE }: SearchField) => show_order;
  return [...fields]
    .sort((one, other) => place(one) - place(other))
    .reduce<{ name: string | undefined; members: SearchField[] }[]>((groups, each) => {
      const last = groups.at(-1);
      const name = each.group_name;
      if (last && name && last.name === name) last.members.push(each);
      else groups.push({ name, members: [each] });
      return groups;
    }, [])
    .flatMap(({ name, members }) => {
      const shown = members.map((each) => formField(host, each));
      return name ? html`<fieldset class="together"><legend>${name}</legend>${shown}</fieldset>` : shown;
    });
}
