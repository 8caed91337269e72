import type { Transition } from "../events.ts";
import type { FileEntry, FlowState } from "../state.ts";
import type { EventReducers } from "../transition.ts";
import { isInterruptible, requeueInterrupted } from "../upload-state.ts";
import { watch } from "./decision.ts";
import { searchFormReducers } from "./search-form.ts";
import { advanceFiles } from "./upload-queue.ts";

/** The widget is out of the document for a while: what waits for the user or for time ends, and starts again. */

const onEvent: Pick<EventReducers, "returned"> = {
  /** Starts again what ended when the widget left the document. */
  returned: (flow) =>
    [
      repeatSearch,
      (next: FlowState): Transition => {
        const others = next.files.filter((file: FileEntry) => !isInterruptible(file));
        return advanceFiles(
          { ...next, files: others },
          { ...next, files: next.files.map(requeueInterrupted) },
        );
      },
      (next: FlowState): Transition => (next.watch ? watch(next) : { flow: next, effects: [] }),
    ].reduce<Transition>(
      (before, step) => {
        const after = step(before.flow);
        return { flow: after.flow, effects: [...before.effects, ...after.effects] };
      },
      { flow, effects: [] },
    ),
};

export const absenceReducers = { onEvent, onResult: {} };

function repeatSearch(flow: FlowState): Transition {
  return flow.running === "search"
    ? searchFormReducers.onEvent.search_submitted(
        { ...flow, running: undefined },
        { type: "search_submitted" },
      )
    : { flow, effects: [] };
}
