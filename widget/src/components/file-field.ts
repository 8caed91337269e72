import { html, nothing, type TemplateResult } from "lit";
import { readableBytes, readableType } from "../format/bytes.ts";
import { acceptAttribute, acceptsType, mediaTypeOf } from "../format/media-type.ts";
import type { Locale } from "../i18n/locale.ts";
import type { ClientProblemCode } from "../problem/problem.ts";
import { describedBy, type FieldProps, field } from "./field.ts";

/** A field whose value is a small file. `maxBytes`: its size; `mimeTypes`: empty for any type. */
export type FileFieldProps = FieldProps & {
  mimeTypes?: string[] | undefined;
  maxBytes: number;
  /** The name of the file that the value comes from. Unknown when it was not chosen on this page. */
  fileName?: string | undefined;
  onFile(file: File): void;
};

/** A file's content as Base64. */
export function readAsBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** Why a file is not accepted, from its size and type alone. */
export function fileProblem(
  file: File,
  { mimeTypes, maxBytes }: FileFieldProps,
): ClientProblemCode | undefined {
  if (!file.size) return "file_empty";
  const type = mediaTypeOf(file);
  if (mimeTypes?.length && type && !acceptsType(mimeTypes, type)) return "file_type_not_allowed";
  return file.size > maxBytes ? "file_too_large" : undefined;
}

/** A native file input that looks like a button, with the name of the chosen file beside it. */
export function fileField(props: FileFieldProps, text: Locale): TemplateResult {
  const { id, hint, label, value, mimeTypes = [], maxBytes, fileName, error, onFile, onInput } = props;
  const size = readableBytes(maxBytes, text.tag);
  const types = mimeTypes.map(readableType).join(", ");
  const limits = types ? text.formats(types, size) : `≤ ${size}`;
  const propsWithLimits = { ...props, hint: [hint, limits].filter(Boolean).join(" · ") };
  const onChange = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = "";
    if (file) onFile(file);
  };
  const removeButton = html`<span>${fileName}</span>
    <button type="button" aria-label=${`${text.remove} ${fileName ?? label}`} @click=${() => onInput("")}>
      ${text.remove}
    </button>`;
  const control = html`<span class="affix">
    <span class="pick"
      >${text.chooseFile}<input
        id=${id}
        type="file"
        accept=${acceptAttribute(mimeTypes) || nothing}
        aria-describedby=${describedBy(propsWithLimits)}
        aria-invalid=${Boolean(error)}
        @change=${onChange}
    /></span>
    ${value ? removeButton : nothing}
  </span>`;
  return field(propsWithLimits, text, control);
}
