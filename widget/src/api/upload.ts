import { abortable } from "../platform/deadline.ts";
import { type Problem, ProblemError } from "../problem/problem.ts";
import { type Client, problemOf } from "./client.ts";
import { firstScreenPath } from "./paths.ts";

/** The upload of one file to one request. */
export type UploadOptions = {
  requestId: string;
  fileType: string;
  file: File;
  key: string;
  /** Called with the bytes sent, and the time stamp of the progress event in milliseconds. */
  onProgress(sentBytes: number, at: number): void;
  /** Aborts the upload, which rejects with its reason. */
  signal: AbortSignal;
};

/** The status of the response, and whether the server checks what kind of document it is. */
type UploadResult = { status: number; isChecked: boolean };

/**
 * Uploads a file with `XMLHttpRequest`, because `fetch` reports no progress of a body. Resolves to whether the server
 * checks what kind of document it is; the result is an event of the request.
 *
 * @throws ProblemError
 */
export async function upload(client: Client, sending: UploadOptions): Promise<boolean> {
  const current = client.token();
  const attempt = async (token: Promise<string>) =>
    send(client, sending, await abortable(token, sending.signal));
  let result = await attempt(current);
  if (result.status === 401) result = await attempt(client.renewToken(current));
  if (result.status === 401) throw new ProblemError({ code: "session_failed", retryable: true });
  return result.isChecked;
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
    if (client.language) request.setRequestHeader("accept-language", client.language);
    request.upload.onprogress = ({ loaded, timeStamp }) => onProgress(Math.min(loaded, file.size), timeStamp);
    request.onerror = () => networkProblem(client, file, signal).then(fail);
    request.onload = () => {
      const { status } = request;
      // The contract names 204 alone: a sign-in page of somebody else is a 200.
      if (status === 204 || status === 401) {
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

/**
 * A browser reports the same error for a broken connection, for a file that was changed or deleted, and for a proxy that
 * refuses large bodies: `upload_interrupted` is an upload that broke while a small call passes.
 */
async function networkProblem(client: Client, file: File, signal: AbortSignal): Promise<Problem> {
  if (!navigator.onLine) return { code: "offline", retryable: true };
  const isReadable = await file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
  if (!isReadable) return { code: "file_unreadable", retryable: false };
  const isReachable = await client.get(firstScreenPath(), signal).then(
    () => true,
    () => false,
  );
  return { code: isReachable ? "upload_interrupted" : "unreachable", retryable: true };
}
