/** Where the grant is looked for: the vendor's pages disagree, so each client has one place, or both. */
export type GrantPlace = "body" | "query" | "both";

/** Credentials that the vendor gave to a provider, and what its tokens look like. */
export type Client = {
  id: string;
  /** Several during a rotation; any of them is right. */
  secrets: string[];
  grant: GrantPlace;
  kind: "jwt" | "opaque";
  /** Seconds. */
  lifetime: number;
  /** The `scope` that the reply says. */
  scope: string;
  /** What the API lets the client do, whatever the reply's `scope` says. */
  authorities: string[];
  providerSlug: string;
  /** Put into the reply as they are. */
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

/** The authorities that the document validation service asks for; its tokens say `read write`. */
export const dvsAuthorities = ["dvs:read", "dvs:write"];
