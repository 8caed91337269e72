import type { DocumentRule } from "@osigu-preauth/shared";
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { errorLine } from "../../fields/field.ts";
import { documentRules, filesOf } from "../../flow/questions.ts";
import { readableBytes, readableType } from "../../text/bytes.ts";
import { problemMessage, skeleton } from "../messages.ts";
import type { StepHost, StepView } from "../step.ts";
import { acceptFile, defaultMost } from "./accept-file.ts";
import { fileLine } from "./file-line.ts";

export { styles } from "./capture-indication.styles.ts";

/** Add the documents: one slot for each kind that the sponsor asks for. Files are on their way at once. */
export function open(host: StepHost): StepView {
  const previews = new Map<string, string>();
  const add = (files: Iterable<File>, rule: DocumentRule) => {
    for (const file of files) {
      const line = acceptFile(file, rule);
      host.files.set(line.id, file);
      if (file.type.startsWith("image/") && !line.problem) previews.set(line.id, URL.createObjectURL(file));
      host.dispatch({ type: "file_added", file: line });
      requestAnimationFrame(() => host.root.querySelector<HTMLElement>(`[data-file="${line.id}"]`)?.focus());
    }
  };
  return {
    title: () => host.text.titles.capture_indication,
    content: () => content(host, previews, add),
    primary: () =>
      host.flow.policy.state === "ready"
        ? { label: host.text.goOn, press: () => host.dispatch({ type: "documents_submitted" }) }
        : undefined,
    disconnect: () => {
      for (const url of previews.values()) URL.revokeObjectURL(url);
    },
  };
}

type Add = (files: Iterable<File>, rule: DocumentRule) => void;

function content(host: StepHost, previews: Map<string, string>, add: Add) {
  const { flow, text } = host;
  if (flow.policy.state === "failed") {
    return html`<div class="problem">
      ${problemMessage(flow.policy.problem, text, () => host.dispatch({ type: "loading_retried" }))}
    </div>`;
  }
  if (flow.policy.state !== "ready") return skeleton(text);
  const rules = documentRules(flow);
  if (!rules.length) return html`<p>${text.noDocuments}</p>`;
  return rules.map((rule) => slot(host, rule, previews, add));
}

function slot(host: StepHost, rule: DocumentRule, previews: Map<string, string>, add: Add) {
  const { flow, text } = host;
  const files = filesOf(flow, rule.file_type);
  const id = `file-${rule.file_type}`;
  const error = flow.errors[rule.file_type];
  const most = readableBytes(rule.max_size_bytes ?? defaultMost, text.tag);
  const formats = text.formats(rule.mime_types.map(readableType).join(", "), most);
  const hasRoom = !rule.max_files || files.length < rule.max_files;
  const over = (event: DragEvent) => {
    event.preventDefault();
    (event.currentTarget as HTMLElement).toggleAttribute("data-over", event.type === "dragover");
    if (event.type === "drop" && hasRoom) add(event.dataTransfer?.files ?? [], rule);
  };
  const chosen = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    add([...(input.files ?? [])], rule);
    // The same file can be chosen again after it was removed.
    input.value = "";
  };
  const takesPhotos = rule.mime_types.some((type) => type.startsWith("image/"));
  return html`<section class="slot" aria-labelledby="${id}-title" @dragover=${over} @dragleave=${over} @drop=${over}>
    <div>
      <h3 id="${id}-title">
        ${rule.label} ${rule.required ? nothing : html`<span class="optional">(${text.optional})</span>`}
      </h3>
      <p class="hint" id="${id}-hint">${formats}</p>
    </div>
    ${
      files.length
        ? html`<ul class="group">${repeat(
            files,
            (file) => file.id,
            (file) => fileLine(host, file, previews),
          )}</ul>`
        : nothing
    }
    ${
      hasRoom
        ? html`<div class="choose">
          ${files.length ? nothing : html`<span class="muted drop">${text.dropOrChoose}</span>`}
          <label class="pick"
            ><input type="file" id=${id} accept=${rule.mime_types.join(",")} ?multiple=${rule.max_files !== 1}
              aria-describedby="${id}-title ${id}-hint ${error ? `${id}-error` : ""}" aria-invalid=${error ? "true" : nothing}
              @change=${chosen} />${files.length ? text.addAnother : text.chooseFile}</label
          >
          ${
            takesPhotos
              ? html`<label class="pick camera"
                ><input type="file" accept="image/*" capture="environment" @change=${chosen} />${text.takePhoto}</label
              >`
              : nothing
          }
        </div>`
        : nothing
    }
    ${errorLine(id, error, text, text.documentError)}
  </section>`;
}
