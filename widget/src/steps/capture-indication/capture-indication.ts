import type { DocumentRule } from "@osigu-preauth/shared";
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { documentName } from "../../components/document-name.ts";
import { errorLine } from "../../components/field.ts";
import { alertIcon } from "../../components/icons.ts";
import { problemMessage } from "../../components/problem-message.ts";
import { problemReference } from "../../components/problem-reference.ts";
import { skeleton } from "../../components/skeleton.ts";
import { checkIcon } from "../../components/status-icons.ts";
import { supportReference } from "../../components/support-reference.ts";
import { documentRules, filesOf, hasRoomFor } from "../../flow/selectors/request.ts";
import { combinesPhotos, maxBytesOf, photoMimeTypes } from "../../flow/validation/file-validation.ts";
import { readableBytes, readableType } from "../../format/bytes.ts";
import { acceptAttribute } from "../../format/media-type.ts";
import type { StepHost, StepView } from "../step.ts";
import { FileDrop } from "./file-drop.ts";
import { fileRow } from "./file-row.ts";
import { Preview } from "./preview.ts";

export { styles } from "./capture-indication.styles.ts";

/** Add the documents: one slot for each document that the sponsor requires. Files are uploaded at once. */
export function open(host: StepHost): StepView {
  const fileDrop = new FileDrop(host);
  const preview = new Preview(host);
  // After a return for a missing document the focus goes to it.
  requestAnimationFrame(() => host.root.querySelector<HTMLElement>('.slot [aria-invalid="true"]')?.focus());
  return {
    title: () => host.text.titles.capture_indication,
    content: () => content(host, fileDrop, preview),
    primary: () =>
      host.flow.policy.state === "ready"
        ? {
            label: host.flow.returnsToReview ? host.text.saveAndReturn : host.text.goOn,
            busy: host.flow.running && host.text.preparing,
            press: () => host.dispatch({ type: "documents_submitted" }),
          }
        : undefined,
    overlay: () => preview.render(),
    disconnect: () => fileDrop.disconnect(),
  };
}

function content(host: StepHost, fileDrop: FileDrop, preview: Preview) {
  const { flow, text } = host;
  if (flow.policy.state === "failed") {
    return html`<div class="problem">
      ${problemMessage(
        flow.policy.problem,
        text,
        () => host.dispatch({ type: "loading_retried" }),
        problemReference(flow.policy.problem, text, flow.request?.id),
      )}
    </div>`;
  }
  if (flow.policy.state !== "ready") return skeleton(text);
  void keepFocus(host);
  const rules = documentRules(flow);
  if (!rules.length) return html`<p>${text.noDocuments}</p>`;
  return html`${repeat(
    rules,
    ({ file_type }) => file_type,
    (rule) => slot(host, rule, fileDrop, preview),
  )}`;
}

/** What had the focus goes with a refused file: the place for another one has it then. */
async function keepFocus({ root, updateComplete }: StepHost): Promise<void> {
  const { activeElement } = root;
  const slot = activeElement?.closest<HTMLElement>("[data-slot]")?.dataset.slot;
  await updateComplete;
  if (activeElement && !root.activeElement) root.getElementById(`file-${slot}`)?.focus();
}

function slot(host: StepHost, rule: DocumentRule, fileDrop: FileDrop, preview: Preview) {
  const { flow, text } = host;
  const { file_type, mime_types, required } = rule;
  const files = filesOf(flow, file_type);
  const id = `file-${file_type}`;
  const error = flow.errors[file_type];
  const formats = text.formats(
    mime_types.map(readableType).join(", "),
    readableBytes(maxBytesOf(rule), text.tag),
  );
  const refused = flow.refusedFiles?.filter(({ fileType }) => fileType === file_type) ?? [];
  const isFilled = files.length > 0 && files.every(({ state }) => state === "sent" || state === "page");
  return html`<section class="slot" data-slot=${file_type} ?data-filled=${isFilled} aria-labelledby="${id}-title">
    <div>
      <h3 id="${id}-title">
        <span>${documentName(rule, text)}${required ? nothing : html`<span class="optional small"> (${text.optional})</span>`}</span>
        ${isFilled ? checkIcon : nothing}
      </h3>
      <p class="hint" id="${id}-hint">${formats}${combinesPhotos(rule) ? ` · ${text.photosBecomePdf}` : nothing}</p>
    </div>
    ${
      files.length
        ? html`<ul class="files">${repeat(
            files,
            ({ id }) => id,
            (file) => fileRow(host, file, preview),
          )}</ul>`
        : nothing
    }
    <div role="alert">
      ${refused.map(
        ({ name, problem }) =>
          html`<p class="error">${alertIcon}<span><bdi dir="ltr">${name}</bdi>: ${text.problems[problem.code]}</span></p>
            ${problem.requestId ? supportReference(text, problem.requestId, flow.request?.id) : nothing}`,
      )}
    </div>
    ${hasRoomFor(flow, rule, true) ? filePickers(host, rule, fileDrop) : nothing}
    ${errorLine(id, error, text, error?.reason === "refused" ? text.fileError : text.documentError)}
  </section>`;
}

/** The ways to add a file: a native file input in a drop area, and the camera where there is one. */
function filePickers({ flow, text }: StepHost, rule: DocumentRule, fileDrop: FileDrop) {
  const { file_type, max_files, mime_types } = rule;
  const label = documentName(rule, text);
  const id = `file-${file_type}`;
  const hasFiles = filesOf(flow, file_type).length > 0;
  const error = flow.errors[file_type];
  const combines = combinesPhotos(rule);
  const onChange = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    fileDrop.add([...(input.files ?? [])], rule);
    // Otherwise choosing the same file again fires no event.
    input.value = "";
  };
  return html`<div class="choose">
    ${hasFiles ? nothing : html`<span class="muted drop">${text.dropOrChoose}</span>`}
    <label class=${hasFiles ? "pick plain" : "pick"}
      ><input type="file" id=${id} accept=${acceptAttribute([...mime_types, ...(combines ? ["image/jpeg", "image/png"] : [])])}
        ?multiple=${combines || max_files !== 1} aria-describedby="${id}-hint ${error ? `${id}-error` : ""}"
        aria-invalid=${Boolean(error)} @change=${onChange} />${hasFiles ? text.addAnother : text.chooseFile}<span class="quiet">: ${label}</span></label
    >
    ${
      photoMimeTypes(rule).length
        ? html`<label class=${hasFiles ? "pick plain camera" : "pick camera"}
          ><input type="file" accept="image/*" capture="environment"
            @change=${onChange} />${text.takePhoto}<span class="quiet">: ${label}</span></label
        >`
        : nothing
    }
  </div>`;
}
