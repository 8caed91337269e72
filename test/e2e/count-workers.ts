declare global {
  interface Window {
    /** Workers that have said something: one that a policy forbids never does. */
    workersStarted: number;
  }
}

/** Counts the workers of a page. Runs in the page, before anything of the page does: it must stand alone. */
export function countWorkers(): void {
  window.workersStarted = 0;
  window.Worker = class extends Worker {
    constructor(...made: ConstructorParameters<typeof Worker>) {
      super(...made);
      this.addEventListener("message", () => window.workersStarted++, { once: true });
    }
  };
}
