import { html, nothing } from "lit";
import type { Client } from "../api/client.ts";
import { tokenClaims } from "../diagnostics/token-claims.ts";
import type { StepHost } from "../steps/step.ts";

/** Whether the BFF of each client works with the vendor's sandbox, once its token has said so. */
const sandboxes = new WeakMap<Client, boolean>();

/** Says that requests are not real, where the BFF works with the vendor's sandbox. */
export function sandboxBadge(host: StepHost) {
  const { client, text } = host;
  if (!sandboxes.has(client)) {
    sandboxes.set(client, false);
    client.token().then(
      (token) => {
        sandboxes.set(client, tokenClaims(token)?.aud === "osigu-preauth/sandbox");
        host.requestUpdate();
      },
      () => sandboxes.delete(client),
    );
  }
  return sandboxes.get(client)
    ? html`<span class="badge small" part="badge">${text.testMode}</span>`
    : nothing;
}
