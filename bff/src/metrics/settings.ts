import { z } from "zod";
import { madeSecret, singleSecret } from "../settings/schemas.ts";
import { setting } from "../settings/setting.ts";

export const metricsSettings = {
  /** Without it `/metrics` answers private networks only. */
  token: setting(
    "METRICS_TOKEN",
    singleSecret.pipe(z.array(z.string().min(16, "is shorter than 16 characters"))).pipe(madeSecret),
    { example: "the output of: openssl rand -hex 24", optional: true },
  ),
};
