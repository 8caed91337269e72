import { html, nothing, type TemplateResult } from "lit";
import type { ClientProblemCode } from "../api/problem.ts";
import { readableBytes, readableType } from "../format/bytes.ts";
import type { Locale } from "../i18n/load-locale.ts";
import { describedBy, type FieldView, field } from "./field.ts";

/** A small file that is sent as the value of a field. `most`: bytes; `mimeTypes`: none for any type. */
export type FileView = FieldView & {
  mimeTypes?: string[] | undefined;
  most: number;
  /** Name of the file whose content the value is; not known when it was not chosen here. */
  fileName?: string | undefined;
  onFile(file: File): void;
};

/** A file's content as Base64. */
export function readFile(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** Why a file is not taken, before a byte of it is read. */
export function fileProblem(file: File, { mimeTypes, most }: FileView): ClientProblemCode | undefined {
  if (!file.size) return "file_empty";
  if (mimeTypes?.length && !mimeTypes.includes(file.type)) return "file_type_not_allowed";
  return file.size > most ? "file_too_large" : undefined;
}

/** A real file input behind a button that looks like the others, with the chosen file's name beside it. */
export function fileField(view: FileView, text: Locale): TemplateResult {
  const { id, hint, value, mimeTypes = [], most, fileName, error, onFile, onInput } = view;
  const limit = readableBytes(most, text.tag);
  const types = mimeTypes.map(readableType).join(", ");
  const limits = types ? text.formats(types, limit) : `≤ ${limit}`;
  const withLimits = { ...view, hint: [hint, limits].filter(Boolean).join(" · ") };
  const chosen = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = "";
    if (file) onFile(file);
  };
  return field(
    withLimits,
    text,
    html`<span class="affix">
      <span class="pick"
        >${text.chooseFile}<input id=${id} type="file" accept=${mimeTypes.join(",") || nothing}
          aria-describedby=${describedBy(withLimits)} aria-invalid=${error ? "true" : nothing} @change=${chosen}
      /></span>
      ${
        value
          ? html`<span>${fileName}</span>
            <button type="button" aria-label=${`${text.remove} ${fileName ?? view.label}`} @click=${() => onInput("")}>${text.remove}</button>`
          : nothing
      }
    </span>`,
  );
}
