import { entriesOf } from "../flow/selectors/entries.ts";
import { load } from "../lazy/load-module.ts";
import { whenActivated } from "../platform/activation.ts";
import type { ResumableHost } from "../resume/resumable-host.ts";

/** An element whose page may name a request to open, and may allow that its flow is kept. */
type ResumableElement = ResumableHost & {
  readonly requestId: string | undefined;
  readonly resume: boolean | undefined;
  requestUpdate(): void;
};

/**
 * Opens the request that the host page names. Otherwise saves the flow of an element in this tab and restores it after
 * a reload, where the page allows that.
 */
export class Resumption {
  /** Whether a reload loses nothing: the flow is saved in this tab, or the server has the request as it is. */
  isSaved = false;
  #host: ResumableElement;
  #openedId: string | undefined;
  /** What the request was opened with. */
  #openedEntries: string | undefined;
  #restored: Promise<void> | undefined;

  constructor(host: ResumableElement) {
    this.#host = host;
    this.#openedId = host.requestId;
  }

  /** Opens the request or restores the saved flow, once. An attempt that failed may be repeated. */
  restore(): Promise<void> {
    this.#restored ??= this.#restore().catch((thrown) => {
      this.#restored = undefined;
      throw thrown;
    });
    return this.#restored;
  }

  /** Saves the flow. Before it is restored there is nothing to save; a failure is made good by the next event. */
  save(): void {
    if (this.#openedEntries !== undefined) this.isSaved = entriesOf(this.#host.flow) === this.#openedEntries;
    if (!resumes(this.#host) || this.#openedId) return;
    void this.#restored
      ?.then(loadResume)
      .then((module) => module?.saveFlow(this.#host))
      .then((isSaved = false) => {
        if (isSaved === this.isSaved) return;
        this.isSaved = isSaved;
        this.#host.requestUpdate();
      })
      .catch(() => {});
  }

  async #restore(): Promise<void> {
    if (this.#openedId) {
      const module = await load(() => import("../resume/open-request.ts"));
      await module.openRequest(this.#host, this.#openedId);
      this.#openedEntries = entriesOf(this.#host.flow);
      this.isSaved = true;
    } else if (resumes(this.#host)) {
      const module = await loadResume();
      // The page that still shows the flow owns it, and its uploads.
      await whenActivated();
      await module?.restoreFlow(this.#host);
      // What was typed meanwhile.
      queueMicrotask(() => this.save());
    }
  }
}

/** By default, where the page has TLS. `protocol`: the page's, with its colon. */
export function resumes(
  { resume }: { readonly resume: boolean | undefined },
  { protocol } = location,
): boolean {
  return resume ?? protocol === "https:";
}

/** Without a secure context there is no encryption, and nothing is saved. */
async function loadResume() {
  return globalThis.crypto?.subtle ? load(() => import("../resume/resume.ts")) : undefined;
}
