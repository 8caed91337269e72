import { text } from "../settings/schemas.ts";
import { setting } from "../settings/setting.ts";

export const hostsSettings = {
  file: setting("HOSTS_FILE", text, { example: "/etc/preauth/hosts.json" }),
};
