import { rotatingSecret } from "../settings/schemas.ts";
import { setting } from "../settings/setting.ts";

export const webhookSettings = {
  /** Without it no webhook is accepted. */
  secret: setting("OSIGU_WEBHOOK_SECRET", rotatingSecret, {
    example: "the signing secret from onboarding",
    optional: true,
  }),
};
