import type { DocumentRule } from "@osigu-preauth/shared";
import type { Effect, Transition } from "../events.ts";
import { documentRules, filesOf, isPage } from "../selectors/request.ts";
import type { FileEntry, FlowState } from "../state.ts";
import { retryDelay, startUpload } from "../upload-state.ts";
import { maxBytesOf, photoMimeTypes } from "../validation/file-validation.ts";

/** Files on their way at a time: a thin line carries a few whole files sooner than all of them a little. */
const maxParallelUploads = 3;

/** Lets files go on that can, and has done for each what its new state needs. */
export function advanceFiles(before: FlowState, changed: FlowState): Transition {
  const flow = startUploads(combinePages(changed));
  const states = new Map(before.files.map((file) => [file.id, file.state]));
  const effects = flow.files
    .filter((file) => states.get(file.id) !== file.state)
    .map((file) => effectOf(flow, file))
    .filter((effect) => effect !== undefined);
  return { flow, effects };
}

/** Photos of a document become one file once no other page follows and each of them is ready. */
function combinePages(flow: FlowState): FlowState {
  let { files } = flow;
  for (const { file_type } of documentRules(flow)) {
    const pages = filesOf(flow, file_type).filter((file) => isPage(flow, file));
    const [first] = pages;
    if (!first || !pages.every(({ isComplete: closed, state }) => closed && state === "page")) continue;
    const bound: FileEntry = {
      ...first,
      name: first.name.replace(/(\.\w+)?$/, ".pdf"),
      mimeType: "application/pdf",
      size: pages.reduce((sum, { size }) => sum + size, 0),
      state: "preparing",
      pages: pages.map(({ id }) => id),
    };
    files = files.flatMap((file) => (file === first ? bound : pages.includes(file) ? [] : file));
  }
  return { ...flow, files };
}

function startUploads(flow: FlowState): FlowState {
  if (!flow.request) return flow;
  let free = maxParallelUploads - flow.files.filter(({ state }) => state === "sending").length;
  const files = flow.files.map((file) =>
    file.state === "waiting" && ruleOf(flow, file) && free-- > 0 ? startUpload(file) : file,
  );
  return { ...flow, files };
}

function effectOf(flow: FlowState, file: FileEntry): Effect | undefined {
  const { id: fileId, fileType, state, retries: tries = 0, pages } = file;
  const rule = ruleOf(flow, file);
  if (state === "preparing" && rule)
    return {
      type: "prepare",
      fileId,
      pageIds: pages,
      mimeTypes: photoMimeTypes(rule),
      most: maxBytesOf(rule),
    };
  if (state === "sending" && flow.request)
    return { type: "upload", requestId: flow.request.id, fileId, fileType };
  if (state === "resting")
    return { type: "wait_before_retry", fileId, tries, milliseconds: retryDelay(file) };
  if (state === "paused") return { type: "wait_until_online", fileId };
  return undefined;
}

function ruleOf(flow: FlowState, file: FileEntry): DocumentRule | undefined {
  return documentRules(flow).find((rule) => rule.file_type === file.fileType);
}
