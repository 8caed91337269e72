import type { Authorization } from "@osigu-preauth/shared";
import { html, nothing } from "lit";
import type { FlowEvent } from "../../flow/events.ts";
import { fullName } from "../../flow/selectors/beneficiary.ts";
import { isDecided, rejectedLines } from "../../flow/selectors/decision.ts";
import type { FlowState } from "../../flow/state.ts";
import { readableName } from "../../format/readable-name.ts";
import { load } from "../../lazy/load-module.ts";
import type { Panel, StepAction, StepHost, StepView } from "../step.ts";
import { authorizationContent, authorizationPanel, markOf, toneOf } from "./authorization.ts";
import { Clipboard } from "./clipboard.ts";
import { close } from "./close.ts";
import type { NotificationOffer } from "./notification-offer.ts";
import { paperSheet } from "./paper-sheet.ts";

export { styles } from "./outcome.styles.ts";

/** The order of the authorizations. What is not decided, or not documented, comes after what is approved. */
const ranks: Record<string, number> = { APPROVED: 0, REJECTED: 2, VOIDED: 3 };

/** Milliseconds before the watch for changes of a decision starts. */
const watchDelay = 1_000;

/** The outcome: one panel for each authorization, approved ones first. A single one is the panel of the step. */
export function open(host: StepHost): StepView {
  const clipboard = new Clipboard(host);
  const opened = new Date();
  let announced = verdict(host);
  if (authorizations(host.flow).some(({ status }) => status === "APPROVED")) {
    host.focusNext("copy");
    // The focus skips the title.
    host.announce(`${announced} ${panelOf(host)?.about ?? ""}`);
  }
  let offer: NotificationOffer | undefined;
  const offerNotification = async () => {
    offer = await (await load(() => import("./notification-offer.ts"))).offerNotification(host);
    host.requestUpdate();
  };
  const watchTimer = setTimeout(() => {
    host.dispatch({ type: "watch_asked" });
    // Nobody misses the offer when it cannot be loaded.
    if (isPending(host.flow)) offerNotification().catch(() => {});
  }, watchDelay);
  return {
    title: () => {
      const current = verdict(host);
      // A later decision takes the focus from nothing that stays. It is announced.
      if (current !== announced) host.announce(current);
      announced = current;
      return current;
    },
    panel: () => panelOf(host),
    content: () => {
      void keepFocus(host);
      const all = authorizations(host.flow);
      const [only] = all;
      return [
        only && all.length === 1
          ? authorizationContent(host, only, clipboard)
          : all.map((each) => authorizationPanel(host, each, clipboard)),
        help(host, offer),
        tools(host, clipboard),
        paperSheet(host, opened),
      ];
    },
    primary: () =>
      rejectedLines(host.flow).length
        ? {
            label: host.text.changeAndAskAgain,
            press: () => startNext(host, { type: "revision_started" }),
          }
        : { label: host.text.newRequest, press: host.restart },
    secondary: () => [
      ...(rejectedLines(host.flow).length
        ? [{ label: host.text.newRequest, press: host.restart }]
        : repetitions(host)),
      ...(host.handlesClose === false ? [] : [{ label: host.text.close, press: () => close(host) }]),
    ],
    disconnect: () => {
      clearTimeout(watchTimer);
      offer?.stop();
    },
  };
}

/** What had the focus goes with a decision, or is the button of something else: the title has it then. */
async function keepFocus({ root, updateComplete }: StepHost): Promise<void> {
  const { activeElement } = root;
  if (!activeElement) return;
  const purpose = purposeOf(activeElement);
  await updateComplete;
  if (!root.activeElement || purposeOf(activeElement) !== purpose) root.querySelector("h2")?.focus();
}

/** What a button of the step does, or which code it copies. */
function purposeOf(button: Element): string | null {
  return button.matches("[part]") ? button.textContent : button.getAttribute("aria-describedby");
}

/** The next request for the same patient, or with the same products. A patient of the host page stays the only one. */
function repetitions(host: StepHost): StepAction[] {
  const { flow, text } = host;
  const repeat = (keep: "patient" | "request") => () => startNext(host, { type: "repeat_started", keep });
  return [
    { label: text.samePatient, press: repeat("patient") },
    ...(flow.setup.beneficiaryId ? [] : [{ label: text.sameRequest, press: repeat("request") }]),
  ];
}

/** Most requests are not followed by one that is like them: the reducers load with the press. */
function startNext(
  host: StepHost,
  event: Extract<FlowEvent, { type: "revision_started" | "repeat_started" }>,
): void {
  void host.runLoad(async () => {
    const { revisionReducers } = await load(() => import("../../flow/reducers/revision.ts"));
    host.register(revisionReducers);
    host.dispatch(event);
  });
}

/** The title for all authorizations. An undocumented status is shown in words. */
export function verdict({ flow, text }: Pick<StepHost, "flow" | "text">): string {
  const { outcomes, status: statusTexts } = text;
  const statuses = new Set(authorizations(flow).map(({ status }) => status as string));
  const [only = flow.outcome?.status ?? ""] = statuses;
  if (statuses.size > 1) {
    if (statuses.has("APPROVED")) return outcomes.mixed;
    return statuses.has("PENDING_SPONSOR") ? outcomes.pending : (statusTexts.REJECTED ?? "");
  }
  return only === "PENDING_SPONSOR" ? outcomes.pending : (statusTexts[only] ?? readableName(only));
}

function authorizations({ outcome }: FlowState): Authorization[] {
  const rank = ({ status }: Authorization) => ranks[status] ?? 1;
  return [...(outcome?.authorizations ?? [])].sort((one, other) => rank(one) - rank(other));
}

function panelOf({ flow, text }: StepHost): Panel | undefined {
  const [only, ...others] = authorizations(flow);
  if (!only || others.length) return undefined;
  const name = fullName(flow.beneficiary);
  return {
    tone: toneOf(only),
    mark: markOf(only),
    about: only.status === "APPROVED" && name ? text.forPerson(name) : undefined,
  };
}

const isPending = ({ outcome }: FlowState) => outcome && !isDecided(outcome);

/** What happens next, and what the user can do. */
function help({ flow, text }: StepHost, offer: NotificationOffer | undefined) {
  if (isPending(flow)) {
    return html`<div class="group">
      <p>${text.pendingNext}</p>
      <p>${text.pendingHelp}</p>
      <p class="live small muted" ?data-live=${flow.watch?.live}><i></i>${text.live}</p>
      ${offer?.view()}
    </div>`;
  }
  return rejectedLines(flow).length ? html`<p>${text.rejectedHelp}</p>` : nothing;
}

/** Print, share, and the number of the request: in sight while it is needed, else folded. */
function tools(host: StepHost, clipboard: Clipboard) {
  const { flow, text } = host;
  const { outcome } = flow;
  if (!outcome) return nothing;
  const print = async () => (await load(() => import("./print.ts"))).printWidget(host.root.host);
  const { authorization_request_id: id } = outcome;
  const number = html`<p class="small muted">${text.requestNumber}</p>
    <div class="copyable">
      <bdi id="of-${id}" dir="ltr">${id}</bdi> ${clipboard.button(id, text.requestNumber)}
    </div>`;
  const buttons = html`<div class="tools">
    <button type="button" class="outlined" @click=${() => host.runLoad(print)}>${text.print}</button>
    ${
      clipboard.canShare
        ? html`<button type="button" class="outlined" @click=${() => clipboard.share(verdict(host))}>${text.share}</button>`
        : nothing
    }
  </div>`;
  return isDecided(outcome)
    ? html`${buttons}<details><summary>${text.details}</summary>${number}</details>`
    : html`<div class="group">${number}<p class="small muted">${text.pendingKeep}</p></div>${buttons}`;
}
