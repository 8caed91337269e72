import { html, nothing } from "lit";
import type { StepHost } from "../steps/step.ts";

/** Where the user gets help: the same place and the same words on every step, and under the list. */
export function supportLine({ support, text }: Pick<StepHost, "support" | "text">) {
  const { phone, url } = support ?? {};
  const link = url && URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI) : undefined;
  const isLink = link && /^(https?|mailto):$/.test(link.protocol);
  if (!phone && !isLink) return nothing;
  return html`<p class="support small muted" part="support">
    ${text.needHelp} ${phone ? html`<a href="tel:${phone.replace(/[^\d+]/g, "")}" dir="ltr">${phone}</a>` : nothing}
    ${isLink ? html`<a href=${link.href} target="_blank" rel="noopener">${text.contactSupport}</a>` : nothing}
  </p>`;
}
