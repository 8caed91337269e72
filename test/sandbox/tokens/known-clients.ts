import { arcScopes, type Client, dvsAuthorities, type GrantPlace } from "./client.ts";

/** Settings of the first client. */
export type ClientOptions = {
  clientId?: string;
  clientSecret?: string;
  /** Seconds; 3600 by default, 86399 for opaque tokens. */
  tokenLifetime?: number;
  tokenKind?: "jwt" | "opaque";
  /** The body by default, as ARC's pages say. */
  grant?: GrantPlace;
  /** Scopes of the client, all of ARC's by default. */
  scopes?: string[];
  providerSlug?: string;
};

const day = 86_399;

/** The credentials that the sandbox starts with, one client for each token profile and each lack of an authority. */
export function makeClients(options: ClientOptions): Client[] {
  const kind = options.tokenKind ?? "jwt";
  const scopes = options.scopes ?? arcScopes;
  const providerSlug = options.providerSlug ?? "clinic-sandbox";
  const arc: Client = {
    id: options.clientId ?? "sandbox-client",
    secrets: [options.clientSecret ?? "sandbox-secret"],
    grant: options.grant ?? "body",
    kind,
    lifetime: options.tokenLifetime ?? (kind === "jwt" ? 3600 : day),
    scope: kind === "jwt" ? scopes.join(" ") : "read write",
    authorities: scopes,
    providerSlug,
    ...(kind === "opaque" && { extensions: { provider_slug: providerSlug, region: "sandbox" } }),
  };
  const readOnly: Client = {
    id: "read-only-client",
    secrets: ["read-only-secret"],
    grant: "body",
    kind: "jwt",
    lifetime: 3600,
    scope: "arc:read",
    authorities: ["arc:read"],
    providerSlug,
  };
  const opaque = {
    grant: "query",
    kind: "opaque",
    lifetime: day,
    scope: "read write",
    providerSlug,
  } as const;
  return [
    arc,
    readOnly,
    // The general API's token reply has no extensions: nothing in it names the provider.
    { ...opaque, id: "general-client", secrets: ["general-secret"], authorities: arcScopes },
    {
      ...opaque,
      id: "dvs-client",
      secrets: ["dvs-secret"],
      authorities: dvsAuthorities,
      extensions: { provider_slug: providerSlug },
    },
    {
      ...opaque,
      id: "dvs-read-only-client",
      secrets: ["dvs-read-only-secret"],
      authorities: ["dvs:classification:read"],
      extensions: { provider_slug: providerSlug },
    },
  ];
}
