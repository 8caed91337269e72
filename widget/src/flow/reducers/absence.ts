import { andThen } from "../and-then.ts";
import type { Transition } from "../events.ts";
import { unchanged } from "../next.ts";
import type { FlowState } from "../state.ts";
import type { EventReducers } from "../transition.ts";
import { isInterruptible, requeueInterrupted } from "../upload-state.ts";
import { watch } from "./decision.ts";
import { searchFormReducers } from "./search-form.ts";
import { advanceFiles } from "./upload-queue.ts";

/** The widget is out of the document for a while: what waits for the user or for time ends, and starts again. */

const onEvent: Pick<EventReducers, "returned"> = {
  /** Starts again what ended when the widget left the document. */
  returned: (flow) =>
    andThen(repeatSearch(flow), repeatUploads, (next) => (next.watch ? watch(next) : unchanged(next))),
};

export const absenceReducers = { onEvent, onResult: {} };

function repeatSearch(flow: FlowState): Transition {
  return flow.running === "search"
    ? searchFormReducers.onEvent.search_submitted(
        { ...flow, running: undefined },
        { type: "search_submitted" },
      )
    : unchanged(flow);
}

function repeatUploads(flow: FlowState): Transition {
  const others = flow.files.filter((file) => !isInterruptible(file));
  return advanceFiles({ ...flow, files: others }, { ...flow, files: flow.files.map(requeueInterrupted) });
}
