import { load } from "../lazy/load-module.ts";
import type { ResumableHost } from "../resume/resumable-host.ts";

/** An element that may keep its flow. `resume`: whether the host page allows it. */
type ResumableElement = ResumableHost & { readonly resume: boolean | undefined };

/** Saves the flow of an element in this tab and restores it after a reload, where the host page allows that. */
export class Resumption {
  #host: ResumableElement;
  #restored: Promise<void> | undefined;

  constructor(host: ResumableElement) {
    this.#host = host;
  }

  /** Restores the saved flow, once. An attempt that failed may be repeated. */
  restore(): Promise<void> {
    this.#restored ??= this.#restore().catch((thrown) => {
      this.#restored = undefined;
      throw thrown;
    });
    return this.#restored;
  }

  /** Saves the flow. Before it is restored there is nothing to save; a failure is made good by the next event. */
  save(): void {
    if (!this.#host.resume) return;
    void this.#restored
      ?.then(loadResume)
      .then((module) => module?.saveFlow(this.#host))
      .catch(() => {});
  }

  async #restore(): Promise<void> {
    if (!this.#host.resume) return;
    const module = await loadResume();
    await module?.restoreFlow(this.#host);
  }
}

/** Without a secure context there is no encryption, and nothing is saved. */
async function loadResume() {
  return globalThis.crypto?.subtle ? load(() => import("../resume/resume.ts")) : undefined;
}
