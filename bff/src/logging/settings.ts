import { z } from "zod";
import { setting } from "../settings/setting.ts";

export const loggingSettings = {
  level: setting(
    "LOG_LEVEL",
    z.enum(
      ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
      "is none of fatal, error, warn, info, debug, trace, silent",
    ),
    { example: "info", fallback: "info" },
  ),
};
