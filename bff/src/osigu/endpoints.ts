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
 * How a call may be treated.
 * `read`: repeating it changes nothing. `write`: never repeated by us once it may have left, but harmless when a
 * person does. `once`: its fate matters; when that is unknown it is said so.
 */
export type Kind = "read" | "write" | "once";

type Endpoint = {
  method: "GET" | "POST";
  /** `{name}` stands for a variable part, which is checked and encoded. */
  path: string;
  kind: Kind;
  /** How the reply is read. Everything that it does not name is dropped. */
  reply: z.ZodType;
  /** What of this line the vendor does not document. Change it here when it turns out otherwise. */
  assumed?: "path" | "reply" | "path and reply";
};

/** Every call to the vendor, and all that is known of where it goes. */
export const endpoints = {
  listSponsors: {
    method: "GET",
    path: "/v1/sponsors",
    kind: "read",
    reply: sponsorList,
    // Assumed: the operation is named in the vendor's widget pages, its address nowhere.
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
    // Assumed: the operation is named, its address is not.
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
    // Assumed: the operation is named, its address is not.
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
    // Assumed: that the proof comes as `otp_verification_token`.
    assumed: "reply",
  },
  completeRequest: {
    method: "POST",
    // Assumed besides: that the one-time code's proof goes into the body as `otp_verification_token`.
    path: "/arc/v1/authorization-requests/{id}/complete",
    kind: "once",
    reply: authorizationOutcome,
  },
  getRequest: {
    method: "GET",
    path: "/arc/v1/authorization-requests/{id}",
    kind: "read",
    reply: authorizationOutcome,
    // Assumed: that it answers in the shape of the complete, with the present status.
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

type Build = (parts: Readonly<Record<string, string>>) => string;

/** Makes each operation's address from its variable parts. */
export const addressOf: Readonly<Record<Operation, Build>> = Object.fromEntries(
  Object.entries(endpoints).map(([operation, { path }]) => [operation, builderOf(path)]),
) as Record<Operation, Build>;

/** A part that would change the address's structure, even after a careless decoding on the other side. */
const unsafePart = /[^A-Za-z0-9._~:@!$&'()*+,;=-]|^\.{1,2}$|^$/;

function builderOf(template: string): Build {
  const pieces = template.split(/\{(\w+)\}/);
  if (pieces.length === 1) return () => template;
  return (parts) => {
    let address = "";
    for (let index = 0; index < pieces.length; index += 1) {
      const piece = pieces[index] as string;
      address += index % 2 === 0 ? piece : encoded(parts[piece] ?? "");
    }
    return address;
  };
}

function encoded(part: string): string {
  if (unsafePart.test(part)) throw new RangeError("A variable part of an address is not safe.");
  return encodeURIComponent(part);
}
