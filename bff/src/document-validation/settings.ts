import { list, singleSecret, vendorUrl } from "../settings/schemas.ts";
import { setting } from "../settings/setting.ts";

export const documentValidationSettings = {
  sponsors: setting("DVS_SPONSORS", list, { example: "sponsor-a,sponsor-b", optional: true }),
  baseUrl: setting("DVS_BASE_URL", vendorUrl, {
    example: "https://dvs-ingestion-api.sandbox.osigu.com",
    optional: true,
  }),
  /** Required when `DVS_SPONSORS` is set. */
  clientId: setting("DVS_CLIENT_ID", singleSecret, {
    example: "the id of your credentials for document validation",
    optional: true,
  }),
  clientSecret: setting("DVS_CLIENT_SECRET", singleSecret, {
    example: "the secret of your credentials for document validation",
    optional: true,
  }),
};
