import { z } from "zod";
import { list } from "../settings/schemas.ts";
import { setting } from "../settings/setting.ts";
import { networksOf } from "./private-networks.ts";

export const deliverySettings = {
  /** Private networks in which hosts' servers may be. */
  privateNetworks: setting(
    "WEBHOOK_PRIVATE_NETWORKS",
    list.pipe(
      z.array(z.string()).refine((networks) => {
        try {
          return networks.every((network) => /\/\d+$/.test(network)) && networksOf(networks) !== undefined;
        } catch {
          return false;
        }
      }, "must list networks such as 10.20.0.0/16"),
    ),
    { example: "10.20.0.0/16,fd00:20::/32", fallback: "", optional: true },
  ),
};
