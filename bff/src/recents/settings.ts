import { z } from "zod";
import { setting } from "../settings/setting.ts";

export const recentsSettings = {
  /** Whether it is kept what each user asked for most and last. */
  recents: setting(
    "RECENTS",
    z.enum(["on", "off"], "must be on or off").transform((value) => value === "on"),
    { example: "off", fallback: "on" },
  ),
};
