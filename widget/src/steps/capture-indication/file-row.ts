import { html, nothing } from "lit";
import { fileStatusText } from "../../components/file-status.ts";
import { alertIcon } from "../../components/icons.ts";
import { supportReference } from "../../components/support-reference.ts";
import { filesOf } from "../../flow/selectors/request.ts";
import type { FileEntry } from "../../flow/state.ts";
import { readableBytes } from "../../format/bytes.ts";
import type { StepHost } from "../step.ts";
import type { Preview } from "./preview.ts";

const announcedStates = ["sent", "retrying", "paused"];

/** One file: its name, size and progress, with the buttons to retry and remove it. Its result is announced once. */
export function fileRow(host: StepHost, file: FileEntry, preview: Preview) {
  const { flow, text } = host;
  const { id, fileType, name, size, state, stalled, sentBytes, problem } = file;
  if (!name) return html`<li class="mark">${text.sentEarlier}</li>`;
  // A long name is cut in the middle: its beginning and end distinguish files.
  const tail = name.length > 16 ? name.length - 8 : name.length;
  const pages = filesOf(flow, fileType).filter((other) => other.state === "page");
  const status =
    state === "page" ? text.pageOf(pages.indexOf(file) + 1, pages.length) : fileStatusText(text, file);
  const isInProgress = state === "sending" || state === "preparing";
  // Without a network a press changes nothing: the upload resumes by itself.
  const canRetry =
    state === "retrying" ||
    (state === "paused" && navigator.onLine) ||
    (state === "failed" && problem?.retryable);
  const isAnnounced = announcedStates.includes(state) || stalled;
  const isInvalid = state === "failed" && flow.errors[fileType];
  const tone = stalled || state === "paused" || state === "retrying" ? "warning" : nothing;
  return html`<li class="file" tabindex="-1" data-file=${id} ?data-invalid=${isInvalid}>
    ${preview.thumbnail(file)}
    <div class="about">
      <p class="filename" title=${name} dir="ltr"><span>${name.slice(0, tail)}</span><span>${name.slice(tail)}</span></p>
      <p class="small muted">
        ${isInProgress ? nothing : `${readableBytes(size, text.tag)} ·`}
        <span class=${state === "sent" || tone !== nothing ? "mark" : ""} data-tone=${tone} aria-hidden=${isAnnounced || nothing}>${status}</span>
      </p>
      ${preview.tools(file)}
      <div role="status">${
        state === "failed" && problem
          ? html`<p class="error">${alertIcon}<span>${text.problems[problem.code] ?? text.problems.internal_error}</span></p>
              ${supportReference(text, problem.requestId, flow.request?.id)}`
          : isAnnounced
            ? html`<span class="quiet">${name}: ${status}</span>`
            : nothing
      }</div>
    </div>
    <span class="tools">
      ${
        canRetry
          ? html`<button type="button" @click=${() => host.dispatch({ type: "file_retried", id })}>${text.sendAgain}</button>`
          : nothing
      }
      <button type="button" aria-label="${isInProgress ? text.cancel : `${text.remove} ${name}`}"
        @click=${() => remove(host, file)}>${isInProgress ? text.cancel : text.remove}</button>
    </span>
    ${state === "sending" ? html`<progress max=${size} value=${sentBytes} aria-label=${name}></progress>` : nothing}
  </li>`;
}

/** The focus goes to the next file, else to the file input. */
function remove(host: StepHost, { id, fileType, name }: FileEntry): void {
  const { root } = host;
  const row = root.querySelector(`[data-file="${id}"]`);
  const next = row?.nextElementSibling ?? row?.previousElementSibling;
  host.dispatch({ type: "file_removed", id });
  host.announce(host.text.removed(name));
  void host.updateComplete.then(() =>
    ((next as HTMLElement) ?? root.getElementById(`file-${fileType}`))?.focus(),
  );
}
