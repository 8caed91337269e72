import type { StepName } from "@osigu-preauth/shared";
import { css, html, nothing } from "lit";
import { documentName } from "../../components/document-name.ts";
import { facts } from "../../components/facts.ts";
import { fileStatusText } from "../../components/file-status.ts";
import { quantityInWords } from "../../components/quantity.ts";
import { enteredDocument, nameOf } from "../../flow/selectors/beneficiary.ts";
import {
  documentRules,
  filesOf,
  hasFilesInProgress,
  requestedFiles,
  requiredFieldsOf,
  requiredValueOf,
  waitsForConnection,
} from "../../flow/selectors/request.ts";
import { stepsOf } from "../../flow/selectors/search.ts";
import { readableName } from "../../format/readable-name.ts";
import type { FocusTarget, StepHost, StepView } from "../step.ts";

export const styles = css`
  .part {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 calc(var(--_u) * 4);
    align-items: center;
    padding-block-end: calc(var(--_u) * 4);
    border-block-end: 1px solid var(--_line);
  }
  .said {
    inline-size: 100%;
    overflow-wrap: anywhere;
  }
  .part h3 {
    font-size: 0.857em;
    font-weight: 500;
    color: var(--_muted);
  }
  .part ul {
    display: grid;
    gap: calc(var(--_u) * 2);
  }
  .part b {
    font-weight: 500;
  }
  .legal {
    max-inline-size: 65ch;
  }
`;

/** Check and send: everything that will be sent, each section with a button to change it. */
export function open(host: StepHost): StepView {
  return {
    title: () => host.text.titles.review_and_submit,
    content: () => [patient(host), products(host), diagnoses(host), documents(host), legalNotice(host)],
    primary: () => ({
      // The one-time code comes before the completion.
      label: stepsOf(host.flow).includes("otp_challenge") ? host.text.goOn : host.text.requestAuthorization,
      busy: busyText(host),
      press: () => host.dispatch({ type: "request_submitted" }),
    }),
  };
}

function busyText({ flow, text }: StepHost): string | undefined {
  if (!flow.running) return undefined;
  if (waitsForConnection(flow)) return text.paused;
  return flow.awaitingFiles && hasFilesInProgress(flow) ? text.waitingForFiles : text.requesting;
}

/** `focus`: what of the step the keyboard goes to, the title by default. */
function section(
  { flow, text, dispatch, focusNext }: StepHost,
  title: string,
  step: StepName | undefined,
  content: unknown,
  focus?: FocusTarget,
) {
  const change = () => {
    dispatch({ type: "went_to", step: step as StepName, returns: true });
    if (focus) focusNext(focus);
  };
  return html`<section class="part">
    <h3>${title}</h3>
    ${
      step && !flow.outcomeUnknown
        ? html`<button type="button" aria-label="${text.change}: ${title}" @click=${change}>
          ${text.change}
        </button>`
        : nothing
    }
    <div class="said">${content}</div>
  </section>`;
}

function patient(host: StepHost) {
  const { flow, text } = host;
  const { beneficiary, setup } = flow;
  if (!beneficiary) return nothing;
  return section(
    host,
    text.patient,
    setup.beneficiaryId ? undefined : "search_beneficiary",
    html`<p><b dir="auto">${nameOf(beneficiary)}</b> <span class="muted">${facts(enteredDocument(flow, beneficiary), beneficiary.coverage.plan_code)}</span></p>`,
  );
}

function products(host: StepHost) {
  const { flow, text } = host;
  const lines = flow.products.map(
    ({ product, quantity, posology }) => html`<li>
      <b dir="auto">${product.name}</b> <span class="muted">·</span>
      <bdi><span class="quiet">${text.quantity}</span> ${quantityInWords(product, quantity, text)}</bdi>
      <span class="small muted"><br />${facts(product.presentation, posology)}</span>
    </li>`,
  );
  const further = requiredFieldsOf(flow).map(
    (name) => html`<li>
      <span class="muted">${text.fields[name] ?? readableName(name)}:</span> ${text.fields[requiredValueOf(flow, name)] ?? requiredValueOf(flow, name)}
    </li>`,
  );
  return section(host, text.products, "select_products", html`<ul>${lines} ${further}</ul>`);
}

function diagnoses(host: StepHost) {
  const { flow, text } = host;
  const lines = flow.diagnoses.map(
    ({ code, name }) => html`<li><bdi dir="ltr">${code}</bdi> ${name === code ? nothing : name}</li>`,
  );
  return section(host, text.diagnoses, "select_products", html`<ul>${lines}</ul>`, "diagnoses");
}

function documents(host: StepHost) {
  const { flow, text } = host;
  const files = requestedFiles(flow);
  if (!files.length) return nothing;
  const lines = files.map(
    (file) =>
      html`<li><bdi dir="ltr">${file.name || text.sentEarlier}</bdi> <span class=${file.state === "sent" ? "quiet" : "small muted"}>${fileStatusText(text, file)}</span></li>`,
  );
  return section(host, text.documents, "capture_indication", html`<ul>${lines}</ul> ${documentNotes(host)}`);
}

/** Advice about documents that look like another type. It does not stop the user. */
function documentNotes({ flow, text }: StepHost) {
  return documentRules(flow).map((rule) => {
    const check = flow.checks?.[rule.file_type];
    return check?.result === "differs" && filesOf(flow, rule.file_type).length
      ? html`<p class="small muted">${text.otherDocument(documentName(rule, text))}</p>`
      : nothing;
  });
}

function legalNotice({ text }: StepHost) {
  return html`<p class="small muted legal">${text.reviewLegal}</p>`;
}
