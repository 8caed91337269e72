import { unchanged, withEffects } from "../next.ts";
import { isPage } from "../selectors/request.ts";
import type { EventReducers } from "../transition.ts";

/** The order of the photos that become the pages of one PDF. Registered with the first photo. */

const onEvent: Pick<EventReducers, "page_moved"> = {
  /** Trades places with the page before or after it, whatever lies between them. */
  page_moved: (flow, { id, by }) => {
    const moved = flow.files.find((file) => file.id === id && file.state === "page");
    const pages = flow.files.filter((file) => file.fileType === moved?.fileType && isPage(flow, file));
    const other = moved && pages[pages.indexOf(moved) + by];
    if (!other || flow.awaitingFiles) return unchanged(flow);
    const files = flow.files.map((file) => (file === moved ? other : file === other ? moved : file));
    return withEffects(flow, { files });
  },
};

export const pageOrderReducers = { onEvent, onResult: {} };
