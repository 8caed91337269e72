import type { SponsorData } from "./sponsor/sponsor-data.ts";
import type { ClientOptions } from "./tokens/known-clients.ts";

export type SandboxOptions = ClientOptions & {
  /** 0, the default, takes any free port. */
  port?: number;
  controlPort?: number;
  /** Address of the API. The control port is only ever on 127.0.0.1. */
  host?: string;
  /** Token calls a minute for each client; 10, as the vendor has it, by default. */
  tokenLimit?: number;
  /** Classifications a minute for each client of the document validation service; unlimited by default. */
  classificationLimit?: number;
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
