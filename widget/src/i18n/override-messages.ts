import type { MessageOverrides, PartialMessages } from "./message-overrides.ts";

/** All messages of a language, with those of this language that the host page words itself. */
export function inHostWords<Messages extends { tag: string }>(
  messages: Messages,
  overrides: MessageOverrides | undefined,
): Messages {
  const own = overrides?.[messages.tag as keyof MessageOverrides];
  return overrideMessages(messages, own as PartialMessages<Messages> | undefined);
}

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
