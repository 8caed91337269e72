import type { AuthorizationOutcome } from "@osigu-preauth/shared";

/** Whether the sponsor has decided the whole request. */
export function isDecided({ status }: AuthorizationOutcome): boolean {
  return status === "COMPLETED";
}
