import { html, nothing } from "lit";
import { errorLine, inputValue, plainControl } from "../../components/field.ts";
import { fieldControl } from "../../components/field-control.ts";
import type { Dosage, FieldErrors } from "../../flow/state.ts";
import type { Locale } from "../../i18n/locale.ts";
import { sentenceOf, unitName } from "./dosage.ts";

/** The posology while it is entered: a dosage, or `words` in its place. `onWords(undefined)` returns to the dosage. */
export type DosageProps = {
  dosage: Dosage;
  words: string | undefined;
  errors: FieldErrors;
  onDosage(dosage: Dosage): void;
  onWords(words: string | undefined): void;
};

/** The posology as one line, dose, unit, "every [8] hours", "for [10] days", with the sentence that is sent. */
export function dosageFields(props: DosageProps, text: Locale) {
  const { dosage, words, errors, onWords } = props;
  const sentence = sentenceOf(dosage, text);
  const error = errors.dose ?? errors.unit ?? errors.hours ?? errors.days;
  const isInWords = words !== undefined;
  return html`<div class="group" role="group" aria-labelledby="dosage-title">
    <div class="head">
      <h3 id="dosage-title">${text.dosage}<span class="optional small"> (${text.optional})</span></h3>
      <button type="button" class="small" @click=${() => onWords(isInWords ? undefined : (sentence ?? ""))}>
        ${isInWords ? text.buildIt : text.inWords}
      </button>
    </div>
    ${
      isInWords
        ? fieldControl(
            {
              id: "posology",
              label: text.dosage,
              required: true,
              type: "TEXTAREA",
              value: words,
              maxLength: 1000,
              onInput: onWords,
            },
            text,
          )
        : html`<div class="doses">
              ${amount(props, "dose", text.dose)} ${unit(props, text)} ${amount(props, "hours", text.everyHours)}
              ${amount(props, "days", text.forDays)}
            </div>
            <div class="sentence">
              ${sentence ? html`<p class="small"><span class="muted">${text.willBeSent}:</span> ${sentence}</p>` : errorLine("dosage", error, text)}
            </div>`
    }
  </div>`;
}

/** A number inside its sentence. `label`: "Every … hours", where the dots are the field. */
function amount({ dosage, errors, onDosage }: DosageProps, name: "dose" | "hours" | "days", label: string) {
  const [before = label, after = ""] = label.split("…");
  const error = errors[name];
  return html`<div class="field">
    <label for=${name}>${before.trim()}${after ? html`<span class="quiet"> …${after}</span>` : nothing}</label>
    <span class="affix"
      ><input
        id=${name}
        name=${name}
        inputmode="decimal"
        autocomplete="off"
        required
        aria-invalid=${Boolean(error)}
        aria-describedby=${error ? "dosage-error" : nothing}
        .value=${dosage[name]}
        @input=${(event: Event) => onDosage({ ...dosage, [name]: inputValue(event) })}
      />${after ? html`<span class="small" aria-hidden="true">${after.trim()}</span>` : nothing}</span
    >
  </div>`;
}

/** The units of the language, and that of the product's package. */
function unit({ dosage, errors, onDosage }: DosageProps, text: Locale) {
  const names = new Set([...Object.keys(text.units), dosage.unit].filter(Boolean));
  const options = [...names].map((value) => ({ value, label: unitName(value, 1, text) }));
  const props = {
    id: "unit",
    label: text.unit,
    required: true,
    value: dosage.unit,
    options,
    error: errors.unit,
    onInput: (unit: string) => onDosage({ ...dosage, unit }),
  };
  return html`<div class="field"><label for="unit">${text.unit}</label> ${plainControl(props, text)}</div>`;
}
