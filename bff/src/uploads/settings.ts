import { z } from "zod";
import { integer } from "../settings/schemas.ts";
import { setting } from "../settings/setting.ts";

export const uploadSettings = {
  maxBytes: setting("MAX_UPLOAD_BYTES", integer(1_024, 104_857_600), {
    example: "10485760",
    fallback: "10485760",
  }),
  refuseActiveContent: setting(
    "PDF_ACTIVE_CONTENT",
    z.enum(["flag", "refuse"], "is neither flag nor refuse").transform((value) => value === "refuse"),
    { example: "refuse", fallback: "flag" },
  ),
};
