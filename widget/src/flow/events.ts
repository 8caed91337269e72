import type {
  AuthorizationOutcome,
  Beneficiary,
  CreateAuthorizationRequest,
  CreatedAuthorizationRequest,
  Dependent,
  Diagnosis,
  DocumentCheck,
  DocumentPolicy,
  LastChoice,
  Product,
  SearchForm,
  SearchInput,
  Sponsor,
  SponsorConfiguration,
  StepName,
  ValidatedOtp,
} from "@osigu-preauth/shared";
import type { Problem } from "../problem/problem.ts";
import type { FieldErrors, FileEntry, FlowState, ProductLine, SentOtpCode } from "./state.ts";

/** The effects that a transition may ask for, by name, each with its input and its output. */
export type Effects = {
  load_sponsors: { input: Record<never, never>; output: Sponsor[] };
  load_forms: { input: { sponsorSlug: string }; output: SearchForm[] };
  load_configuration: { input: { sponsorSlug: string; productType: string }; output: SponsorConfiguration };
  search: { input: { sponsorSlug: string; input: SearchInput }; output: Beneficiary };
  /** Resolves when the modules that load after the first screen are loaded. */
  load_deferred: { input: Record<never, never>; output: unknown };
  load_dependents: { input: { sponsorSlug: string; beneficiaryId: string }; output: Dependent[] | undefined };
  load_product: { input: { lineId: string; productCode: string }; output: Product | undefined };
  load_diagnosis: { input: { code: string }; output: Diagnosis | undefined };
  create: {
    input: { payload: CreateAuthorizationRequest; key: string };
    /** `payload` as it was sent: the host's `beforeSubmit` hook may have changed it. */
    output: { created: CreatedAuthorizationRequest; payload: CreateAuthorizationRequest };
  };
  load_policy: { input: { requestId: string }; output: DocumentPolicy };
  upload: { input: { requestId: string; fileId: string; fileType: string }; output: undefined };
  /** Scales a photo, or makes one PDF of several. `mimeTypes`: allowed results, preferred first.  */
  prepare: {
    input: {
      fileId: string;
      /** The photo becomes a page of a PDF. */
      isPage: boolean;
      pageIds?: string[] | undefined;
      mimeTypes: string[];
      maxBytes: number;
    };
    output: { name: string; size: number; mimeType: string };
  };
  /** Resolves after so many milliseconds, or when the browser is online again. */
  wait_before_retry: { input: { fileId: string; retries: number; milliseconds: number }; output: undefined };
  wait_until_online: { input: { fileId: string }; output: undefined };
  /** Aborts an upload and releases the file. */
  cancel_upload: { input: { fileId: string }; output: undefined };
  /** Aborts an upload and keeps the file. */
  stop_upload: { input: { fileId: string }; output: undefined };
  send_code: {
    input: { requestId: string; beneficiaryId: string; sponsorSlug: string; channel: string | undefined };
    output: SentOtpCode;
  };
  validate_code: { input: { otpId: string; code: string }; output: ValidatedOtp };
  /** `verificationToken`: the result of validating a one-time code. */
  complete: {
    input: { requestId: string; key: string; verificationToken?: string | undefined };
    output: AuthorizationOutcome;
  };
  refetch: { input: { requestId: string }; output: AuthorizationOutcome };
  /** Watches a request and stops watching any other. `polls`: polls where event streams do not work. */
  watch: { input: { requestId: string; polls: boolean }; output: undefined };
};
export type EffectName = keyof Effects;

/** One effect, as data. */
export type Effect = { [Name in EffectName]: { type: Name } & Effects[Name]["input"] }[EffectName];

/** The event of an effect that succeeded. */
export type EffectSucceeded = {
  [Name in EffectName]: {
    type: "effect_succeeded";
    effect: { type: Name } & Effects[Name]["input"];
    value: Effects[Name]["output"];
  };
}[EffectName];

/** Everything that can happen in a flow: actions of the user, and results of effects. */
export type FlowEvent =
  | { type: "started" }
  | { type: "sponsor_chosen"; sponsorSlug: string }
  | { type: "form_chosen"; formId: string }
  | { type: "search_edited"; key: string; value: string }
  | { type: "search_left"; key: string }
  | { type: "search_submitted" }
  /** `inUse`: the name of what has the keyboard and is used, empty for what has no name. */
  | { type: "last_choice_learned"; last: LastChoice; inUse: string | undefined }
  | { type: "person_chosen"; beneficiaryId: string }
  /** `dropsChoices`: products and diagnoses, which were chosen for somebody else, are not kept. */
  | { type: "beneficiary_confirmed"; beneficiary: Beneficiary; dropsChoices?: boolean }
  | { type: "beneficiary_declined" }
  | { type: "products_opened"; ids: string[] }
  | { type: "product_put"; line: ProductLine }
  | { type: "product_removed"; id: string }
  | { type: "diagnosis_added"; diagnosis: Diagnosis }
  | { type: "diagnosis_removed"; code: string }
  | { type: "diagnosis_moved"; code: string; by: number }
  | { type: "requirement_edited"; name: string; value: string }
  /** The user opens a product, or types into a search. */
  | { type: "products_edited" }
  /** `left`: errors of the searches with text that nothing was chosen for. */
  | { type: "products_submitted"; key: string; left?: FieldErrors }
  | { type: "file_added"; file: FileEntry }
  | { type: "file_removed"; id: string }
  | { type: "file_retried"; id: string }
  /** A photo that becomes a page: before the one in front of it (`by` -1), or after the one behind it. */
  | { type: "page_moved"; id: string; by: -1 | 1 }
  | { type: "file_progressed"; id: string; sentBytes: number }
  | { type: "file_stalled"; id: string }
  | { type: "documents_submitted" }
  | { type: "request_submitted" }
  | { type: "code_asked"; channel: string | undefined; now: number }
  /** The server sends no code before `until`, ms since 1970. */
  | { type: "code_held_back"; until: number }
  | { type: "code_submitted"; code: string; now: number }
  | { type: "watch_asked" }
  | { type: "watch_changed"; requestId: string; live: boolean }
  | { type: "decision_received"; outcome: AuthorizationOutcome }
  | { type: "document_checked"; requestId: string; check: DocumentCheck }
  | { type: "revision_started" }
  /** The widget is back in the document. */
  | { type: "returned" }
  /** Another request, for the same patient or with the same products and diagnoses. */
  | { type: "repeat_started"; keep: "patient" | "request" }
  /** `now`: ms since 1970. */
  | { type: "resumed"; kept: FlowState; now: number }
  | { type: "loading_retried" }
  /** `returns`: from the review, to change something and to return to it. */
  | { type: "went_to"; step: StepName; returns?: boolean }
  | EffectSucceeded
  | { type: "effect_failed"; effect: Effect; problem: Problem };

/** The state after an event, and the effects to run. */
export type Transition = { flow: FlowState; effects: Effect[] };
