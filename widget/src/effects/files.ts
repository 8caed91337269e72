import { upload } from "../api/upload.ts";
import { load } from "../lazy/load-module.ts";
import { fileOf } from "../media/chosen-file.ts";
import { browserClock, type Clock, whenOnline } from "../platform/clock.ts";
import { ProblemError } from "../problem/problem.ts";
import type { EffectHandlers } from "./effect-handlers.ts";

/** Milliseconds without progress after which the user sees a notice. */
export const stallNoticeDelay = 10_000;
/** Milliseconds without progress after which an upload is aborted. The server aborts slow uploads itself. */
export const stallTimeout = 30_000;
/** Milliseconds for the response once the file is sent: a little longer than the server's own limit. */
export const responseTimeout = 150_000;
/** Milliseconds between two progress events. */
const progressInterval = 100;

type FileEffects =
  | "prepare"
  | "upload"
  | "wait_before_retry"
  | "wait_until_online"
  | "cancel_upload"
  | "stop_upload";

/** The effects that prepare and upload files. */
export function fileHandlers(clock: Clock = browserClock): Pick<EffectHandlers, FileEffects> {
  return {
    prepare: async ({ files }, wanted) => {
      const { prepareInTurn } = await load(() => import("../media/prepare-photo.ts"));
      return prepareInTurn(files, wanted);
    },

    upload: async ({ client, files, uploads, dispatch, signal }, { requestId, fileId, fileType }) => {
      const file = fileOf(files, fileId);
      const ownUpload = new AbortController();
      uploads.get(fileId)?.abort();
      uploads.set(fileId, ownUpload);
      const abort = (code: "offline" | "upload_stalled") =>
        ownUpload.abort(new ProblemError({ code, retryable: true }));
      const onOffline = () => abort("offline");
      addEventListener("offline", onOffline);
      const stallTimers = new StallTimers(clock, file.size, {
        onNotice: () => dispatch({ type: "file_stalled", id: fileId }),
        onTimeout: () => abort("upload_stalled"),
      });
      let lastReport = 0;
      try {
        const isChecked = await upload(client, {
          requestId,
          fileType,
          file,
          // The server stores the same file for the same request once.
          key: `${requestId}.${fileId}`,
          onProgress(sentBytes, timeStamp) {
            stallTimers.restart(sentBytes);
            if (timeStamp - lastReport < progressInterval && sentBytes < file.size) return;
            lastReport = timeStamp;
            dispatch({ type: "file_progressed", id: fileId, sentBytes });
          },
          signal: AbortSignal.any([ownUpload.signal, signal]),
        });
        if (isChecked) dispatch({ type: "watch_asked" });
        return undefined;
      } finally {
        stallTimers.cancel();
        removeEventListener("offline", onOffline);
        if (uploads.get(fileId) === ownUpload) uploads.delete(fileId);
      }
    },

    wait_before_retry: ({ signal }, { milliseconds }) => whenOnline(signal, clock, milliseconds),

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

/** Timers that every progress of an upload restarts. */
class StallTimers {
  #clock: Clock;
  #size: number;
  #callbacks: { onNotice(): void; onTimeout(): void };
  #cancellations: (() => void)[] = [];

  constructor(clock: Clock, size: number, callbacks: { onNotice(): void; onTimeout(): void }) {
    this.#clock = clock;
    this.#size = size;
    this.#callbacks = callbacks;
    this.restart(0);
  }

  restart(sentBytes: number): void {
    this.cancel();
    const timeout = sentBytes < this.#size ? stallTimeout : responseTimeout;
    this.#cancellations = [
      this.#clock.after(stallNoticeDelay, this.#callbacks.onNotice),
      this.#clock.after(timeout, this.#callbacks.onTimeout),
    ];
  }

  cancel(): void {
    for (const cancel of this.#cancellations) cancel();
    this.#cancellations = [];
  }
}
