import { z } from "zod";
import { list } from "../settings/schemas.ts";
import { setting } from "../settings/setting.ts";

const defaultPauses = "10,30,60,120,300,900";

export const otpSettings = {
  /** The two documented ways: the guides' `POST /v1/otp/send`, the reference's `POST /otp/generate`. */
  send: setting("OSIGU_OTP_SEND", z.enum(["send", "generate"], "is neither send nor generate"), {
    example: "send",
    fallback: "send",
  }),
  /** Seconds. */
  pauses: setting(
    "OTP_PAUSES",
    list
      .transform((values) => values.map(Number))
      .refine(
        (seconds) => seconds.length > 0 && seconds.every((one) => one >= 0 && one <= 3_600),
        "must list seconds from 0 to 3600, separated by commas",
      ),
    { example: defaultPauses, fallback: defaultPauses },
  ),
};
