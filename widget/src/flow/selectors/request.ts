import type { CreateAuthorizationRequest, DocumentRule } from "@osigu-preauth/shared";
import { cleanTyped } from "../../format/clean-text.ts";
import type { FileEntry, FlowState } from "../state.ts";
import { combinesPhotos, isPhoto } from "../validation/file-validation.ts";
import { sponsorOf } from "./beneficiary.ts";
import { prefilledDetail } from "./prefill.ts";

/** Selectors of the request, its documents and its files. */

/** The distinct product types of the request. */
export function productTypesOf(flow: FlowState): string[] {
  return [...new Set(flow.products.map((line) => line.product.product_type))];
}

/** The product types that the request may have: those chosen, else the host page's, else all of the sponsor's. */
export function possibleTypesOf(flow: FlowState): string[] {
  const { products, setup } = flow;
  if (setup.productType) return [setup.productType];
  if (products.length) return productTypesOf(flow);
  return sponsorOf(flow)?.product_types ?? [];
}

/** Whether the sponsor requires a biometric check for a chosen product type, or for every one that can be chosen. */
export function requiresBiometrics(flow: FlowState): boolean {
  const types = possibleTypesOf(flow);
  const isRequired = (type: string) => {
    const rules = flow.configurations[type];
    return rules?.state === "ready" && rules.value.biometric_required;
  };
  return flow.products.length ? types.some(isRequired) : types.length > 0 && types.every(isRequired);
}

/** Wire names of the further fields that the sponsor requires for the chosen products. */
export function requiredFieldsOf(flow: FlowState): string[] {
  const names = productTypesOf(flow).flatMap((type) => {
    const configuration = flow.configurations[type];
    return configuration?.state === "ready" ? configuration.value.required_fields : [];
  });
  return [...new Set([...names, ...(flow.extraRequiredFields ?? [])])].filter(
    (name) => !ownFields.includes(name),
  );
}

/** The required fields without a value of the host page, or with one that the sponsor refused. */
export function fieldsToAsk(flow: FlowState): string[] {
  return requiredFieldsOf(flow).filter(
    (name) => !prefilledDetail(flow.setup, name) || flow.extraRequiredFields?.includes(name),
  );
}

/** The value of a required field: the user's, else the host page's. */
export function requiredValueOf(flow: FlowState, name: string): string {
  return cleanTyped(flow.requirements[name] ?? prefilledDetail(flow.setup, name));
}

/** Required fields that have a control of their own. */
const ownFields = ["beneficiary_id", "sponsor_slug", "diagnosis_code", "diagnoses", "products"];

/** The payload of the create, as it would be sent now. */
export function payloadOf(flow: FlowState): CreateAuthorizationRequest {
  const names = [...new Set([...Object.keys(flow.setup.details ?? {}), ...requiredFieldsOf(flow)])];
  const requirements = Object.fromEntries(
    names.map((name) => [name, requiredValueOf(flow, name)] as const).filter(([, value]) => value),
  );
  return {
    beneficiary_id: flow.beneficiary?.beneficiary_id ?? "",
    sponsor_slug: flow.sponsorSlug ?? "",
    diagnosis_code: flow.diagnoses[0]?.code ?? "",
    ...(flow.diagnoses.length > 1 && {
      diagnoses: flow.diagnoses.map(({ coding_system, code }) => ({ coding_system, code })),
    }),
    products: flow.products.map(({ product, quantity, posology }) => ({
      product_code: product.product_code,
      product_type: product.product_type,
      quantity,
      ...(posology && { posology }),
    })),
    ...requirements,
  } as CreateAuthorizationRequest;
}

/** Whether the last create was made with the current payload. */
export function draftMatches(flow: FlowState): boolean {
  return JSON.stringify(flow.draft?.payload) === JSON.stringify(payloadOf(flow));
}

/** The document rules of the sponsor. */
export function documentRules(flow: FlowState): DocumentRule[] {
  return flow.policy.state === "ready" ? flow.policy.value : [];
}

/** The files that were added here: a new request, or one that lacks a document, has no others. */
export function filesFromHere({ files }: FlowState): FileEntry[] {
  return files.filter(({ name }) => name);
}

/** The files of one document type. */
export function filesOf(flow: FlowState, fileType: string): FileEntry[] {
  return flow.files.filter((file) => file.fileType === fileType);
}

/** Whether a photo becomes a page of one PDF. */
export function isPage(flow: FlowState, { fileType, mimeType, state }: FileEntry): boolean {
  const rule = documentRules(flow).find((one) => one.file_type === fileType);
  return !!rule && combinesPhotos(rule) && isPhoto(mimeType) && state !== "failed";
}

/** Whether a document accepts one more file. All pages of a PDF count as one; one may follow what was sent earlier. */
export function hasRoomFor(flow: FlowState, rule: DocumentRule, photo: boolean): boolean {
  const files = filesOf(flow, rule.file_type).filter(
    ({ name, state, problem }) => name && (state !== "failed" || problem?.retryable),
  );
  const pages = files.filter((file) => isPage(flow, file)).length;
  if (!rule.max_files || (photo && pages)) return true;
  return files.length - pages + Math.min(pages, 1) < rule.max_files;
}

/** Required documents without a file that is uploaded or still can be. */
export function missingDocuments(flow: FlowState): DocumentRule[] {
  return documentRules(flow).filter(
    (rule) => rule.required && !filesOf(flow, rule.file_type).some((file) => file.state !== "failed"),
  );
}

/** Whether no document is missing, and none has failed. */
export function isComplete(flow: FlowState): boolean {
  return flow.policy.state === "ready" && !missingDocuments(flow).length && !hasFailedFiles(flow);
}

/** Whether the vendor holds the request as it is now, with all its documents. */
export function isUnchanged(flow: FlowState): boolean {
  return !!flow.request && draftMatches(flow) && isComplete(flow);
}

/** Whether any file is neither uploaded nor failed. */
export function hasFilesInProgress(flow: FlowState): boolean {
  return requestedFiles(flow).some(({ state }) => state !== "sent" && state !== "failed");
}

/** Whether a submitted request waits for files that the browser cannot send without a connection. */
export function waitsForConnection(flow: FlowState): boolean {
  return flow.awaitingFiles && flow.files.some(({ state }) => state === "paused");
}

/** Whether the user waits for a call, or a file is on its way. */
export function isBusy(flow: FlowState | undefined): boolean {
  const isOnItsWay = ({ state }: FileEntry) => !["page", "sent", "failed"].includes(state);
  return !!flow && (!!flow.running || flow.files.some(isOnItsWay));
}

/** Whether any file has failed. */
export function hasFailedFiles(flow: FlowState): boolean {
  return requestedFiles(flow).some(({ state }) => state === "failed");
}

/** The files of the documents in the current policy. An earlier policy may have had others. */
export function requestedFiles(flow: FlowState): FileEntry[] {
  return documentRules(flow).flatMap((rule) => filesOf(flow, rule.file_type));
}
