import type { Authorization } from "@osigu-preauth/shared";
import { html, nothing } from "lit";
import { checkIcon, clockIcon, crossIcon } from "../../components/icons.ts";
import { isDecided } from "../../flow/selectors/decision.ts";
import type { FlowState } from "../../flow/state.ts";
import { longDate } from "../../format/dates.ts";
import { load } from "../../lazy/load-module.ts";
import type { StepHost, StepView } from "../step.ts";
import { qrImage } from "./qr-image.ts";

export { styles } from "./outcome.styles.ts";

const order = ["APPROVED", "PENDING_SPONSOR", "REJECTED", "VOIDED"];
const tones: Record<string, string> = { APPROVED: "success", REJECTED: "danger", VOIDED: "danger" };

/** Milliseconds before the watch for changes of a decision starts. */
const watchDelay = 1_000;

/** The outcome: one card for each authorization, approved ones first. */
export function open(host: StepHost): StepView {
  let copied: string | undefined;
  let announced = verdict(host);
  const watchTimer = setTimeout(() => host.dispatch({ type: "watch_asked" }), watchDelay);
  const print = async () => (await load(() => import("./print.ts"))).printWidget();
  const copy = async (code: string) => {
    try {
      await navigator.clipboard.writeText(code);
      copied = code;
      host.announce(host.text.copied);
      host.requestUpdate();
    } catch {
      // An insecure context has no clipboard: the code is selected for the user to copy.
      getSelection()?.selectAllChildren(host.root.getElementById(`of-${code}`) as Node);
    }
  };
  return {
    title: () => {
      const current = verdict(host);
      // A later decision moves no focus. It is announced.
      if (current !== announced) host.announce(current);
      announced = current;
      return current;
    },
    content: () => [
      ...groups(host.flow).map((group) => card(host, group, { copied, copy })),
      help(host),
      html`<div class="foot">
        <p class="small muted">${host.text.requestNumber}: <bdi dir="ltr">${host.flow.outcome?.authorization_request_id}</bdi></p>
        <button type="button" @click=${() => host.runLoad(print)}>${host.text.print}</button>
      </div>`,
    ],
    primary: () => ({ label: host.text.newRequest, press: host.restart }),
    secondary: () => ({ label: host.text.close, press: host.close }),
    disconnect: () => clearTimeout(watchTimer),
  };
}

/** The title for all authorizations. An undocumented status shows as it is. */
export function verdict({ flow, text }: Pick<StepHost, "flow" | "text">): string {
  const { outcomes, status: statusTexts } = text;
  const statuses = new Set(groups(flow).map(({ status }) => status as string));
  const [only = flow.outcome?.status ?? ""] = statuses;
  if (statuses.size > 1) {
    if (statuses.has("APPROVED")) return outcomes.mixed;
    return statuses.has("PENDING_SPONSOR") ? outcomes.pending : outcomes.rejected;
  }
  return only === "PENDING_SPONSOR" ? outcomes.pending : (statusTexts[only] ?? only);
}

function groups(flow: FlowState): Authorization[] {
  const rank = ({ status }: Authorization) => (order.includes(status) ? order.indexOf(status) : 1);
  return [...(flow.outcome?.authorizations ?? [])].sort((one, other) => rank(one) - rank(other));
}

type CopyState = {
  copied: string | undefined;
  copy(code: string): void;
};

function card(host: StepHost, group: Authorization, tools: CopyState) {
  const { text } = host;
  const { authorization_code: code, status, product_type, expires_at, rejection_reason } = group;
  const mark = tones[status] ? (status === "APPROVED" ? checkIcon : crossIcon) : clockIcon;
  const reason = rejection_reason ?? (status === "REJECTED" ? text.noReason : nothing);
  return html`<article class="card" part="card">
    <p class="mark" data-tone=${tones[status] ?? "warning"}>
      ${mark}<span
        >${text.status[status] ?? status}
        ${product_type ? html`<span class="muted">· ${text.productTypes[product_type] ?? product_type}</span>` : nothing}</span
      >
    </p>
    ${code && status !== "VOIDED" ? authorizationCode(host, code, tools) : nothing}
    ${
      status === "APPROVED"
        ? html`${expires_at ? html`<p>${text.validUntil(longDate(expires_at, text.tag))}</p>` : nothing}
            <p class="small muted">${text.approvedHelp}</p>`
        : html`<p dir="auto">${reason}</p>`
    }
    ${coveredProducts(host, group)}
  </article>`;
}

/** The authorization code, to be read, copied or scanned. */
function authorizationCode({ text }: StepHost, code: string, { copied, copy }: CopyState) {
  return html`<div class="code">
    <div>
      <p class="small muted" id="code-${code}">${text.authorizationCode}</p>
      <output id="of-${code}" aria-labelledby="code-${code}" dir="ltr">${code}</output>
      <p><button type="button" @click=${() => copy(code)}>${copied === code ? text.copied : text.copy}</button></p>
    </div>
    ${qrImage(code, text.qrCode)}
  </div>`;
}

/** The products of an authorization. Where it names none, those of its product type. */
function coveredProducts({ flow }: StepHost, group: Authorization) {
  const named = new Map(group.products.map(({ product_code, quantity }) => [product_code, quantity]));
  const lines = flow.products.filter(({ product }) =>
    named.size ? named.has(product.product_code) : product.product_type === group.product_type,
  );
  if (!lines.length) return nothing;
  return html`<ul class="covers small">
    ${lines.map(
      ({ product, quantity }) =>
        html`<li><span dir="auto">${product.name}</span> ×&#8202;${named.get(product.product_code) ?? quantity}</li>`,
    )}
  </ul>`;
}

/** What happens next, and what the user can do. */
function help({ flow, text }: StepHost) {
  const { outcome, watch } = flow;
  if (outcome && !isDecided(outcome)) {
    return html`<div class="group">
      <p>${text.pendingHelp}</p>
      <p class="live small muted" ?data-live=${watch?.live}><i></i>${text.live}</p>
    </div>`;
  }
  return groups(flow).some(({ status }) => status === "REJECTED")
    ? html`<p>${text.rejectedHelp}</p>`
    : nothing;
}
