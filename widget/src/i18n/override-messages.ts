import type { PartialMessages } from "./message-overrides.ts";

/** The messages with those that the host page words itself. One of another type than ours is reported and not used. */
export function overrideMessages<Messages extends object>(
  messages: Messages,
  overrides: PartialMessages<Messages> | undefined,
): Messages {
  const result = { ...messages } as Record<string, unknown>;
  for (const [name, override] of Object.entries(overrides ?? {})) {
    const own = result[name];
    if (override === undefined || override === null) continue;
    if (own !== undefined && typeof own !== typeof override) {
      console.warn(`osigu-preauth: the message "${name}" must be a ${typeof own}.`);
    } else {
      result[name] = typeof own === "object" ? overrideMessages(own as object, override) : override;
    }
  }
  return result as Messages;
}
