import { z } from "zod";
import { integer } from "../settings/schemas.ts";
import { setting } from "../settings/setting.ts";

export const requestListSettings = {
  /** Whether the name of a request's beneficiary is kept with it. */
  names: setting(
    "REQUEST_NAMES",
    z.enum(["on", "off"], "must be on or off").transform((value) => value === "on"),
    { example: "off", fallback: "on" },
  ),
  /** Days that what is known of a request is kept. */
  keptDays: setting("REQUESTS_KEPT_DAYS", integer(1, 400), { example: "90", fallback: "30" }),
};
