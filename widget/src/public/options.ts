import type { PreauthError } from "./events.ts";
import type {
  Beneficiary,
  CompletedOutcome,
  CreateAuthorizationRequest,
  PrefilledProduct,
  StepChange,
} from "./host-contract.ts";

/** What the host knows already. */
export type Prefill = {
  /** Skips the search. The session token has to be issued for this beneficiary. */
  beneficiaryId?: string;
  /** Values of the insurer's search form, by field key. */
  beneficiarySearchInput?: Record<string, string>;
  /** ICD-10. */
  diagnosisCode?: string;
  products?: PrefilledProduct[];
  /** What an insurer may require beside, by wire name (`professional_license_number`, …): sent, and not asked for. */
  details?: Record<string, string>;
};

/** The host's say in the flow. */
export type Hooks = {
  /** Just before the request is created: the payload to send instead, or `false` to stop. */
  beforeSubmit?(
    payload: CreateAuthorizationRequest,
  ): CreateAuthorizationRequest | false | undefined | Promise<CreateAuthorizationRequest | false | undefined>;
  onStepChange?(step: StepChange): void;
  /** What is shown of the person found. */
  decorateSearchResult?(beneficiary: Beneficiary): Beneficiary;
};

/** What `mount` takes: the vendor widget's own options, and `bffUrl`. */
export type MountOptions = {
  /** Where the widget goes: an element, or a selector of one. */
  container: string | HTMLElement;
  /** Gives a session token of the BFF, from the host's own server. */
  getToken: () => Promise<string>;
  /** A session token that the page has already, such as one in its HTML. Used once; then `getToken` is called. */
  token?: string | undefined;
  /** Accepted and ignored: the BFF knows. */
  environment?: "sandbox" | "production";
  /** The BFF's address; the loader's own origin when it is left out. */
  bffUrl?: string;
  sponsorSlug?: string;
  productType?: string;
  locale?: "en" | "es" | "pt-BR" | (string & {});
  theme?: "light" | "dark" | "auto";
  prefill?: Prefill;
  hooks?: Hooks;
  telemetry?: { trackingId?: string };
  /** Lets the flow be kept, sealed, in this tab, to come back to it after a reload. Off by default. */
  resume?: boolean;
  onReady?(): void;
  onStepChange?(step: StepChange): void;
  onComplete?(outcome: CompletedOutcome): void;
  /** A decision that came after `onComplete`. */
  onDecision?(outcome: CompletedOutcome): void;
  onError?(error: PreauthError): void;
  onClose?(): void;
};
