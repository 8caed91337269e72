import type { EventLog } from "../request-events/event-log.ts";

/** Milliseconds after which a request that could not be brought up to date is tried again. */
const retryInterval = 2_000;
/** Requests that wait for it. Beyond it the oldest are left to their next event. */
const maxWaiting = 5_000;

/**
 * An event log that has each request brought up to date after an append. An append whose request could not be is
 * reported as `local`: whoever can bring the event again does, and the request is tried again here.
 */
export function observedEventLog(
  log: EventLog,
  bringUpToDate: (requestId: string) => Promise<void>,
): EventLog {
  const waiting = new Set<string>();

  const retry = async () => {
    for (const requestId of [...waiting]) {
      try {
        await bringUpToDate(requestId);
        waiting.delete(requestId);
      } catch {
        return;
      }
    }
  };
  const timer = setInterval(() => void retry(), retryInterval);
  timer.unref();

  return {
    ...log,
    async append(requestId, key, event) {
      const result = await log.append(requestId, key, event);
      try {
        if (result !== "local") {
          await bringUpToDate(requestId);
          return result;
        }
      } catch {
        // Tried again below.
      }
      waiting.add(requestId);
      if (waiting.size > maxWaiting) waiting.delete(waiting.values().next().value ?? "");
      return "local";
    },
    close() {
      clearInterval(timer);
      log.close();
    },
  };
}
