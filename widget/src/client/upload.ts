import { type Client, problemOf } from "./client.ts";
import { ProblemError } from "./problem.ts";

/** One file on its way to one request. */
export type Upload = {
  requestId: string;
  fileType: string;
  file: File;
  key: string;
  /** Called with the bytes that have left, as often as the browser says so. */
  onProgress(sentBytes: number): void;
  signal: AbortSignal;
};

/** Sends a file, with real progress. `fetch` cannot tell how much of a body has left, so this is an XMLHttpRequest. */
export async function upload(client: Client, sending: Upload): Promise<undefined> {
  const current = client.token();
  let status = await send(client, sending, await current);
  if (status === 401) status = await send(client, sending, await client.renewToken(current));
  if (status === 401) throw new ProblemError({ code: "session_failed", retryable: true });
  return undefined;
}

function send(client: Client, { requestId, fileType, file, key, onProgress, signal }: Upload, token: string) {
  return new Promise<number>((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    const end = (then: () => void) => {
      signal.removeEventListener("abort", stop);
      then();
    };
    const broken = () => ({
      code: navigator.onLine ? ("unreachable" as const) : ("offline" as const),
      retryable: true,
    });
    request.open(
      "POST",
      `${client.base}/arc/v1/authorization-requests/${encodeURIComponent(requestId)}/upload/files`,
    );
    request.setRequestHeader("authorization", `Bearer ${token}`);
    request.setRequestHeader("idempotency-key", key);
    request.upload.onprogress = ({ loaded }) => onProgress(Math.min(loaded, file.size));
    request.onerror = () => end(() => reject(new ProblemError(broken())));
    request.onabort = () => end(() => reject(new DOMException("The upload was cancelled.", "AbortError")));
    request.onload = () => {
      const { status } = request;
      if (status < 300 || status === 401) return end(() => resolve(status));
      const problem = problemOf(status, request.responseText, request.getResponseHeader("x-request-id"));
      end(() => reject(new ProblemError(problem)));
    };
    if (signal.aborted) return end(() => reject(new DOMException("The upload was cancelled.", "AbortError")));
    signal.addEventListener("abort", stop);
    const form = new FormData();
    form.set("file_type", fileType);
    form.set("file", file);
    request.send(form);
  });
}
