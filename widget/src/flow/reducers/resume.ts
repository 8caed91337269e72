import { andThen } from "../and-then.ts";
import type { Transition } from "../events.ts";
import { isKeyConsumed } from "../idempotency-keys.ts";
import type { FlowState, Loadable, OtpChallenge } from "../state.ts";
import type { EventReducers } from "../transition.ts";
import { requeueInterrupted } from "../upload-state.ts";
import { watch } from "./decision.ts";
import { loadMissing } from "./search.ts";
import { submitWhenReady } from "./submission.ts";
import { advanceFiles } from "./upload-queue.ts";

/** Restores a flow after a reload, and continues what was in progress. Registered by what reads the saved flow. */

const onEvent: Pick<EventReducers, "resumed"> = {
  resumed: (flow, { kept, now }) => {
    // A completion in progress may have arrived. One that waited for files was not sent.
    const isOutcomeUnknown =
      kept.outcomeUnknown ||
      (kept.running === "complete" && !kept.awaitingFiles) ||
      kept.running === "refetch";
    const continues =
      kept.awaitingFiles || (isOutcomeUnknown && !(kept.problem && isKeyConsumed(kept.problem)));
    const restored: FlowState = {
      ...kept,
      setup: flow.setup,
      sponsors: readyOrNone(kept.sponsors),
      forms: readyOrNone(kept.forms),
      configurations: Object.fromEntries(
        Object.entries(kept.configurations).filter(([, { state }]) => state === "ready"),
      ),
      policy: readyOrNone(kept.policy),
      files: kept.files.map(requeueInterrupted),
      outcomeUnknown: isOutcomeUnknown,
      awaitingFiles: continues,
      running: continues ? "complete" : undefined,
      challenge: kept.challenge && notAfter(kept.challenge, now),
      watch: undefined,
      problem: isOutcomeUnknown && !continues ? kept.problem : undefined,
    };
    return andThen(loadMissing(restored), (next) => advanceFiles(flow, next), submitWhenReady, watchOutcome);
  },
};

export const resumeReducers = { onEvent, onResult: {} };

/** The longest pause of the server between two codes, in milliseconds. */
const longestPause = 3_600_000;

/** Times that do not lie ahead: the clock may have been set back since, and a countdown would not end. */
function notAfter(challenge: OtpChallenge, now: number): OtpChallenge {
  const { sent, lastSentAt, notBefore } = challenge;
  return {
    ...challenge,
    sent: sent && { ...sent, sentAt: Math.min(sent.sentAt, now) },
    lastSentAt: lastSentAt && Math.min(lastSentAt, now),
    notBefore: notBefore && Math.min(notBefore, now + longestPause),
  };
}

/** What was loading is loaded again. */
function readyOrNone<Value>(loadable: Loadable<Value>): Loadable<Value> {
  return loadable.state === "ready" ? loadable : { state: "none" };
}

function watchOutcome(flow: FlowState): Transition {
  return flow.outcome ? watch(flow) : { flow, effects: [] };
}
