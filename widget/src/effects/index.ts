import { beneficiaryHandlers } from "./beneficiary.ts";
import { decisionHandlers } from "./decision.ts";
import type { EffectHandlers } from "./effect-handlers.ts";
import { fileHandlers } from "./files.ts";
import { otpHandlers } from "./otp.ts";
import { requestHandlers } from "./request.ts";
import type { searchHandlers } from "./search.ts";

/** The effect handlers for everything after the first screen. */
export const deferredHandlers: Omit<EffectHandlers, keyof typeof searchHandlers> = {
  ...beneficiaryHandlers,
  ...requestHandlers,
  ...fileHandlers(),
  ...otpHandlers,
  ...decisionHandlers,
};
