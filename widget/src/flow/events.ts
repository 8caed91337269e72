import type {
  AuthorizationOutcome,
  Beneficiary,
  CreateAuthorizationRequest,
  CreatedAuthorizationRequest,
  Dependent,
  Diagnosis,
  DocumentCheck,
  DocumentPolicy,
  Product,
  SearchForm,
  SearchInput,
  Sponsor,
  SponsorConfiguration,
  StepName,
  ValidatedOtp,
} from "@osigu-preauth/shared";
import type { Problem } from "../api/problem.ts";
import type { FileLine, ProductLine, SentCode } from "./state.ts";

/** What the flow asks to be done outside of it, by name: what is needed, and what comes back. */
export type Effects = {
  load_sponsors: { needs: Record<never, never>; gives: Sponsor[] };
  load_forms: { needs: { sponsorSlug: string }; gives: SearchForm[] };
  load_configuration: { needs: { sponsorSlug: string; productType: string }; gives: SponsorConfiguration };
  search: { needs: { sponsorSlug: string; input: SearchInput }; gives: Beneficiary };
  /** Resolves when the rules that come after the first screen are here. */
  await_later: { needs: Record<never, never>; gives: unknown };
  load_dependents: { needs: { sponsorSlug: string; beneficiaryId: string }; gives: Dependent[] };
  load_product: { needs: { lineId: string; productCode: string }; gives: Product | undefined };
  load_diagnosis: { needs: { code: string }; gives: Diagnosis | undefined };
  create: {
    needs: { payload: CreateAuthorizationRequest; key: string };
    /** The payload comes back as it was sent: the host's `beforeSubmit` may have changed it. */
    gives: { created: CreatedAuthorizationRequest; payload: CreateAuthorizationRequest };
  };
  load_policy: { needs: { requestId: string }; gives: DocumentPolicy };
  upload: { needs: { requestId: string; fileId: string; fileType: string }; gives: undefined };
  /** Makes a photo fit, or one PDF of several. `mimeTypes`: what it may become, the best first; `most` in bytes. */
  prepare: {
    needs: { fileId: string; pageIds?: string[] | undefined; mimeTypes: string[]; most: number };
    gives: { name: string; size: number; mimeType: string };
  };
  /** Waits so many milliseconds, or until a connection is back. */
  rest: { needs: { fileId: string; tries: number; milliseconds: number }; gives: undefined };
  await_online: { needs: { fileId: string }; gives: undefined };
  /** Ends an upload and forgets the file's bytes. */
  cancel_upload: { needs: { fileId: string }; gives: undefined };
  /** Ends an upload; the file stays. */
  stop_upload: { needs: { fileId: string }; gives: undefined };
  send_code: {
    needs: { requestId: string; beneficiaryId: string; sponsorSlug: string; channel: string | undefined };
    gives: SentCode;
  };
  validate_code: { needs: { otpId: string; code: string }; gives: ValidatedOtp };
  /** `proof`: what a right one-time code gave. */
  complete: {
    needs: { requestId: string; key: string; proof?: string | undefined };
    gives: AuthorizationOutcome;
  };
  reread: { needs: { requestId: string }; gives: AuthorizationOutcome };
  /** Waits for news of a request, and ends every other waiting. `asks`: also by asking, where no stream gets through. */
  watch: { needs: { requestId: string; asks: boolean }; gives: undefined };
};
export type EffectName = keyof Effects;

/** One thing to be done, as data. */
export type Effect = { [Name in EffectName]: { do: Name } & Effects[Name]["needs"] }[EffectName];

/** An effect that came to its end. */
export type Done = {
  [Name in EffectName]: {
    type: "done";
    of: { do: Name } & Effects[Name]["needs"];
    value: Effects[Name]["gives"];
  };
}[EffectName];

/**
 * All that can happen in a flow: what a person does, and what comes back from outside. The build shortens the names
 * of several words, here and of effects: they are compared whole, and no part of one is looked for.
 */
export type FlowEvent =
  | { type: "started" }
  | { type: "sponsor_chosen"; sponsorSlug: string }
  | { type: "form_chosen"; formId: string }
  | { type: "search_edited"; key: string; value: string }
  | { type: "search_left"; key: string }
  | { type: "search_submitted" }
  | { type: "person_chosen"; beneficiaryId: string }
  | { type: "beneficiary_confirmed"; beneficiary: Beneficiary }
  | { type: "beneficiary_declined" }
  | { type: "products_opened"; ids: string[] }
  | { type: "product_put"; line: ProductLine }
  | { type: "product_removed"; id: string }
  | { type: "diagnosis_added"; diagnosis: Diagnosis }
  | { type: "diagnosis_removed"; code: string }
  | { type: "diagnosis_moved"; code: string; by: -1 | 1 }
  | { type: "requirement_edited"; name: string; value: string }
  | { type: "products_submitted"; key: string }
  | { type: "file_added"; file: FileLine }
  | { type: "file_removed"; id: string }
  | { type: "file_retried"; id: string }
  | { type: "file_progressed"; id: string; sentBytes: number }
  | { type: "file_stalled"; id: string }
  | { type: "documents_submitted" }
  | { type: "request_submitted" }
  | { type: "code_asked"; channel: string | undefined; now: number }
  /** The server holds codes back until an instant, ms since 1970. */
  | { type: "code_held_back"; until: number }
  | { type: "code_submitted"; code: string; now: number }
  | { type: "watch_asked" }
  | { type: "watch_changed"; requestId: string; live: boolean }
  | { type: "decision_received"; outcome: AuthorizationOutcome }
  | { type: "document_checked"; requestId: string; check: DocumentCheck }
  | { type: "resumed"; kept: FlowState }
  | { type: "loading_retried" }
  | { type: "went_to"; step: StepName }
  | Done
  | { type: "failed"; of: Effect; problem: Problem };

/** A flow after an event, and what is to be done because of it. */
export type Advance = { flow: FlowState; effects: Effect[] };
type FlowState = import("./state.ts").Flow;
