import { css, html, nothing } from "lit";
import { errorLine, inputValue } from "../../components/field.ts";
import { otpHandlers } from "../../effects/otp.ts";
import { otpReducers } from "../../flow/reducers/otp.ts";
import { challengeOf } from "../../flow/selectors/challenge.ts";
import { channelsOf, codeExpiresAt, resendAt } from "../../flow/selectors/otp.ts";
import type { FlowState } from "../../flow/state.ts";
import { cleanTyped } from "../../format/clean-text.ts";
import { readableName } from "../../format/readable-name.ts";
import { now } from "../../platform/clock.ts";
import type { StepAction, StepHost, StepView } from "../step.ts";

export const styles = css`
  #code {
    max-inline-size: 14em;
    font-size: 1.286em;
    letter-spacing: 0.35em;
    font-variant-numeric: tabular-nums;
  }
  .under {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: 16px;
    min-block-size: var(--_control);
  }
`;

/** Digits of a code that is sent by itself. No sponsor tells the length of its codes; most have six digits. */
const usualLength = 6;
/** Milliseconds without a key after which a code of that length is complete. A longer code goes on meanwhile. */
const pauseAfterCode = 400;

/** The one-time code: sent to the beneficiary at the request of the user, and entered in one field. */
export function open(host: StepHost): StepView {
  host.register(otpReducers, otpHandlers);
  let typed = "";
  let channel: string | undefined;
  let shown: string | undefined;
  let refused: FlowState["errors"][string] | undefined;
  const clock = setInterval(() => challengeOf(host.flow).sends && host.requestUpdate(), 1000);
  const send = (by: string | undefined) => {
    channel = by;
    host.dispatch({ type: "code_asked", channel: by, now: now() });
  };
  let pause: ReturnType<typeof setTimeout> | undefined;
  let tried: string | undefined;
  let submitted: string | undefined;
  const submit = () => {
    clearTimeout(pause);
    submitted = typed;
    host.dispatch({ type: "code_submitted", code: codeIn(typed), now: now() });
  };

  /** Each code is sent by itself at most once: when six digits were wrong, the code may be longer. */
  const submitWhenComplete = () => {
    clearTimeout(pause);
    const { sent } = challengeOf(host.flow);
    if (codeIn(typed).length !== usualLength || !sent || sent.otp_id === tried) return;
    pause = setTimeout(() => {
      tried = sent.otp_id;
      if (!host.flow.running) submit();
    }, pauseAfterCode);
  };

  return {
    title: () => {
      const { sent, verificationToken } = challengeOf(host.flow);
      return sent || verificationToken ? host.text.titles.otp_challenge : host.text.titles.send_code;
    },
    content() {
      const { flow, text } = host;
      const { sent, verificationToken } = challengeOf(flow);
      // A new code empties the field. One that is of no use any more takes the field with it, and its focus.
      if (sent?.otp_id !== shown) {
        if (!sent) host.focusNext("title");
        shown = sent?.otp_id;
        typed = "";
        if (sent) host.announce(text.sentTo(sent.masked_destination ?? ""));
      }
      // The next digit replaces a wrong code, unless the user has typed on meanwhile.
      if (flow.errors.code !== refused) {
        refused = flow.errors.code;
        const isWhole = refused && typed === submitted;
        if (isWhole) queueMicrotask(() => host.root.querySelector<HTMLInputElement>("#code")?.select());
      }
      if (verificationToken) return html`<p>${text.codeAccepted}</p>`;
      if (!sent)
        return [
          html`<p>${text.codeIntro}</p>`,
          channels(host, chosenChannel(flow, channel), (by) => {
            channel = by;
          }),
          waitForResend(host),
        ];
      return [
        html`<p>${text.sentTo(sent.masked_destination ?? "")}</p>`,
        codeField(host, typed, (value) => {
          typed = value;
          submitWhenComplete();
        }),
        codeStatus(host, codeExpiresAt(sent), send),
      ];
    },
    primary(): StepAction | undefined {
      const { flow, text } = host;
      const { sent, verificationToken } = challengeOf(flow);
      if (!sent && !verificationToken && remainingTime(resendAt(flow))) return undefined;
      const request = () => send(chosenChannel(flow, channel));
      const goOn = () => host.dispatch({ type: "request_submitted" });
      return {
        label: sent || verificationToken ? text.requestAuthorization : text.sendCode,
        busy: flow.running && text.requesting,
        press: verificationToken ? goOn : sent ? submit : request,
      };
    },
    disconnect: () => {
      clearInterval(clock);
      clearTimeout(pause);
    },
  };
}

/** The code in what was typed or pasted. */
function codeIn(typed: string): string {
  return cleanTyped(typed).replace(/[\s-]/g, "");
}

/** The chosen channel while it is available, else the first one. */
function chosenChannel(flow: FlowState, chosen: string | undefined): string | undefined {
  const offered = channelsOf(flow);
  return offered.find((channel) => channel === chosen) ?? offered[0];
}

/** The choice among several channels. */
function channels({ flow, text }: StepHost, checked: string | undefined, choose: (channel: string) => void) {
  const offered = channelsOf(flow);
  if (offered.length < 2) return nothing;
  return html`<fieldset class="group"><legend>${text.sendItBy}</legend><div class="segments">
    ${offered.map(
      (channel) => html`<label
        ><input type="radio" name="channel" .checked=${channel === checked} @change=${() => choose(channel)} />${text.channels[channel] ?? readableName(channel)}</label
      >`,
    )}
  </div></fieldset>`;
}

/** When another code can be sent, in place of the button that sends it. */
function waitForResend({ flow, text }: StepHost) {
  const wait = remainingTime(resendAt(flow));
  return wait ? html`<p class="small muted">${text.resendIn(wait)}</p>` : nothing;
}

/** One input for codes of every length, so that paste, autofill and screen readers work. */
function codeField({ flow, text }: StepHost, typed: string, changed: (value: string) => void) {
  const error = flow.errors.code;
  return html`<div class="field">
    <label for="code">${text.steps.otp_challenge}</label>
    <input id="code" name="code" dir="ltr" autocomplete="one-time-code" inputmode="numeric" maxlength="20" spellcheck="false"
      aria-invalid=${Boolean(error)} aria-describedby=${error ? "code-error" : nothing}
      .value=${typed} @input=${(event: Event) => changed(inputValue(event))} />
    ${errorLine("code", error, text, error?.reason === "refused" ? text.problems.otp_invalid : text.required)}
  </div>`;
}

/** The time that the code is valid for, and the buttons that send another one. */
function codeStatus(host: StepHost, endsAt: number, send: (channel: string | undefined) => void) {
  const { flow, text } = host;
  const { sent } = challengeOf(flow);
  const left = remainingTime(endsAt);
  const wait = remainingTime(resendAt(flow));
  const others = channelsOf(flow).filter((channel) => channel !== sent?.channel);
  return html`<div class="small">
    <p class="muted" role="timer">${left ? text.codeLeft(left) : text.problems.otp_expired}</p>
    <div class="under">
      ${
        wait
          ? html`<p class="muted">${text.resendIn(wait)}</p>`
          : [sent?.channel, ...others].map(
              (channel, index) => html`<button type="button" @click=${() => send(channel)}>
                ${index ? text.sendBy(text.channels[channel ?? ""] ?? readableName(channel ?? "")) : text.sendAgain}
              </button>`,
            )
      }
    </div>
  </div>`;
}

/** The time until an instant, `4:05`; empty when it has passed. */
function remainingTime(instant: number): string {
  const seconds = Math.ceil((instant - now()) / 1000);
  return seconds > 0 ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : "";
}
