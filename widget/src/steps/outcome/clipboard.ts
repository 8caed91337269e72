import { html, nothing, type TemplateResult } from "lit";
import { copyText } from "../../components/copy-text.ts";
import type { StepHost } from "../step.ts";

/** Copies and shares codes and numbers of the outcome. */
export class Clipboard {
  #host: StepHost;
  #copied: string | undefined;

  constructor(host: StepHost) {
    this.#host = host;
  }

  /** The button that copies a text, which stands in the element with the id `of-<text>`. `what`: where it is not the code. */
  button(value: string, what?: string): TemplateResult {
    const { text } = this.#host;
    const label = this.#copied === value ? text.copied : text.copy;
    return html`<button type="button" class="outlined copy" data-copy aria-label=${what ? `${label}: ${what}` : nothing}
      aria-describedby=${what ? nothing : `code-${value} of-${value}`} @click=${() => this.#copy(value)}>${label}</button>`;
  }

  /** Whether the browser can hand a text to another application. */
  get canShare(): boolean {
    return typeof navigator.share === "function";
  }

  /** Shares the outcome in words: the title, then each code, or the number of the request. */
  share(title: string): void {
    const { flow, text } = this.#host;
    const codes = (flow.outcome?.authorizations ?? []).flatMap(({ authorization_code: code }) => code ?? []);
    const lines = codes.length
      ? codes.map((code) => `${text.authorizationCode}: ${code}`)
      : [`${text.requestNumber}: ${flow.outcome?.authorization_request_id}`];
    // A user who closes the list of applications rejects the promise.
    navigator.share({ title, text: [title, ...lines].join("\n") }).catch(() => {});
  }

  async #copy(value: string): Promise<void> {
    if (!(await copyText(this.#host.root, value))) return;
    this.#copied = value;
    this.#host.announce(this.#host.text.copied);
    this.#host.requestUpdate();
  }
}
