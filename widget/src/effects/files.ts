import { ProblemError } from "../api/problem.ts";
import { upload } from "../api/upload.ts";
import { load } from "../lazy/load-module.ts";
import { browserTimers, connection, type Timers } from "./clock.ts";
import type { Performers } from "./effect-handlers.ts";

/** Milliseconds without a byte leaving after which the person is told. */
export const stallNotice = 10_000;
/** Milliseconds after which such an upload is given up; the server itself ends what is slower. */
export const stallEnd = 30_000;
/** Milliseconds for the answer once all has left: a little more than the server takes at the longest. */
export const answerEnd = 150_000;
/** Milliseconds between two reports of progress; a person sees no more. */
const reportEvery = 100;

type FileEffects = "prepare" | "upload" | "rest" | "await_online" | "cancel_upload" | "stop_upload";

/** Photos are opened one at a time: each takes its width times its height times four bytes. */
let photoTurn: Promise<unknown> = Promise.resolve();

/** How files are made ready, sent, and waited for. */
export function filePerformers(timers: Timers = browserTimers): Pick<Performers, FileEffects> {
  return {
    prepare: ({ files }, { fileId, pageIds, mimeTypes, most }) => {
      const prepare = async () => {
        // Taken away while others were being prepared: nothing to do, and nobody listens.
        const [file] = bytesOf([fileId]);
        const { bindPhotos, preparePhoto } = await load(() => import("../media/prepare-photo.ts"));
        const done = pageIds
          ? await bindPhotos(bytesOf(pageIds), most)
          : await preparePhoto(file as File, mimeTypes, most);
        if (files.has(fileId)) files.set(fileId, done);
        for (const id of pageIds?.slice(1) ?? []) files.delete(id);
        return { name: done.name, size: done.size, mimeType: done.type };
      };
      const bytesOf = (ids: string[]) =>
        ids.map((id) => {
          const file = files.get(id);
          if (!file) throw new ProblemError({ code: "file_unreadable", retryable: false });
          return file;
        });
      const turn = photoTurn.then(prepare);
      photoTurn = turn.catch(() => {});
      return turn;
    },

    upload: async ({ client, files, uploads, tell, signal }, { requestId, fileId, fileType }) => {
      const file = files.get(fileId);
      if (!file) throw new ProblemError({ code: "file_unreadable", retryable: false });
      const own = new AbortController();
      const giveUp = (code: "offline" | "upload_stalled") =>
        own.abort(new ProblemError({ code, retryable: true }));
      const offline = () => giveUp("offline");
      let callOff: (() => void)[] = [];
      const still = () => {
        for (const stop of callOff) stop();
        callOff = [];
      };
      const moved = (sentBytes: number) => {
        still();
        const end = sentBytes < file.size ? stallEnd : answerEnd;
        callOff = [
          timers.after(stallNotice, () => tell({ type: "file_stalled", id: fileId })),
          timers.after(end, () => giveUp("upload_stalled")),
        ];
      };
      uploads.get(fileId)?.abort();
      uploads.set(fileId, own);
      addEventListener("offline", offline);
      let reported = 0;
      moved(0);
      try {
        const isChecked = await upload(client, {
          requestId,
          fileType,
          file,
          // The same file goes to the same request once, however often it is sent.
          key: `${requestId}.${fileId}`,
          onProgress(sentBytes, at) {
            moved(sentBytes);
            if (at - reported < reportEvery && sentBytes < file.size) return;
            reported = at;
            tell({ type: "file_progressed", id: fileId, sentBytes });
          },
          signal: AbortSignal.any([own.signal, signal]),
        });
        if (isChecked) tell({ type: "watch_asked" });
        return undefined;
      } finally {
        still();
        removeEventListener("offline", offline);
        if (uploads.get(fileId) === own) uploads.delete(fileId);
      }
    },

    rest: ({ signal }, { milliseconds }) => connection(signal, timers, milliseconds),

    await_online: ({ signal }) => connection(signal),

    cancel_upload: async ({ files, uploads }, { fileId }) => {
      uploads.get(fileId)?.abort();
      files.delete(fileId);
      return undefined;
    },

    stop_upload: async ({ uploads }, { fileId }) => {
      uploads.get(fileId)?.abort();
      return undefined;
    },
  };
}
