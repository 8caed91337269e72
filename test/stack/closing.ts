/** Things to close, the last opened first. */
export type Closing = {
  /** Remembers how to close something, and gives it back. */
  also<Opened>(opened: Opened, close: (opened: Opened) => unknown): Opened;
  /** Closes all of them, whatever one fails of, and then fails with the first failure. */
  close(): Promise<void>;
};

/** Opens several things of which each needs the ones before; when one fails, those are closed again. */
export async function openTogether<Result>(open: (closing: Closing) => Promise<Result>): Promise<Result> {
  const steps: (() => unknown)[] = [];
  const closing: Closing = {
    also(opened, close) {
      steps.unshift(() => close(opened));
      return opened;
    },
    async close() {
      const failures: unknown[] = [];
      for (const step of steps.splice(0)) {
        try {
          await step();
        } catch (thrown) {
          failures.push(thrown);
        }
      }
      if (failures.length > 0) throw failures[0];
    },
  };
  try {
    return await open(closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
}
