import type { MessageOverrides } from "../i18n/message-overrides.ts";
import type { Appearance } from "./appearance.ts";
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
  beneficiaryId?: string | undefined;
  /** The name of that person, as it is shown. */
  beneficiaryName?: string | undefined;
  /** Values of the insurer's search form, by field key. */
  beneficiarySearchInput?: Record<string, string> | undefined;
  /** An ICD-10 code. */
  diagnosisCode?: string | undefined;
  /** ICD-10 codes of the diagnoses after it. */
  furtherDiagnosisCodes?: string[] | undefined;
  products?: PrefilledProduct[] | undefined;
  /** Further fields that an insurer may require, by wire name. They are sent without a form field. */
  details?: Record<string, string> | undefined;
};

/** Where the user gets help. Shown at the same place on every step. */
export type Support = {
  /** A telephone number as people write it. */
  phone?: string | undefined;
  /** The address of a page, or `mailto:`. */
  url?: string | undefined;
};

/** Returned as `telemetry_id` in the outcome. */
export type Telemetry = { trackingId?: string | undefined };

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

export type ProductType = "MEDICATION" | "LAB" | "IMAGING" | "PROCEDURE";

/** A language of the widget, with or without a region: `es` or `es-CO`. */
export type LocaleTag = "en" | "es" | "pt" | `en-${string}` | `es-${string}` | `pt-${string}`;

/** `auto` follows the system. */
export type Theme = "light" | "dark" | "auto";

/** The options of `mount`: those of the vendor's widget, and further ones. */
export type MountOptions = {
  /** The element that the widget is added to, or a selector. */
  container: string | HTMLElement;
  /** Returns a session token of the BFF, from the host page's own server. */
  getToken: () => Promise<string>;
  /** A session token that the page has or has requested already. Used once; then, or if it fails, `getToken` is called. */
  token?: string | Promise<string> | undefined;
  /** Ignored: the BFF has a setting for it. */
  environment?: "sandbox" | "production" | undefined;
  /** The address of the BFF. The origin of the loader by default. */
  bffUrl?: string | undefined;
  sponsorSlug?: string | undefined;
  productType?: ProductType | undefined;
  locale?: LocaleTag | undefined;
  theme?: Theme | undefined;
  /** The clinic's name, on paper. The page's host name by default. */
  clinicName?: string | undefined;
  prefill?: Prefill | undefined;
  hooks?: Hooks | undefined;
  telemetry?: Telemetry | undefined;
  support?: Support | undefined;
  /** Sentences that the host page words itself, by language. */
  messages?: MessageOverrides | undefined;
  /** Saves the flow, encrypted, in this tab and restores it after a reload. On by default where the page has TLS. */
  resume?: boolean | undefined;
  /** Gives each step an entry in the browser's history. Off by default. */
  history?: boolean | undefined;
  /** Opens this authorization request: at its outcome, or where it was left. */
  requestId?: string | undefined;
  /** The page's own case number, at most 100 characters. It goes with a request when that is made. */
  reference?: string | undefined;
  /** A preset of the look, and values of the CSS variables. */
  appearance?: Appearance | undefined;
} & Callbacks;
