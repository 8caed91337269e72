import type { DocumentRule } from "@osigu-preauth/shared";
import type { Effect, Transition } from "../events.ts";
import { documentRules, filesOf, isPage } from "../selectors/request.ts";
import type { FileEntry, FlowState } from "../state.ts";
import { retryDelay, startUpload } from "../upload-state.ts";
import { combinesPhotos, maxBytesOf, photoMimeTypes } from "../validation/file-validation.ts";

/** Parallel uploads: a slow connection finishes a few files sooner than all of them. */
const maxParallelUploads = 3;

/** Moves every file on that can continue, with the effects of the files whose state changed. */
export function advanceFiles(before: FlowState, changed: FlowState): Transition {
  const flow = startUploads(combinePages(changed));
  const states = new Map(before.files.map((file) => [file.id, file.state]));
  const effects = flow.files
    .filter((file) => states.get(file.id) !== file.state)
    .map((file) => effectOf(flow, file))
    .filter((effect) => effect !== undefined);
  return { flow, effects };
}

/** Makes one PDF of the photos of a document, once the document is complete and every photo is ready. */
function combinePages(flow: FlowState): FlowState {
  let { files } = flow;
  for (const { file_type } of documentRules(flow)) {
    const pages = filesOf(flow, file_type).filter((file) => isPage(flow, file));
    const [first] = pages;
    if (!first || !pages.every(({ isComplete, state }) => isComplete && state === "page")) continue;
    const pdf: FileEntry = {
      ...first,
      name: first.name.replace(/(\.\w+)?$/, ".pdf"),
      mimeType: "application/pdf",
      size: pages.reduce((sum, { size }) => sum + size, 0),
      state: "preparing",
      pages: pages.map(({ id }) => id),
    };
    files = files.flatMap((file) => (file === first ? pdf : pages.includes(file) ? [] : file));
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
  const { id: fileId, fileType, state, retries = 0, pages } = file;
  const rule = ruleOf(flow, file);
  if (state === "preparing" && rule)
    return {
      type: "prepare",
      fileId,
      isPage: combinesPhotos(rule),
      pageIds: pages,
      mimeTypes: photoMimeTypes(rule),
      maxBytes: maxBytesOf(rule),
    };
  if (state === "sending" && flow.request)
    return { type: "upload", requestId: flow.request.id, fileId, fileType };
  if (state === "retrying")
    return { type: "wait_before_retry", fileId, retries, milliseconds: retryDelay(file) };
  if (state === "paused") return { type: "wait_until_online", fileId };
  return undefined;
}

function ruleOf(flow: FlowState, file: FileEntry): DocumentRule | undefined {
  return documentRules(flow).find((rule) => rule.file_type === file.fileType);
}
