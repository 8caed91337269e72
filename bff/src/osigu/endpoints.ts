import {
  authorizationOutcome,
  beneficiary,
  createdAuthorizationRequest,
  dependentList,
  diagnosisPage,
  documentPolicy,
  productPage,
  searchFormList,
  sentOtp,
  sponsorConfiguration,
  sponsorList,
  validatedOtp,
  webhookSubscribed,
} from "@osigu-preauth/shared";
import { z } from "zod";

/**
 * How a call may be repeated. `read`: it changes nothing. `write`: this server does not repeat it once it may have
 * been sent; a user may. `once`: nobody may repeat it; an unknown outcome is reported as `outcome_unknown`.
 */
export type Kind = "read" | "write" | "once";

type Endpoint = {
  method: "GET" | "POST";
  /** `{name}` is a parameter, which is validated and encoded. */
  path: string;
  kind: Kind;
  /** The schema of the reply. Fields that it does not name are dropped. */
  reply: z.ZodType;
  /** What the vendor does not document. */
  assumed?: "path" | "reply" | "path and reply";
};

/** Every call to the vendor. */
export const endpoints = {
  listSponsors: {
    method: "GET",
    path: "/v1/sponsors",
    kind: "read",
    reply: sponsorList,
    // Assumed: the operation is named in the vendor's widget pages, its path nowhere.
    assumed: "path and reply",
  },
  getSearchForms: {
    method: "GET",
    path: "/v1/sponsors/{sponsor_slug}/forms",
    kind: "read",
    reply: searchFormList,
  },
  searchBeneficiary: {
    method: "POST",
    path: "/v1/sponsors/{sponsor_slug}/search",
    kind: "read",
    reply: beneficiary,
  },
  getDependents: {
    method: "GET",
    path: "/v1/sponsors/{sponsor_slug}/beneficiaries/{beneficiary_id}/dependents",
    kind: "read",
    reply: dependentList,
    // Assumed: the operation is named, its path is not.
    assumed: "path and reply",
  },
  getConfiguration: {
    method: "GET",
    path: "/arc/v1/sponsors/{sponsor_slug}/configuration",
    kind: "read",
    reply: sponsorConfiguration,
    // Assumed: what it decides is documented in words, its keys are not.
    assumed: "reply",
  },
  searchProducts: {
    method: "GET",
    path: "/arc/v1/providers/products",
    kind: "read",
    reply: productPage,
    // Assumed: keys and paging follow the vendor's general API.
    assumed: "reply",
  },
  searchDiagnoses: {
    method: "GET",
    path: "/medical-catalogs/v1/diagnoses",
    kind: "read",
    reply: diagnosisPage,
    // Assumed: as for products.
    assumed: "reply",
  },
  createRequest: {
    method: "POST",
    path: "/arc/v1/authorization-requests",
    kind: "once",
    reply: createdAuthorizationRequest,
  },
  getDocumentPolicy: {
    method: "GET",
    path: "/arc/v1/authorization-requests/{id}/document-policy",
    kind: "read",
    reply: documentPolicy,
    // Assumed: the operation is named, its path is not.
    assumed: "path and reply",
  },
  uploadFile: {
    method: "POST",
    path: "/arc/v1/authorization-requests/{id}/upload/files",
    kind: "write",
    reply: z.unknown(),
  },
  sendOtp: {
    method: "POST",
    // As the guides say; the reference says `generateOtp`, with the channel left to the sponsor.
    path: "/v1/otp/send",
    kind: "write",
    reply: sentOtp,
  },
  generateOtp: {
    method: "POST",
    path: "/otp/generate",
    kind: "write",
    reply: sentOtp,
    // Assumed: "request identifier and expiration timestamp" are `otp_id` and `expires_at`.
    assumed: "reply",
  },
  validateOtp: {
    method: "POST",
    path: "/v1/otp/validate",
    kind: "write",
    reply: validatedOtp,
    // Assumed: that the verification token is named `otp_verification_token`.
    assumed: "reply",
  },
  completeRequest: {
    method: "POST",
    // Also assumed: that the verification token is sent in the body as `otp_verification_token`.
    path: "/arc/v1/authorization-requests/{id}/complete",
    kind: "once",
    reply: authorizationOutcome,
  },
  getRequest: {
    method: "GET",
    path: "/arc/v1/authorization-requests/{id}",
    kind: "read",
    reply: authorizationOutcome,
    // Assumed: that its reply has the shape of the complete, with the current status.
    assumed: "reply",
  },
  subscribeWebhooks: {
    method: "POST",
    path: "/webhooks/v1/subscriptions",
    kind: "write",
    reply: webhookSubscribed,
    assumed: "reply",
  },
} as const satisfies Record<string, Endpoint>;

export type Operation = keyof typeof endpoints;
export type JsonOperation = Exclude<Operation, "uploadFile">;
export type ReplyOf<Name extends Operation> = z.output<(typeof endpoints)[Name]["reply"]>;

type BuildPath = (params: Readonly<Record<string, string>>) => string;

/** Builds the path of each operation. Throws a `RangeError` for a parameter that would change its structure. */
export const buildPath: Readonly<Record<Operation, BuildPath>> = Object.fromEntries(
  Object.entries(endpoints).map(([operation, { path }]) => [operation, builderOf(path)]),
) as Record<Operation, BuildPath>;

/** A parameter that would change the path's structure, also if the vendor decodes it twice. */
const unsafeParam = /[^A-Za-z0-9._~:@!$&'()*+,;=-]|^\.{1,2}$|^$/;

function builderOf(template: string): BuildPath {
  const pieces = template.split(/\{(\w+)\}/);
  if (pieces.length === 1) return () => template;
  return (params) => {
    let path = "";
    for (let index = 0; index < pieces.length; index += 1) {
      const piece = pieces[index] as string;
      path += index % 2 === 0 ? piece : encode(params[piece] ?? "");
    }
    return path;
  };
}

function encode(param: string): string {
  if (unsafeParam.test(param)) throw new RangeError("A path parameter is not safe.");
  return encodeURIComponent(param);
}
