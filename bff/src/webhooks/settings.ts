import { madeSecret, rotatingSecret } from "../settings/schemas.ts";
import { setting } from "../settings/setting.ts";

export const webhookSettings = {
  /** Without it no webhook is accepted. */
  secret: setting("OSIGU_WEBHOOK_SECRET", rotatingSecret.pipe(madeSecret), {
    example: "the signing secret from onboarding",
    optional: true,
  }),
};
