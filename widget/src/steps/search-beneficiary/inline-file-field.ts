import type { SearchField } from "@osigu-preauth/shared";
import type { TemplateResult } from "lit";
import { type FileFieldProps, fileField, fileProblem, readAsBase64 } from "../../components/file-field.ts";
import { maxFileCharacters } from "../../flow/validation/validate-field.ts";
import type { StepHost } from "../step.ts";
import { checkedFieldProps } from "./checked-field.ts";
import { uiStateOf } from "./field-ui-state.ts";

/** A file as a value of the search form. The search is a flat map of key to text, so it travels as Base64 (assumed). */
export function inlineFileField(host: StepHost, field: SearchField): TemplateResult {
  const { text, flow } = host;
  const state = uiStateOf(host, field);
  const { file } = state;
  const checked = checkedFieldProps(host, field);
  const usedCharacters = Object.values(flow.searchValues).reduce(
    (sum, value) => sum + String(value).length,
    0,
  );
  const setValue = (value: string, next?: typeof file) => {
    state.file = next;
    checked.onInput(value);
  };
  const props: FileFieldProps = {
    ...checked,
    mimeTypes: field.mime_types,
    // Four characters of Base64 are three bytes. All files of a form share the characters that are left.
    maxBytes: Math.max(0, Math.floor(((maxFileCharacters - usedCharacters + checked.value.length) * 3) / 4)),
    fileName: file?.value === checked.value ? file.name : undefined,
    error: file?.problem ? { reason: "format", message: file.problem } : checked.error,
    onInput: (value) => setValue(value),
    onFile: async (chosen) => {
      const { name } = chosen;
      const code = fileProblem(chosen, props);
      const value = code ? undefined : await readAsBase64(chosen).catch(() => undefined);
      if (value) setValue(value, { name, value });
      else setValue("", { name, problem: text.problems[code ?? "file_unreadable"] });
      host.announce(state.file?.problem ?? name);
    },
  };
  return fileField(props, text);
}
