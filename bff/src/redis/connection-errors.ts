import type { EventEmitter } from "node:events";
import { type FailureCause, failureCause } from "../logging/failure-cause.ts";

/** What follows from a failure, and does not say why. */
export const consequences: ReadonlySet<FailureCause> = new Set([
  "connection_lost",
  "unreachable",
  "cluster",
  "other",
]);

/**
 * Calls back with each error of a client's connections. A cluster reports those of its nodes apart, and then only that no
 * node was reached: the first error of a node that says why stands for it.
 */
export function onConnectionError(client: EventEmitter, listener: (error: Error) => void): void {
  let ofNode: Error | undefined;
  client.on("node error", (error: Error) => {
    if (ofNode === undefined && !consequences.has(failureCause(error))) ofNode = error;
  });
  client.on("error", (error: Error) => {
    listener(ofNode ?? error);
    ofNode = undefined;
  });
}
