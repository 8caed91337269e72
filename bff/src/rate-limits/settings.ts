import { z } from "zod";
import { setting } from "../settings/setting.ts";
import { parseRateLimits } from "./policies.ts";

const limits = z.string().transform((value, context) => {
  try {
    return parseRateLimits(value);
  } catch (thrown) {
    const message = thrown instanceof RangeError ? thrown.message : "is not valid";
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  }
});

export const rateLimitSettings = {
  limits: setting("RATE_LIMITS", limits, { example: "session=1200/60,uploads=12", fallback: "" }),
};
