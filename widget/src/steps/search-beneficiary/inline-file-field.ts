import type { SearchField } from "@osigu-preauth/shared";
import type { TemplateResult } from "lit";
import { type FileView, fileField, fileProblem, readFile } from "../../components/file-field.ts";
import { mostFileCharacters } from "../../flow/validation/validate-field.ts";
import type { StepHost } from "../step.ts";
import { entryOf } from "./field-ui-state.ts";
import { checkedView } from "./form-field.ts";

/**
 * A file inside a search, which is a flat map of key to text: the file goes as Base64 (assumed), so that only a small
 * one fits.
 */
export function smallFile(host: StepHost, asked: SearchField): TemplateResult {
  const { text, flow } = host;
  const entry = entryOf(host, asked);
  const { file } = entry;
  const view = checkedView(host, asked);
  const others = Object.values(flow.searchValues).reduce((sum, other) => sum + String(other).length, 0);
  const put = (value: string, next?: typeof file) => {
    entry.file = next;
    view.onInput(value);
  };
  const whole: FileView = {
    ...view,
    mimeTypes: asked.mime_types,
    // Four characters of Base64 are three bytes; what is left of the body is for all files of the form.
    most: Math.max(0, Math.floor(((mostFileCharacters - others + view.value.length) * 3) / 4)),
    fileName: file?.value === view.value ? file.name : undefined,
    error: file?.trouble ? { reason: "format", message: file.trouble } : view.error,
    onInput: (value) => put(value),
    onFile: async (chosen) => {
      const { name } = chosen;
      const code = fileProblem(chosen, whole);
      const value = code ? undefined : await readFile(chosen).catch(() => undefined);
      if (value) put(value, { name, value });
      else put("", { name, trouble: text.problems[code ?? "file_unreadable"] });
      host.announce(entry.file?.trouble ?? name);
    },
  };
  return fileField(whole, text);
}
