import type { CreateAuthorizationRequest, DocumentRule } from "@osigu-preauth/shared";
import type { FileEntry, FlowState } from "../state.ts";
import { combinesPhotos, isPhoto } from "../validation/file-validation.ts";

/** What can be asked of a flow once somebody has been found. Everything here is derived; nothing is stored. */

/** The product types of the request, each once. */
export function productTypesOf(flow: FlowState): string[] {
  return [...new Set(flow.products.map((line) => line.product.product_type))];
}

/** Wire names of what the sponsor requires beside products and diagnoses, for the products chosen so far. */
export function requiredFieldsOf(flow: FlowState): string[] {
  const names = productTypesOf(flow).flatMap((type) => {
    const configuration = flow.configurations[type];
    return configuration?.state === "ready" ? configuration.value.required_fields : [];
  });
  return [...new Set([...names, ...(flow.extraRequiredFields ?? [])])].filter(
    (name) => !ownFields.includes(name),
  );
}

/** Those of them that the host has not given already, or whose value the sponsor refused. */
export function fieldsToAsk(flow: FlowState): string[] {
  return requiredFieldsOf(flow).filter(
    (name) => !flow.setup.details?.[name] || flow.extraRequiredFields?.includes(name),
  );
}

/** What the person, else the host, says for a field that the sponsor requires. */
export function requiredValueOf(flow: FlowState, name: string): string {
  return (flow.requirements[name] ?? flow.setup.details?.[name] ?? "").trim();
}

/** Fields of the create that have their own place in the flow, also where a sponsor lists them as required. */
const ownFields = ["beneficiary_id", "sponsor_slug", "diagnosis_code", "diagnoses", "products"];

/** The request exactly as it would be sent now. */
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

/** Whether the create that was last made, or is under way, asks for what is asked for now. */
export function draftMatches(flow: FlowState): boolean {
  return JSON.stringify(flow.draft?.payload) === JSON.stringify(payloadOf(flow));
}

/** The documents that the sponsor asks for. */
export function documentRules(flow: FlowState): DocumentRule[] {
  return flow.policy.state === "ready" ? flow.policy.value : [];
}

/** The files given for one kind of document. */
export function filesOf(flow: FlowState, fileType: string): FileEntry[] {
  return flow.files.filter((file) => file.fileType === fileType);
}

/** Whether a photo is a page of the one PDF that its document becomes. */
export function isPage(flow: FlowState, { fileType, mimeType, state }: FileEntry): boolean {
  const rule = documentRules(flow).find((one) => one.file_type === fileType);
  return !!rule && combinesPhotos(rule) && isPhoto(mimeType) && state !== "failed";
}

/** Whether a document takes one more file. However many pages there are, they are one. */
export function hasRoomFor(flow: FlowState, rule: DocumentRule, photo: boolean): boolean {
  const files = filesOf(flow, rule.file_type).filter(
    ({ state, problem }) => state !== "failed" || problem?.retryable,
  );
  const pages = files.filter((file) => isPage(flow, file)).length;
  if (!rule.max_files || (photo && pages)) return true;
  return files.length - pages + Math.min(pages, 1) < rule.max_files;
}

/** Required documents for which there is no file that has arrived, or still can. */
export function missingDocuments(flow: FlowState): DocumentRule[] {
  return documentRules(flow).filter(
    (rule) => rule.required && !filesOf(flow, rule.file_type).some((file) => file.state !== "failed"),
  );
}

/** Whether files are still on their way. */
export function hasFilesInProgress(flow: FlowState): boolean {
  return requestedFiles(flow).some(({ state }) => state !== "sent" && state !== "failed");
}

/** Whether a file failed and nobody has sent it again or taken it away. */
export function hasFailedFiles(flow: FlowState): boolean {
  return requestedFiles(flow).some(({ state }) => state === "failed");
}

/** The files of documents that this request needs; others were chosen for what was asked for before. */
export function requestedFiles(flow: FlowState): FileEntry[] {
  return documentRules(flow).flatMap((rule) => filesOf(flow, rule.file_type));
}
