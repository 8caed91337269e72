import { z } from "zod";
import { madeSecret, rotatingSecret } from "../settings/schemas.ts";
import { setting } from "../settings/setting.ts";

export const sessionSettings = {
  /** The first signs session tokens; all verify. */
  secret: setting(
    "SESSION_SECRET",
    rotatingSecret
      .pipe(z.array(z.string().refine((value) => Buffer.byteLength(value) >= 32, "is shorter than 32 bytes")))
      .pipe(madeSecret),
    { example: "the output of: openssl rand -base64 48" },
  ),
};
