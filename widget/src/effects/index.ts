import { beneficiaryHandlers } from "./beneficiary.ts";
import { decisionHandlers } from "./decision.ts";
import type { EffectHandlers } from "./effect-handlers.ts";
import { fileHandlers } from "./files.ts";
import type { otpHandlers } from "./otp.ts";
import { requestHandlers } from "./request.ts";
import type { searchHandlers } from "./search.ts";

/** The effect handlers that every request needs after the first screen. */
export const deferredHandlers: Omit<EffectHandlers, keyof typeof searchHandlers | keyof typeof otpHandlers> =
  {
    ...beneficiaryHandlers,
    ...requestHandlers,
    ...fileHandlers(),
    ...decisionHandlers,
  };
