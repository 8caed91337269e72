import type { Attempt } from "./site.ts";
import { jsonBody } from "./site.ts";

/** What an attacker or its victim has: ids that the vendor gave, and the sponsor that they belong to. */
export type Belongings = {
  sponsor: string;
  beneficiary: string;
  request: string;
  otp: string;
};

/** Kinds of things that belong to somebody. */
export type Kind = "beneficiary" | "request" | "otp";

/** A route as the suite knows it: who may call it, whose things it touches, and a call that is right in every way. */
export type Operation = {
  access: "open" | "session";
  /** Each is replaced by others' in turn; only whoever owns them all gets an answer. */
  objects: Kind[];
  /** Whether it is about one sponsor, about product types, about people whom the caller names. */
  sponsor?: true;
  productTypes?: true;
  people?: true;
  attempt(things: Belongings): Attempt;
};

export const boundary = "security-boundary";

/** A multipart body of a file and its type. */
export function uploadOf(file: Buffer | string, fileType = "MEDICAL_INDICATION"): Attempt {
  const bytes = Buffer.from(file as string, "latin1");
  return {
    method: "POST",
    path: "",
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file_type"\r\n\r\n${fileType}\r\n`),
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="secreto-medico.pdf"\r\n` +
          "Content-Type: application/pdf\r\n\r\n",
      ),
      bytes,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  };
}

export const product = { product_code: "MED-042", product_type: "MEDICATION", quantity: 1 };
const requests = "/arc/v1/authorization-requests";
const get = (path: string): Attempt => ({ path });
const post = (path: string, value: unknown): Attempt => ({ method: "POST", path, ...jsonBody(value) });

/** Every operation of the server by its name in `/openapi.json`. One that is missing here fails the suite. */
export const operations: Readonly<Record<string, Operation>> = {
  healthz: { access: "open", objects: [], attempt: () => get("/healthz") },
  readyz: { access: "open", objects: [], attempt: () => get("/readyz") },
  metrics: { access: "open", objects: [], attempt: () => get("/metrics") },
  openapi: { access: "open", objects: [], attempt: () => get("/openapi.json") },
  widgetFile: { access: "open", objects: [], attempt: () => get("/widget/v1/loader.js") },
  webhook: { access: "open", objects: [], attempt: () => post("/webhooks/osigu", {}) },
  sessionToken: {
    access: "open",
    objects: [],
    attempt: () => ({
      method: "POST",
      path: "/v1/oauth/token",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "grant_type=client_credentials",
    }),
  },
  resumeKey: { access: "session", objects: [], attempt: () => get("/widget/resume-key") },
  recents: { access: "session", objects: [], attempt: () => get("/widget/recents") },
  listSponsors: { access: "session", objects: [], attempt: () => get("/v1/sponsors") },
  getSearchForms: {
    access: "session",
    objects: [],
    sponsor: true,
    attempt: ({ sponsor }) => get(`/v1/sponsors/${sponsor}/forms`),
  },
  searchBeneficiary: {
    access: "session",
    objects: [],
    sponsor: true,
    people: true,
    attempt: ({ sponsor }) =>
      post(`/v1/sponsors/${sponsor}/search`, { document_type: "CC", document_number: "104000001" }),
  },
  getDependents: {
    access: "session",
    objects: ["beneficiary"],
    sponsor: true,
    people: true,
    attempt: ({ sponsor, beneficiary }) =>
      get(`/v1/sponsors/${sponsor}/beneficiaries/${beneficiary}/dependents`),
  },
  getConfiguration: {
    access: "session",
    objects: [],
    sponsor: true,
    productTypes: true,
    attempt: ({ sponsor }) => get(`/arc/v1/sponsors/${sponsor}/configuration?product_type=MEDICATION`),
  },
  searchProducts: {
    access: "session",
    objects: [],
    productTypes: true,
    attempt: () => get("/arc/v1/providers/products?product_type=MEDICATION&query=ib"),
  },
  searchDiagnoses: {
    access: "session",
    objects: [],
    attempt: () => get("/medical-catalogs/v1/diagnoses?query=head"),
  },
  createRequest: {
    access: "session",
    objects: ["beneficiary"],
    sponsor: true,
    productTypes: true,
    attempt: ({ sponsor, beneficiary }) =>
      post(requests, {
        beneficiary_id: beneficiary,
        sponsor_slug: sponsor,
        diagnosis_code: "R51",
        products: [product],
      }),
  },
  listRequests: { access: "session", objects: [], attempt: () => get(`${requests}?page=0&size=100`) },
  requestListEvents: {
    access: "session",
    objects: [],
    attempt: () => ({ method: "HEAD", path: `${requests}/events` }),
  },
  getRequest: {
    access: "session",
    objects: ["request"],
    attempt: ({ request }) => get(`${requests}/${request}`),
  },
  requestSummary: {
    access: "session",
    objects: ["request"],
    attempt: ({ request }) => get(`${requests}/${request}/summary`),
  },
  requestEvents: {
    access: "session",
    objects: ["request"],
    // An open stream would not end: what it would be is asked instead.
    attempt: ({ request }) => ({ method: "HEAD", path: `${requests}/${request}/events` }),
  },
  getDocumentPolicy: {
    access: "session",
    objects: ["request"],
    attempt: ({ request }) => get(`${requests}/${request}/document-policy`),
  },
  uploadFile: {
    access: "session",
    objects: ["request"],
    attempt: ({ request }) => ({ ...uploadOf("%PDF-1.7\n"), path: `${requests}/${request}/upload/files` }),
  },
  completeRequest: {
    access: "session",
    objects: ["request"],
    attempt: ({ request }) => ({ method: "POST", path: `${requests}/${request}/complete` }),
  },
  sendOtp: {
    access: "session",
    objects: ["beneficiary", "request"],
    sponsor: true,
    attempt: ({ sponsor, beneficiary, request }) =>
      post("/v1/otp/send", {
        beneficiary_id: beneficiary,
        sponsor_slug: sponsor,
        channel: "SMS",
        authorization_request_id: request,
      }),
  },
  validateOtp: {
    access: "session",
    objects: ["otp"],
    attempt: ({ otp }) => post("/v1/otp/validate", { otp_id: otp, code: "123456" }),
  },
};

export const named = (name: string): Operation => {
  const operation = operations[name];
  if (operation === undefined) throw new Error(`There is no operation ${name}.`);
  return operation;
};

/** Operations with a session, and those among them that touch somebody's things. */
export const withSession = Object.entries(operations).filter(([, { access }]) => access === "session");
export const withObjects = withSession.filter(([, { objects }]) => objects.length > 0);
