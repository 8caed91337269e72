import { upload } from "../api/upload.ts";
import { load } from "../lazy/load-module.ts";
import { browserClock, type Clock, whenOnline } from "../platform/clock.ts";
import { ProblemError } from "../problem/problem.ts";
import type { EffectHandlers } from "./effect-handlers.ts";

/** Milliseconds without a byte leaving after which the person is told. */
export const stallNoticeDelay = 10_000;
/** Milliseconds after which such an upload is given up; the server itself ends what is slower. */
export const stallTimeout = 30_000;
/** Milliseconds for the answer once all has left: a little more than the server takes at the longest. */
export const responseTimeout = 150_000;
/** Milliseconds between two reports of progress; a person sees no more. */
const progressInterval = 100;

type FileEffects =
  | "prepare"
  | "upload"
  | "wait_before_retry"
  | "wait_until_online"
  | "cancel_upload"
  | "stop_upload";

/** Photos are opened one at a time: each takes its width times its height times four bytes. */
let photoQueue: Promise<unknown> = Promise.resolve();

/** How files are made ready, sent, and waited for. */
export function fileHandlers(timers: Clock = browserClock): Pick<EffectHandlers, FileEffects> {
  return {
    prepare: ({ files }, { fileId, pageIds, mimeTypes, most }) => {
      const prepare = async () => {
        // Taken away while others were being prepared: nothing to do, and nobody listens.
        const [file] = bytesOf([fileId]);
        const { combinePhotos, preparePhoto } = await load(() => import("../media/prepare-photo.ts"));
        const done = pageIds
          ? await combinePhotos(bytesOf(pageIds), most)
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
      const turn = photoQueue.then(prepare);
      photoQueue = turn.catch(() => {});
      return turn;
    },

    upload: async ({ client, files, uploads, dispatch, signal }, { requestId, fileId, fileType }) => {
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
        const end = sentBytes < file.size ? stallTimeout : responseTimeout;
        callOff = [
          timers.after(stallNoticeDelay, () => dispatch({ type: "file_stalled", id: fileId })),
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
            if (at - reported < progressInterval && sentBytes < file.size) return;
            reported = at;
            dispatch({ type: "file_progressed", id: fileId, sentBytes });
          },
          signal: AbortSignal.any([own.signal, signal]),
        });
        if (isChecked) dispatch({ type: "watch_asked" });
        return undefined;
      } finally {
        still();
        removeEventListener("offline", offline);
        if (uploads.get(fileId) === own) uploads.delete(fileId);
      }
    },

    wait_before_retry: ({ signal }, { milliseconds }) => whenOnline(signal, timers, milliseconds),

    wait_until_online: ({ signal }) => whenOnline(signal),

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
