import { html, nothing } from "lit";
import { fileStatusText } from "../../components/file-status.ts";
import { alertIcon } from "../../components/icons.ts";
import type { FileEntry } from "../../flow/state.ts";
import { readableBytes } from "../../format/bytes.ts";
import type { StepHost } from "../step.ts";
import type { Preview } from "./preview.ts";

const announcedStates = ["sent", "retrying", "paused"];

/** One file: what it is, how far it is, and what can be done with it. What it comes to is said once, as it comes. */
export function fileRow(host: StepHost, file: FileEntry, preview: Preview) {
  const { flow, text } = host;
  const { id, fileType, name, size, state, stalled, sentBytes, problem } = file;
  // The middle gives way: beginning and end tell files from each other.
  const tail = name.length > 16 ? name.length - 8 : name.length;
  const words = fileStatusText(text, file);
  const isUnderWay = state === "sending" || state === "preparing";
  const canGoOn = state === "retrying" || state === "paused" || (state === "failed" && problem?.retryable);
  const isInvalid = state === "failed" && flow.errors[fileType];
  const tone = stalled || state === "paused" || state === "retrying" ? "warning" : nothing;
  return html`<li class="file" tabindex="-1" data-file=${id} ?data-invalid=${isInvalid}>
    ${preview.thumbnail(file)}
    <div>
      <p class="filename" title=${name} dir="ltr"><span>${name.slice(0, tail)}</span><span>${name.slice(tail)}</span></p>
      <p class="small muted">
        ${readableBytes(size, text.tag)} ·
        <span class=${state === "sent" || tone !== nothing ? "mark" : ""} data-tone=${tone}>${words}</span>
      </p>
    </div>
    <span class="tools">
      ${
        canGoOn
          ? html`<button type="button" @click=${() => host.dispatch({ type: "file_retried", id })}>${text.sendAgain}</button>`
          : nothing
      }
      <button type="button" aria-label="${isUnderWay ? text.cancel : `${text.remove} ${name}`}"
        @click=${() => remove(host, file)}>${isUnderWay ? text.cancel : text.remove}</button>
    </span>
    <div class="told" role="status">${
      state === "failed" && problem
        ? html`<p class="error">${alertIcon}<span>${text.problems[problem.code] ?? text.problems.internal_error}</span></p>`
        : announcedStates.includes(state) || stalled
          ? html`<span class="quiet">${name}: ${words}</span>`
          : nothing
    }</div>
    ${state === "sending" ? html`<progress max=${size} value=${sentBytes} aria-label=${name}></progress>` : nothing}
  </li>`;
}

/** The keyboard goes to the next file, else to the place where one can be added. */
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
