import type { MessageOverrides } from "../i18n/message-overrides.ts";
import type { PreauthError } from "./events.ts";
import type {
  Beneficiary,
  CompletedOutcome,
  CreateAuthorizationRequest,
  PrefilledProduct,
  StepChange,
} from "./host-contract.ts";

/** What the host page knows already. */
export type Prefill = {
  /** Skips the search. The session token must be issued for this beneficiary. */
  beneficiaryId?: string;
  /** The name of that person, as it is shown. */
  beneficiaryName?: string;
  /** Values of the insurer's search form, by field key. */
  beneficiarySearchInput?: Record<string, string>;
  /** An ICD-10 code. */
  diagnosisCode?: string;
  /** ICD-10 codes of the diagnoses after it. */
  furtherDiagnosisCodes?: string[];
  products?: PrefilledProduct[];
  /** Further fields that an insurer may require, by wire name. They are sent without a form field. */
  details?: Record<string, string>;
};

/** Where the user gets help. Shown at the same place on every step. */
export type Support = {
  /** A telephone number as people write it. */
  phone?: string;
  /** The address of a page, or `mailto:`. */
  url?: string;
};

/** Callbacks of the host page that take part in the flow. */
export type Hooks = {
  /** Called before the request is created. Returns another payload, `false` to stop, or nothing. */
  beforeSubmit?(
    payload: CreateAuthorizationRequest,
  ): CreateAuthorizationRequest | false | undefined | Promise<CreateAuthorizationRequest | false | undefined>;
  onStepChange?(step: StepChange): void;
  /** Returns the beneficiary as the widget shows them. */
  decorateSearchResult?(beneficiary: Beneficiary): Beneficiary;
};

/** What the host page is called back with. Each is an event of the element as well, and a property of it. */
export type Callbacks = {
  onReady?: (() => void) | undefined;
  onStepChange?: ((step: StepChange) => void) | undefined;
  onComplete?: ((outcome: CompletedOutcome) => void) | undefined;
  /** A decision after `onComplete`. */
  onDecision?: ((outcome: CompletedOutcome) => void) | undefined;
  onError?: ((error: PreauthError) => void) | undefined;
  onClose?: (() => void) | undefined;
  /** The widget's script could not be loaded, after several attempts. Called by the loader; `onError` is called too. */
  onLoadError?: ((error: PreauthError) => void) | undefined;
};

/** The options of `mount`: those of the vendor's widget, `bffUrl`, `token` and `resume`. */
export type MountOptions = {
  /** The element that the widget is added to, or a selector. */
  container: string | HTMLElement;
  /** Returns a session token of the BFF, from the host page's own server. */
  getToken: () => Promise<string>;
  /** A session token that the page has already, such as one in its HTML. Used once; then `getToken` is called. */
  token?: string | undefined;
  /** Ignored: the BFF has a setting for it. */
  environment?: "sandbox" | "production";
  /** The address of the BFF. The origin of the loader by default. */
  bffUrl?: string;
  sponsorSlug?: string;
  productType?: string;
  locale?: "en" | "es" | "pt-BR" | (string & {});
  theme?: "light" | "dark" | "auto";
  /** The clinic's name, on paper. The page's host name by default. */
  clinicName?: string;
  prefill?: Prefill;
  hooks?: Hooks;
  telemetry?: { trackingId?: string };
  support?: Support;
  /** Sentences that the host page words itself, by language. */
  messages?: MessageOverrides;
  /** Saves the flow, encrypted, in this tab and restores it after a reload. On by default where the page has TLS. */
  resume?: boolean;
  /** Gives each step an entry in the browser's history. Off by default. */
  history?: boolean;
  /** Opens this authorization request: at its outcome, or where it was left. */
  requestId?: string;
  /** The page's own case number, at most 100 characters. It goes with a request when that is made. */
  reference?: string;
} & Callbacks;
