import { type ClientProblemCode, ProblemError } from "../problem/problem.ts";
import { type ScalePhotoOptions, scalePhoto } from "./scale-photo.ts";

/** Milliseconds after which a photo counts as one that cannot be drawn: some browsers hang on some formats. */
const scalingTimeout = 60_000;

/** Whether this page has refused a worker: then it is not asked a second time. */
let isWorkerBlocked = !globalThis.Worker || !globalThis.OffscreenCanvas;

type Policy = { createScriptURL(url: string): string };
let policy: Policy | undefined;

/**
 * Scales a photo in a worker of its own, which takes its memory with it when it ends. A page whose content policy
 * lets no worker be made (`worker-src blob:`) has it done in its own thread, a strip at a time.
 *
 * @throws ProblemError `photo_unreadable`, `file_too_large`.
 */
export async function scaleInWorker(scaling: ScalePhotoOptions): Promise<Blob> {
  try {
    const blob = isWorkerBlocked ? undefined : await inWorker(scaling).catch(handleWorkerError);
    return blob ?? (await scalePhoto(scaling));
  } catch (thrown) {
    throw new ProblemError({ code: (thrown as Error).message as ClientProblemCode, retryable: false });
  }
}

/** The worker's own word about a photo holds; that there is no worker is what the page wants. */
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
      const made = new Worker(trustedUrl(url));
      worker = made;
      timer = setTimeout(() => reject(new Error("photo_unreadable")), scalingTimeout);
      made.onerror = reject;
      made.onmessage = ({ data }) => (typeof data === "string" ? reject(new Error(data)) : resolve(data));
      made.postMessage(scaling);
    });
  } finally {
    clearTimeout(timer);
    worker?.terminate();
    URL.revokeObjectURL(url);
  }
}

/** An address that a page with trusted types takes, where it lets this policy be made. */
function trustedUrl(url: string): string {
  const types = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } })
    .trustedTypes;
  policy ??= types?.createPolicy("osigu-preauth", { createScriptURL: (own) => own });
  return policy?.createScriptURL(url) ?? url;
}
