import { z } from "zod";
import { singleSecret, vendorUrl } from "../settings/schemas.ts";
import { setting } from "../settings/setting.ts";
import { environments } from "./environments.ts";

export const osiguSettings = {
  environment: setting(
    "OSIGU_ENVIRONMENT",
    z.enum(Object.keys(environments) as [keyof typeof environments], "is neither sandbox nor production"),
    { example: "sandbox", fallback: "sandbox" },
  ),
  baseUrl: setting("OSIGU_BASE_URL", vendorUrl, { example: "https://sandbox.osigu.com", optional: true }),
  clientId: setting("OSIGU_CLIENT_ID", singleSecret, { example: "the id of your vendor credentials" }),
  clientSecret: setting("OSIGU_CLIENT_SECRET", singleSecret, {
    example: "the secret of your vendor credentials",
  }),
  tokenGrant: setting("OSIGU_TOKEN_GRANT", z.enum(["body", "query"], "is neither body nor query"), {
    example: "body",
    fallback: "body",
  }),
  providerSlug: setting(
    "OSIGU_PROVIDER_SLUG",
    z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/, "must be 1 to 64 letters, digits, dots, - or _"),
    { example: "clinic-example", optional: true },
  ),
};
