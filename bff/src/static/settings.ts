import { z } from "zod";
import { text } from "../settings/schemas.ts";
import { setting } from "../settings/setting.ts";
import { isVersion } from "./widget-versions.ts";

export const staticSettings = {
  /** Whether `/docs` and `/openapi.json` are served. */
  apiDocs: setting(
    "API_DOCS",
    z.enum(["on", "off"], "must be on or off").transform((value) => value === "on"),
    { example: "off", fallback: "on" },
  ),
  widgetDir: setting("WIDGET_DIR", text, { example: "../widget/dist", optional: true }),
  /** The version at `/widget/v1/`. */
  widgetVersion: setting("WIDGET_VERSION", z.string().refine(isVersion, "is no version"), {
    example: "1.2.3",
    optional: true,
  }),
};
