import type { Authorization } from "@osigu-preauth/shared";
import { html, nothing, type TemplateResult } from "lit";
import { facts } from "../../components/facts.ts";
import { quantityInWords } from "../../components/quantity.ts";
import { checkIcon, clockIcon, crossIcon } from "../../components/status-icons.ts";
import { authorizationOf } from "../../flow/selectors/decision.ts";
import { daysUntil, longDate } from "../../format/dates.ts";
import { readableName } from "../../format/readable-name.ts";
import type { Panel, StepHost } from "../step.ts";
import type { Clipboard } from "./clipboard.ts";
import { qrImage } from "./qr-image.ts";

const tones: Record<string, Panel["tone"]> = { APPROVED: "success", REJECTED: "danger", VOIDED: "danger" };
const icons = { success: checkIcon, danger: crossIcon, warning: clockIcon };

/** Characters from which a code is set smaller, so that it stays on one line of 320 px. */
const longCode = 13;

/** Days up to which a validity is also counted. */
const daysInView = 366;

/** The tone of a decision. What is not decided, or not documented, is a warning. */
export function toneOf({ status }: Authorization): Panel["tone"] {
  return tones[status] ?? "warning";
}

export function markOf(authorization: Authorization): TemplateResult {
  return icons[toneOf(authorization)];
}

/** One of several authorizations, in a panel with a title of its own. */
export function authorizationPanel(host: StepHost, authorization: Authorization, clipboard: Clipboard) {
  const { text } = host;
  const { status, product_type: type } = authorization;
  return html`<article class="panel content" part="card" data-tone=${toneOf(authorization)}>
    <h3 class="mark" data-tone=${toneOf(authorization)}>
      ${markOf(authorization)}<span
        >${text.status[status] ?? readableName(status)}
        ${type ? html`<span class="muted">· ${text.productTypes[type] ?? readableName(type)}</span>` : nothing}</span
      >
    </h3>
    ${authorizationContent(host, authorization, clipboard)}
  </article>`;
}

/** The code with its validity, or why there is none; what it covers; the code for a scanner. */
export function authorizationContent(host: StepHost, authorization: Authorization, clipboard: Clipboard) {
  const { text } = host;
  const { authorization_code: code, status } = authorization;
  const isCodeValid = code && status !== "VOIDED";
  return html`${isCodeValid ? authorizationCode(host, authorization, code, clipboard) : nothing}
    ${reason(host, authorization)} ${coveredProducts(host, authorization)}
    ${
      isCodeValid
        ? html`<div class="scan">
            ${qrImage(code, text.qrCode)}
            ${status === "APPROVED" ? html`<p class="small muted">${text.approvedHelp}</p>` : nothing}
          </div>`
        : nothing
    }`;
}

/** The authorization code, to be read or copied, and how long it is valid. */
function authorizationCode(
  { text }: StepHost,
  authorization: Authorization,
  code: string,
  clipboard: Clipboard,
) {
  const { expires_at } = authorization;
  const days = expires_at ? daysUntil(expires_at, Date.now()) : undefined;
  return html`<div class="group">
    <p class="small muted" id="code-${code}">${text.authorizationCode}</p>
    <div class="copyable">
      <output id="of-${code}" aria-labelledby="code-${code}" dir="ltr" ?data-long=${code.length >= longCode}>${code}</output>
      ${clipboard.button(code)}
    </div>
    ${
      expires_at
        ? html`<p>
            ${facts(
              text.validUntil(longDate(expires_at, text.tag)),
              days && days > 0 && days <= daysInView
                ? html`<span class="muted">${text.days(days)}</span>`
                : undefined,
            )}
          </p>`
        : nothing
    }
  </div>`;
}

/** Why there is no approval. The sponsor's own text is shown in full. */
function reason({ text }: StepHost, { status, rejection_reason }: Authorization) {
  if (status === "APPROVED") return nothing;
  const isKnown = Boolean(text.status[status]);
  return html`${rejection_reason ? html`<p dir="auto" class="reason">${rejection_reason}</p>` : nothing}
    ${!rejection_reason && status === "REJECTED" ? html`<p>${text.noReason}</p>` : nothing}
    ${isKnown ? nothing : html`<p>${text.unknownStatus}</p>`}`;
}

/** The products of an authorization. Where it names none, those of its product type. */
function coveredProducts(host: StepHost, authorization: Authorization) {
  const { flow, text } = host;
  const named = new Map(authorization.products.map(({ product_code, quantity }) => [product_code, quantity]));
  const lines = flow.products.filter((line) => authorizationOf(flow, line) === authorization);
  if (!lines.length) return nothing;
  return html`<ul class="covers">
    ${lines.map(
      ({ product, quantity, posology }) => html`<li>
        <span>
          <span dir="auto">${product.name}</span>
          <span class="small muted">${facts(product.presentation, posology)}</span>
        </span>
        <span class="count"><span class="quiet">${text.quantity}</span> ${quantityInWords(product, named.get(product.product_code) ?? quantity, text)}</span>
      </li>`,
    )}
  </ul>`;
}
