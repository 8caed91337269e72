import { text } from "../settings/schemas.ts";
import { setting } from "../settings/setting.ts";

export const staticSettings = {
  widgetDir: setting("WIDGET_DIR", text, { example: "../widget/dist", optional: true }),
};
