import type { SponsorData } from "./sponsor/sponsor-data.ts";
import { arcScopes, type Client, dvsAuthorities, type GrantPlace } from "./tokens/client.ts";

export type SandboxOptions = {
  /** 0, the default, takes any free port. */
  port?: number;
  controlPort?: number;
  /** Address of the API. The control port is only ever on 127.0.0.1. */
  host?: string;
  clientId?: string;
  clientSecret?: string;
  /** Seconds; 3600 by default, 86399 for opaque tokens. */
  tokenLifetime?: number;
  tokenKind?: "jwt" | "opaque";
  grant?: GrantPlace;
  /** Scopes of the client, all of ARC's by default. */
  scopes?: string[];
  /** Token calls a minute for each client; 10, as the vendor has it, by default. */
  tokenLimit?: number;
  providerSlug?: string;
  /** Where events go from the start, without a subscription of its own. */
  webhookUrl?: string;
  /** Several during a rotation; each signs. */
  webhookSecrets?: string[];
  /** Milliseconds until the second attempt at a delivery; doubled for each further one. A second by default. */
  webhookPause?: number;
  /** What events say that they come from. */
  environment?: "sandbox" | "production";
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Further sponsors; one with a known slug takes its place. */
  sponsors?: SponsorData[];
};

/** The secret that deliveries are signed with where no other was given. Everybody may know it. */
export const defaultWebhookSecret = "whsec_sandbox_0123456789abcdef0123456789abcdef";

/** The credentials that the sandbox starts with: one client for ARC, one for document validation. */
export function makeClients(options: SandboxOptions): Client[] {
  const kind = options.tokenKind ?? "jwt";
  const scopes = options.scopes ?? arcScopes;
  const providerSlug = options.providerSlug ?? "clinic-sandbox";
  const arc: Client = {
    id: options.clientId ?? "sandbox-client",
    secrets: [options.clientSecret ?? "sandbox-secret"],
    grant: options.grant ?? "both",
    kind,
    lifetime: options.tokenLifetime ?? (kind === "jwt" ? 3600 : 86_399),
    scope: kind === "jwt" ? scopes.join(" ") : "read write",
    authorities: scopes,
    providerSlug,
    ...(kind === "opaque" && { extensions: { provider_slug: providerSlug, region: "sandbox" } }),
  };
  const dvs: Client = {
    id: "dvs-client",
    secrets: ["dvs-secret"],
    grant: "query",
    kind: "opaque",
    lifetime: 86_399,
    scope: "read write",
    authorities: dvsAuthorities,
    providerSlug,
    extensions: { provider_slug: providerSlug },
  };
  return [arc, dvs];
}
