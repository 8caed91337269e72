import type { Recipient } from "../otp/otp-verifications.ts";
import type { Dependencies } from "./dependencies.ts";

/**
 * The beneficiary and the sponsor of a request, from its event log; undefined when that does not say. Throws
 * `overloaded` when they cannot be read now.
 */
export async function recipientOf(
  { eventLog, verifications }: Pick<Dependencies, "eventLog" | "verifications">,
  requestId: string,
): Promise<Recipient | undefined> {
  const entries = await eventLog.read(requestId);
  if (entries === undefined) return verifications.recipientOf(requestId);
  const created = entries.find(({ event }) => event.kind === "created")?.event;
  return created?.kind === "created" ? created : undefined;
}
