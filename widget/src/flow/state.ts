import type {
  AuthorizationOutcome,
  Beneficiary,
  CreateAuthorizationRequest,
  Dependent,
  Diagnosis,
  DocumentCheck,
  DocumentPolicy,
  Product,
  SearchForm,
  SentOtp,
  Sponsor,
  SponsorConfiguration,
  StepName,
} from "@osigu-preauth/shared";
import type { Problem } from "../problem/problem.ts";

/** Something that is fetched: not asked for yet, on its way, here, or failed. */
export type Loadable<Value> =
  | { state: "none" }
  | { state: "loading" }
  | { state: "ready"; value: Value }
  | { state: "failed"; problem: Problem };

/** What the host has decided beforehand; the person is not asked for it. */
export type Setup = {
  sponsorSlug?: string | undefined;
  productType?: string | undefined;
  /** Skips the search: the session was given this beneficiary. */
  beneficiaryId?: string | undefined;
  /** Values of the search form, by field key. */
  beneficiarySearchInput?: Record<string, string> | undefined;
  diagnosisCode?: string | undefined;
  products?: PrefilledProduct[] | undefined;
  /** Values of what a sponsor may require beside, by wire name: they are sent and not asked for. */
  details?: Record<string, string> | undefined;
};

/** A product as a host prefills it. */
export type PrefilledProduct = { product_code: string; quantity: number; posology?: string };

/** One line of the request, as the person put it together. */
export type ProductLine = {
  /** Ours, for the list; never sent. */
  id: string;
  product: Product;
  quantity: number;
  /** The sentence that is sent. */
  posology?: string | undefined;
  /** What the sentence was built from, where it was not written freely. */
  dosage?: Dosage | undefined;
};

/** How a medication is taken, as typed: `dose` of `unit` every `hours` hours for `days` days. */
export type Dosage = { dose: string; unit: string; hours: string; days: string };

/** Where a file is on its way: see `file-machine.ts`. */
export type FileState =
  | "preparing"
  | "page"
  | "waiting"
  | "sending"
  | "resting"
  | "paused"
  | "sent"
  | "failed";

/** A document on its way to the sponsor. Its bytes stay outside: this is only what is known of it. */
export type FileEntry = {
  id: string;
  fileType: string;
  name: string;
  /** Bytes. */
  size: number;
  mimeType: string;
  state: FileState;
  /** Bytes that have left this browser. */
  sentBytes: number;
  /** No byte has left for a while. */
  stalled?: boolean | undefined;
  /** How often it was tried again by itself. */
  retries?: number | undefined;
  /** How often of these it came nowhere, one after the other. */
  fruitlessRetries?: number | undefined;
  /** It has set out once: the insurer may have it, also where no answer came. */
  mayHaveArrived?: boolean | undefined;
  /** A page that no other follows: it can be bound. */
  isComplete?: boolean | undefined;
  /** The photos it is bound from, by the id of their lines. */
  pages?: string[] | undefined;
  problem?: Problem | undefined;
  /** The state in which the problem came up. */
  failedState?: FileState | undefined;
};

/** The request that the vendor holds for a payload. Another payload needs another request. */
export type HeldRequest = { id: string; payload: CreateAuthorizationRequest };

/** A create that was sent or is about to be: the same payload keeps its key, so that it is carried out once. */
export type Draft = { payload: CreateAuthorizationRequest; key: string };

/** What the person waits for. At most one at a time: a second press changes nothing. */
export type Running = "search" | "create" | "complete" | "refetch" | "send_code" | "validate_code";

/** A one-time code that is on its way to the beneficiary. */
export type SentOtpCode = SentOtp & {
  /** When the answer came, ms since 1970. */
  sentAt: number;
};

/** The sponsor's wish for a one-time code, for one request. */
export type OtpChallenge = {
  requestId: string;
  /** The answer to a completion asked for it, whatever the configuration says. */
  isRequired?: boolean | undefined;
  /** How often a code was sent, and when the last one was. */
  sends: number;
  lastSentAt?: number | undefined;
  /** The instant before which the server sends no other one. */
  notBefore?: number | undefined;
  /** The channels that are left to choose from; not known before the sponsor has said something. */
  channels?: string[] | undefined;
  /** The code that can be entered now. */
  sent?: SentOtpCode | undefined;
  /** What a right code gave; the completion carries it. */
  verificationToken?: string | undefined;
};

/** How news of a request comes in. `live`: by a stream that is open. */
export type Watch = { requestId: string; live: boolean };

/** Why a field is not accepted, by field. `message` is the sponsor's own sentence where it gave one. */
export type FieldErrors = Record<string, { reason: "required" | "format" | "refused"; message?: string }>;

/**
 * All that is known of one pre-authorization, as plain data. Whatever can be asked of it (is a file under way? which
 * document is missing?) is derived, in `questions.ts`, and not kept here a second time.
 */
export type FlowState = {
  setup: Setup;
  step: StepName;
  sponsors: Loadable<Sponsor[]>;
  sponsorSlug?: string | undefined;
  forms: Loadable<SearchForm[]>;
  formId?: string | undefined;
  searchValues: Record<string, string>;
  /** The person that the search found, before anybody has said that it is the right one. */
  found?: Beneficiary | undefined;
  /** Who is covered through the person found, where the search did not say so itself. */
  dependents?: Dependent[] | undefined;
  /** Whom of these the request is for: the person found, unless another is chosen. */
  chosenPersonId?: string | undefined;
  /** The person whom the request is for. */
  beneficiary?: Beneficiary | undefined;
  /** Rules of the sponsor, by product type. */
  configurations: Record<string, Loadable<SponsorConfiguration>>;
  products: ProductLine[];
  diagnoses: Diagnosis[];
  /** Values of fields that the sponsor requires beside products and diagnoses, by wire name. */
  requirements: Record<string, string>;
  /** What the sponsor turned out to require although its configuration did not say so, by wire name. */
  extraRequiredFields?: string[] | undefined;
  /** What the host prefilled has been taken over; from then on it is the person's to change. */
  prefillApplied?: boolean | undefined;
  draft?: Draft | undefined;
  request?: HeldRequest | undefined;
  policy: Loadable<DocumentPolicy>;
  files: FileEntry[];
  /** Key of the completion of `request`. */
  completionKey?: string | undefined;
  /** The completion was sent and nobody knows whether it was carried out: read before it is sent again. */
  outcomeUnknown: boolean;
  /** Submitted; goes out as soon as the files are there. */
  awaitingFiles: boolean;
  challenge?: OtpChallenge | undefined;
  watch?: Watch | undefined;
  /** Advice about uploaded documents, the latest by file type. */
  checks?: Record<string, DocumentCheck> | undefined;
  outcome?: AuthorizationOutcome | undefined;
  running?: Running | undefined;
  /** What went wrong with the last thing the person asked for. */
  problem?: Problem | undefined;
  errors: FieldErrors;
};

/** A flow in which nothing has happened. */
export function initialState(setup: Setup): FlowState {
  return {
    setup,
    step: "search_beneficiary",
    sponsors: { state: "none" },
    sponsorSlug: setup.sponsorSlug,
    forms: { state: "none" },
    searchValues: { ...setup.beneficiarySearchInput },
    configurations: {},
    products: [],
    diagnoses: [],
    requirements: {},
    policy: { state: "none" },
    files: [],
    outcomeUnknown: false,
    awaitingFiles: false,
    errors: {},
  };
}
