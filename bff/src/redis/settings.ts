import { z } from "zod";
import { text } from "../settings/schemas.ts";
import { setting } from "../settings/setting.ts";

export const redisSettings = {
  url: setting(
    "REDIS_URL",
    text
      .pipe(z.url({ protocol: /^rediss?$/, error: "is not a redis:// or rediss:// address" }))
      .transform((value) => [value]),
    { example: "redis://:password@redis:6379/0", optional: true },
  ),
};
