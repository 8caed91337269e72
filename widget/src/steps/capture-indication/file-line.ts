import { html, nothing } from "lit";
import { ref } from "lit/directives/ref.js";
import { alertIcon } from "../../element/icons.ts";
import type { FileLine } from "../../flow/flow.ts";
import { readableBytes, readableType } from "../../text/bytes.ts";
import type { StepHost } from "../step.ts";

/** One file: what it is, how far it is, and one thing to do with it at a time. */
export function fileLine(host: StepHost, file: FileLine, previews: Map<string, string>) {
  const { text, dispatch } = host;
  const { id, name, size, state, sentBytes, problem } = file;
  const tail = Math.max(name.lastIndexOf("."), name.length - 8);
  const percent = Math.floor((sentBytes / Math.max(size, 1)) * 100);
  const states = {
    waiting: text.waiting,
    sending: text.sending(percent),
    sent: text.sent,
    failed: text.failed,
  };
  return html`<li class="file" tabindex="-1" data-file=${id}>
    ${thumbnail(host, file, previews)}
    <div>
      <p class="filename" title=${name} dir="ltr"><span>${name.slice(0, tail)}</span><span>${name.slice(tail)}</span></p>
      <p class="small muted">
        ${readableBytes(size, text.tag)} ·
        <span class=${state === "sent" ? "mark" : ""}>${states[state]}</span>
      </p>
    </div>
    <span class="tools">
      ${
        state === "failed" && problem?.retryable
          ? html`<button type="button" @click=${() => dispatch({ type: "file_retried", id })}>${text.sendAgain}</button>`
          : nothing
      }
      <button type="button" aria-label="${state === "sending" ? text.cancel : text.removeItem(name)}"
        @click=${() => dispatch({ type: "file_removed", id })}>${state === "sending" ? text.cancel : text.remove}</button>
    </span>
    ${
      problem
        ? html`<p class="error">${alertIcon}<span>${text.problems[problem.code] ?? text.problems.internal_error}</span></p>`
        : nothing
    }
    ${state === "sending" ? html`<progress max=${size} value=${sentBytes} aria-label=${name}></progress>` : nothing}
  </li>`;
}

/** A photo shows itself; anything else shows its kind. A picture that cannot be drawn is replaced by its kind. */
function thumbnail({ text }: StepHost, { id, name, mimeType }: FileLine, previews: Map<string, string>) {
  const preview = previews.get(id);
  if (!preview)
    return html`<span class="kind" aria-hidden="true">${readableType(mimeType || "/file").slice(0, 4)}</span>`;
  const show = (element: Element | undefined) => {
    if (element) (element as HTMLImageElement).src = preview;
  };
  return html`<img alt=${text.previewOf(name)} ${ref(show)} />`;
}
