import type { Effect, Transition } from "../events.ts";
import { isKeyConsumed } from "../idempotency-keys.ts";
import type { FileEntry, FlowState, Loadable } from "../state.ts";
import type { EventReducers } from "../transition.ts";
import { requeue } from "../upload-state.ts";
import { watch } from "./decision.ts";
import { loadMissing } from "./search.ts";
import { submitWhenReady } from "./submission.ts";
import { advanceFiles } from "./upload-queue.ts";

/** A flow that comes back after a reload: as it was, with what was under way taken up again. */

const onEvent: Pick<EventReducers, "resumed"> = {
  resumed: (flow, { kept }) => {
    // A completion that was on its way may have arrived. One that still waited for files never left.
    const isUnsure =
      kept.outcomeUnknown ||
      (kept.running === "complete" && !kept.awaitingFiles) ||
      kept.running === "refetch";
    const goesOn = kept.awaitingFiles || (isUnsure && !(kept.problem && isKeyConsumed(kept.problem)));
    const back: FlowState = {
      ...kept,
      setup: flow.setup,
      sponsors: readyOrNone(kept.sponsors),
      forms: readyOrNone(kept.forms),
      configurations: Object.fromEntries(
        Object.entries(kept.configurations).filter(([, { state }]) => state === "ready"),
      ),
      policy: readyOrNone(kept.policy),
      files: kept.files.map(requeueInterrupted),
      outcomeUnknown: isUnsure,
      awaitingFiles: goesOn,
      running: goesOn ? "complete" : undefined,
      watch: undefined,
      problem: isUnsure && !goesOn ? kept.problem : undefined,
    };
    return [
      loadMissing,
      (next: FlowState) => advanceFiles(flow, next),
      submitWhenReady,
      watchOutcome,
    ].reduce<Transition>(
      (before, step) => {
        const after = step(before.flow);
        return { flow: after.flow, effects: [...before.effects, ...after.effects] };
      },
      { flow: back, effects: [] as Effect[] },
    );
  },
};

export const resumeReducers = { onEvent, onResult: {} };

/** What was on its way is asked for again. */
function readyOrNone<Value>(loadable: Loadable<Value>): Loadable<Value> {
  return loadable.state === "ready" ? loadable : { state: "none" };
}

/** An upload that was cut off begins anew; the server takes the same file for the same request once. */
function requeueInterrupted(file: FileEntry): FileEntry {
  return ["sending", "resting", "paused"].includes(file.state) ? requeue(file) : file;
}

function watchOutcome(flow: FlowState): Transition {
  return flow.outcome ? watch(flow) : { flow, effects: [] };
}
