import { type ClientProblemCode, ProblemError } from "../problem/problem.ts";
import { type ScalePhotoOptions, scalePhoto } from "./scale-photo.ts";

/** Milliseconds after which a photo counts as unreadable: some browsers hang on some formats. */
const scalingTimeout = 60_000;

/** Whether the page allows no worker. It is tried once. */
let isWorkerBlocked = !globalThis.Worker || !globalThis.OffscreenCanvas;

type Policy = { createScriptURL(url: string): string };
let policy: Policy | undefined;

/**
 * Scales a photo in a worker of its own, which frees its memory when it terminates. On a page whose content security
 * policy allows no worker (`worker-src blob:`), the main thread scales it in strips.
 *
 * @throws ProblemError `photo_unreadable`, `photo_blocked`, `file_too_large`.
 */
export async function scaleInWorker(scaling: ScalePhotoOptions): Promise<Blob> {
  try {
    const blob = isWorkerBlocked ? undefined : await inWorker(scaling).catch(handleWorkerError);
    return blob ?? (await scalePhoto(scaling));
  } catch (thrown) {
    throw new ProblemError({ code: (thrown as Error).message as ClientProblemCode, retryable: false });
  }
}

/** Rethrows an error about the photo. Any other one means that the page allows no worker. */
function handleWorkerError(thrown: unknown): undefined {
  if (thrown instanceof Error && /^(photo|file)_/.test(thrown.message)) throw thrown;
  isWorkerBlocked = true;
  return undefined;
}

async function inWorker(scaling: ScalePhotoOptions): Promise<Blob> {
  const work = `onmessage=({data})=>(${scalePhoto})(data).then(postMessage,e=>postMessage(e.message))`;
  const url = URL.createObjectURL(new Blob([work], { type: "text/javascript" }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let worker: Worker | undefined;
  try {
    return await new Promise((resolve, reject) => {
      const created = new Worker(trustedUrl(url));
      worker = created;
      timer = setTimeout(() => reject(new Error("photo_unreadable")), scalingTimeout);
      created.onerror = reject;
      created.onmessage = ({ data }) => (typeof data === "string" ? reject(new Error(data)) : resolve(data));
      created.postMessage(scaling);
    });
  } finally {
    clearTimeout(timer);
    worker?.terminate();
    URL.revokeObjectURL(url);
  }
}

/** The URL of the script for a page with Trusted Types, where it allows the policy. */
function trustedUrl(url: string): string {
  const types = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } })
    .trustedTypes;
  policy ??= types?.createPolicy("osigu-preauth", { createScriptURL: (own) => own });
  return policy?.createScriptURL(url) ?? url;
}
