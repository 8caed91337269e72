import type { Authorization } from "@osigu-preauth/shared";
import { css, html, nothing } from "lit";
import type { Flow } from "../../flow/flow.ts";
import { icons } from "../../later/icons.ts";
import { longDate } from "../../text/dates.ts";
import type { StepHost, StepView } from "../step.ts";

export const styles = css`
  .code {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_u) calc(var(--_u) * 3);
  }
  .code output {
    font-size: clamp(1.25em, 7.5cqi, 1.714em);
    font-weight: 600;
    line-height: 1.3;
    letter-spacing: 0.01em;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .code button {
    margin-inline: calc(var(--_u) * -3);
  }
  .covers {
    display: grid;
    gap: var(--_u);
    padding-block-start: calc(var(--_u) * 2);
    border-block-start: 1px solid var(--_line);
  }
`;

const order = ["APPROVED", "PENDING_SPONSOR", "REJECTED"];
const tones: Record<string, string> = { APPROVED: "success", REJECTED: "danger" };

/** What the sponsor answered: each group for itself, approved first. */
export function open(host: StepHost): StepView {
  let copied: string | undefined;
  const copy = async (code: string) => {
    // Pages without TLS have no clipboard: the code is marked, ready to be copied by hand.
    if (navigator.clipboard) await navigator.clipboard.writeText(code);
    else return getSelection()?.selectAllChildren(host.root.querySelector("output") as Node);
    copied = code;
    host.announce(host.text.copied);
    host.requestUpdate();
  };
  return {
    title: () => host.text.outcomes[verdict(host.flow)],
    content: () => [
      ...groups(host.flow).map((group) => card(host, group, copied, copy)),
      help(host),
      html`<p class="small muted">${host.text.requestNumber}: <bdi dir="ltr">${host.flow.outcome?.authorization_request_id}</bdi></p>`,
    ],
    primary: () => ({ label: host.text.newRequest, press: host.restart }),
    secondary: () => ({ label: host.text.close, press: host.close }),
  };
}

/** All in one word, for the title. */
function verdict(flow: Flow): "approved" | "rejected" | "pending" | "mixed" {
  const statuses = new Set(groups(flow).map(({ status }) => status));
  if (!statuses.size) return flow.outcome?.status === "COMPLETED" ? "rejected" : "pending";
  if (statuses.size > 1) return "mixed";
  if (statuses.has("APPROVED")) return "approved";
  return statuses.has("REJECTED") ? "rejected" : "pending";
}

function groups(flow: Flow): Authorization[] {
  const rank = ({ status }: Authorization) => (order.includes(status) ? order.indexOf(status) : 1);
  return [...(flow.outcome?.authorizations ?? [])].sort((one, other) => rank(one) - rank(other));
}

function card(
  host: StepHost,
  group: Authorization,
  copied: string | undefined,
  copy: (code: string) => void,
) {
  const { text } = host;
  const { authorization_code: code, status, product_type, expires_at, rejection_reason } = group;
  const mark = { APPROVED: icons.check, REJECTED: icons.cross }[status as string] ?? icons.clock;
  return html`<article class="card" part="card">
    <p class="mark" data-tone=${tones[status] ?? "warning"}>
      ${mark}${text.status[status] ?? status}
      ${product_type ? html`<span class="muted">· ${text.productTypes[product_type] ?? product_type}</span>` : nothing}
    </p>
    ${
      code
        ? html`<div>
          <p class="small muted" id="code-${code}">${text.authorizationCode}</p>
          <div class="code">
            <output aria-labelledby="code-${code}" dir="ltr">${code}</output>
            <button type="button" @click=${() => copy(code)}>${copied === code ? text.copied : text.copy}</button>
          </div>
        </div>`
        : nothing
    }
    ${expires_at && status === "APPROVED" ? html`<p>${text.validUntil(longDate(expires_at, text.tag))}</p>` : nothing}
    ${status === "REJECTED" ? html`<p dir="auto">${rejection_reason ?? text.noReason}</p>` : nothing}
    ${covers(host, group)}
  </article>`;
}

/** The products of a group; where the answer names none, those of its type. */
function covers({ flow }: StepHost, group: Authorization) {
  const named = new Set(group.products.map(({ product_code }) => product_code));
  const lines = flow.products.filter(({ product }) =>
    named.size ? named.has(product.product_code) : product.product_type === group.product_type,
  );
  if (!lines.length) return nothing;
  return html`<ul class="covers small">
    ${lines.map(({ product, quantity }) => html`<li><span dir="auto">${product.name}</span> ×&#8202;${quantity}</li>`)}
  </ul>`;
}

function help({ flow, text }: StepHost) {
  const statuses = groups(flow).map(({ status }) => status);
  if (flow.outcome?.status !== "COMPLETED") return html`<p>${text.pendingHelp}</p>`;
  return statuses.includes("REJECTED") ? html`<p>${text.rejectedHelp}</p>` : nothing;
}
