import type {
  AuthorizationOutcome,
  Beneficiary,
  CreateAuthorizationRequest,
  Dependent,
  Diagnosis,
  DocumentCheck,
  DocumentPolicy,
  LastChoice,
  Product,
  SearchForm,
  SentOtp,
  Sponsor,
  SponsorConfiguration,
  StepName,
} from "@osigu-preauth/shared";
import type { Problem } from "../problem/problem.ts";

/** Data from the server: not requested, loading, loaded, or failed. */
export type Loadable<Value> =
  | { state: "none" }
  | { state: "loading" }
  | { state: "ready"; value: Value }
  | { state: "failed"; problem: Problem };

/** What the host page decides in place of the user. */
export type Setup = {
  sponsorSlug?: string | undefined;
  productType?: string | undefined;
  /** Skips the search. The session token is bound to this beneficiary. */
  beneficiaryId?: string | undefined;
  /** The name of that person, as it is shown. */
  beneficiaryName?: string | undefined;
  /** Values of the search form, by field key. */
  beneficiarySearchInput?: Record<string, string> | undefined;
  diagnosisCode?: string | undefined;
  furtherDiagnosisCodes?: string[] | undefined;
  products?: PrefilledProduct[] | undefined;
  /** Values of further fields that a sponsor may require, by wire name. They are sent without a form field. */
  details?: Record<string, string> | undefined;
};

/** A product that the host page prefills. */
export type PrefilledProduct = { product_code: string; quantity: number; posology?: string };

/** One product of the request. */
export type ProductLine = {
  /** An id of the widget. Never sent. */
  id: string;
  product: Product;
  quantity: number;
  /** The posology as it is sent, in words. */
  posology?: string | undefined;
  /** The parts that the posology was built from, unless the user wrote it. */
  dosage?: Dosage | undefined;
};

/** A dosage as typed: `dose` of `unit` every `hours` hours for `days` days. `unit`: a key of `units` in the locale. */
export type Dosage = { dose: string; unit: string; hours: string; days: string };

/** The states of a file: see `upload-state.ts`. */
export type FileState =
  | "preparing"
  | "page"
  | "waiting"
  | "sending"
  | "retrying"
  | "paused"
  | "sent"
  | "failed";

/** A file of a document. Its content is not part of the state. */
export type FileEntry = {
  id: string;
  /** Empty until the policy is known, for a file that was added before. */
  fileType: string;
  /** Empty for one that was uploaded elsewhere, to a request that is gone on with here. */
  name: string;
  /** Bytes. */
  size: number;
  mimeType: string;
  state: FileState;
  /** Bytes sent so far. */
  sentBytes: number;
  /** Nothing was sent for a while. */
  stalled?: boolean | undefined;
  /** Automatic retries so far. */
  retries?: number | undefined;
  /** The last of these in a row that sent nothing. */
  fruitlessRetries?: number | undefined;
  /** The last uploads in a row that broke while small calls passed. */
  interruptions?: number | undefined;
  /** An upload was started: the vendor may have the file, even without a response. */
  mayHaveArrived?: boolean | undefined;
  /** A page of a document to which no page is added any more. */
  isComplete?: boolean | undefined;
  /** The photos that a PDF is made of, by the id of their entries. */
  pages?: string[] | undefined;
  problem?: Problem | undefined;
  /** The state in which the file failed. */
  failedState?: FileState | undefined;
};

/** A file that was refused for good: it is no part of its document. */
export type RefusedFile = Pick<FileEntry, "fileType" | "name"> & { problem: Problem };

/** The request that the vendor holds, and its payload. Another payload needs another request. */
export type HeldRequest = { id: string; payload: CreateAuthorizationRequest };

/** A create that was sent, or is about to be. The same payload keeps its idempotency key. */
export type Draft = { payload: CreateAuthorizationRequest; key: string };

/** The effect that the user waits for. At most one at a time: a second press changes nothing. */
export type Running =
  | "search"
  | "load_product"
  | "create"
  | "complete"
  | "refetch"
  | "send_code"
  | "validate_code";

/** A one-time code that was sent to the beneficiary. */
export type SentOtpCode = SentOtp & {
  /** When the response arrived, ms since 1970. */
  sentAt: number;
};

/** The one-time code of one request. */
export type OtpChallenge = {
  requestId: string;
  /** A completion was refused without a code, whatever the configuration says. */
  isRequired?: boolean | undefined;
  /** How often a code was sent, and when the last time, ms since 1970. */
  sends: number;
  lastSentAt?: number | undefined;
  /** When the server sends another code, ms since 1970. */
  notBefore?: number | undefined;
  /** The channels to choose from. Unknown until the sponsor has accepted or refused one. */
  channels?: string[] | undefined;
  /** The code that can be entered. */
  sent?: SentOtpCode | undefined;
  /** The result of validating a code. The completion carries it. */
  verificationToken?: string | undefined;
};

/** The watch of a request. `live`: an event stream is open. */
export type Watch = { requestId: string; live: boolean };

/** Validation errors by field. `message`: the sponsor's own, where it has one. `code`: what is refused, where it is known. */
export type FieldErrors = Record<
  string,
  { reason: "required" | "format" | "refused"; message?: string; code?: Problem["code"] }
>;

/**
 * The state of one pre-authorization, as plain data. Everything that can be derived from it (is an upload in progress?
 * which document is missing?) is a selector.
 */
export type FlowState = {
  setup: Setup;
  step: StepName;
  sponsors: Loadable<Sponsor[]>;
  sponsorSlug?: string | undefined;
  forms: Loadable<SearchForm[]>;
  formId?: string | undefined;
  searchValues: Record<string, string>;
  /** How the user made their last request, once the server has told it. */
  last?: LastChoice | undefined;
  /** The person that the search found, before the user confirms them. */
  found?: Beneficiary | undefined;
  /** The dependents of the person found, where the search returned none. */
  dependents?: Dependent[] | undefined;
  /** The chosen one of these. The person found by default. */
  chosenPersonId?: string | undefined;
  /** The confirmed person. */
  beneficiary?: Beneficiary | undefined;
  /** The confirmed person until another sponsor was chosen. */
  formerPerson?: Beneficiary | undefined;
  /** Configurations of the sponsor, by product type. */
  configurations: Record<string, Loadable<SponsorConfiguration>>;
  products: ProductLine[];
  diagnoses: Diagnosis[];
  /** Values of the further fields that the sponsor requires, by wire name. */
  requirements: Record<string, string>;
  /** Wire names of fields that the sponsor refused the request for, beyond its configuration. */
  extraRequiredFields?: string[] | undefined;
  /** The prefill was applied. From then on the user may change it. */
  prefillApplied?: boolean | undefined;
  /** The idempotency key of a create that waits until the products are looked up. */
  awaitedKey?: string | undefined;
  /** The user edits products again while the request is created: the step is not left without them. */
  isEditing?: boolean | undefined;
  draft?: Draft | undefined;
  request?: HeldRequest | undefined;
  policy: Loadable<DocumentPolicy>;
  files: FileEntry[];
  /** The files that were refused since the last one that was accepted, or since the documents were submitted. */
  refusedFiles?: RefusedFile[] | undefined;
  /** Idempotency key of the completion of `request`. */
  completionKey?: string | undefined;
  /** The completion may have been carried out: the request is read before the completion is sent again. */
  outcomeUnknown: boolean;
  /** Submitted, and completed as soon as the files are uploaded. */
  awaitingFiles: boolean;
  challenge?: OtpChallenge | undefined;
  watch?: Watch | undefined;
  /** The last check of an uploaded document, by file type. */
  checks?: Record<string, DocumentCheck> | undefined;
  outcome?: AuthorizationOutcome | undefined;
  running?: Running | undefined;
  /** The user changes something of the review, and returns to it. */
  returnsToReview?: boolean | undefined;
  /** The problem of the last action. */
  problem?: Problem | undefined;
  errors: FieldErrors;
};

/** The state of a new flow. */
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
