import { type Problem, ProblemError } from "../problem/problem.ts";
import { type Client, problemOf } from "./client.ts";

/** One file on its way to one request. */
export type UploadOptions = {
  requestId: string;
  fileType: string;
  file: File;
  key: string;
  /** Called with the bytes that have left, and when (milliseconds of the page), as often as the browser says so. */
  onProgress(sentBytes: number, at: number): void;
  /** Ends the upload; its reason is what the upload rejects with. */
  signal: AbortSignal;
};

/** How an upload was answered: by which status, and whether the server looks at what the document is. */
type UploadResult = { status: number; isChecked: boolean };

/**
 * Sends a file, with real progress: `fetch` cannot tell how much of a body has left, so this is an XMLHttpRequest.
 * Resolves with whether the server looks at what the document is; what it finds is told on the request's events.
 */
export async function upload(client: Client, sending: UploadOptions): Promise<boolean> {
  const current = client.token();
  let answered = await send(client, sending, await current);
  if (answered.status === 401) answered = await send(client, sending, await client.renewToken(current));
  if (answered.status === 401) throw new ProblemError({ code: "session_failed", retryable: true });
  return answered.isChecked;
}

function send(
  client: Client,
  { requestId, fileType, file, key, onProgress, signal }: UploadOptions,
  token: string,
) {
  return new Promise<UploadResult>((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const request = new XMLHttpRequest();
    const stop = () => {
      request.abort();
      reject(signal.reason);
    };
    const fail = (problem: Problem) => reject(new ProblemError(problem));
    request.open(
      "POST",
      `${client.base}/arc/v1/authorization-requests/${encodeURIComponent(requestId)}/upload/files`,
    );
    request.setRequestHeader("authorization", `Bearer ${token}`);
    request.setRequestHeader("idempotency-key", key);
    request.upload.onprogress = ({ loaded, timeStamp }) => onProgress(Math.min(loaded, file.size), timeStamp);
    request.onerror = () => networkProblem(file).then(fail);
    request.onload = () => {
      const { status } = request;
      if (status < 300 || status === 401) {
        return resolve({ status, isChecked: request.getResponseHeader("document-check") === "pending" });
      }
      fail(problemOf(status, request.responseText, request.getResponseHeader("x-request-id")));
    };
    request.onloadend = () => signal.removeEventListener("abort", stop);
    signal.addEventListener("abort", stop);
    const form = new FormData();
    form.set("file_type", fileType);
    form.set("file", file);
    request.send(form);
  });
}

/** A browser says the same of a broken line and of a file that was changed or taken away on the device. */
async function networkProblem(file: File): Promise<Problem> {
  if (!navigator.onLine) return { code: "offline", retryable: true };
  const isReadable = await file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
  return isReadable
    ? { code: "unreachable", retryable: true }
    : { code: "file_unreadable", retryable: false };
}
