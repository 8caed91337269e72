/** Where the grant stands: ARC's pages say in the body, those of DVS and of the general API in the query. */
export type GrantPlace = "body" | "query";

/** Credentials that the vendor gave to a provider, and the form of its tokens. */
export type Client = {
  id: string;
  /** Several during a rotation; any of them is right. */
  secrets: string[];
  grant: GrantPlace;
  kind: "jwt" | "opaque";
  /** Seconds. */
  lifetime: number;
  /** The `scope` of the token reply. */
  scope: string;
  /** What the API lets the client do, whatever the `scope` of the reply says. */
  authorities: string[];
  providerSlug: string;
  /** Copied into the token reply. */
  extensions?: Record<string, unknown>;
};

export const arcScopes = [
  "arc:read",
  "arc:write",
  "dispensing:read",
  "dispensing:write",
  "ehr:read",
  "ehr:write",
];

/** Authorities of the document validation service. DVS, "Authorities". Its tokens say `read write`. */
export const dvsAuthorities = ["dvs:classification:create", "dvs:classification:read"];
