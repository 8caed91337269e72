import { isDiagnosisCode } from "../catalogue/diagnoses.ts";
import { findProduct } from "../catalogue/products.ts";
import { type Answer, type FieldIssue, validationFailed, writeIssues } from "../http/answer.ts";
import { isRecord } from "../http/json-value.ts";
import { configurationForAll } from "../sponsor/configuration.ts";
import type { Configuration, ProductType, SponsorData } from "../sponsor/sponsor-data.ts";
import { findBeneficiary } from "../sponsor/sponsor-list.ts";
import { notAffiliated, productTypes, type Sponsors } from "../sponsor/sponsor-operations.ts";
import type { RequestedProduct } from "./request-store.ts";

export type CheckedCreate = {
  sponsor: SponsorData;
  beneficiaryId: string;
  diagnosisCodes: string[];
  products: RequestedProduct[];
  fields: Record<string, unknown>;
};

const coreKeys = ["beneficiary_id", "sponsor_slug", "diagnosis_code", "diagnoses", "products"];
const optionalKeys = [
  "provider_branch_id",
  "service_type_code",
  "authorization_type",
  "professional_license_number",
];

/** Checks the body of a create as strictly as the vendor does, and reads it. */
export function checkCreate(
  body: unknown,
  sponsors: Sponsors,
): { ok: true; create: CheckedCreate } | { ok: false; answer: Answer } {
  const refused = (answer: Answer) => ({ ok: false as const, answer });
  if (!isRecord(body)) return refused(validationFailed([{ path: [], message: "must be an object" }]));
  const sponsor = sponsors.get(String(body.sponsor_slug));
  if (!sponsor) return refused(validationFailed([{ path: ["sponsor_slug"], message: "is not a sponsor" }]));
  if (sponsor.affiliated === false) return refused(notAffiliated);
  if (sponsor.refuse_create) return refused(sponsor.refuse_create);
  const types = askedTypes(body.products);
  const issues = [
    ...checkBeneficiary(body.beneficiary_id, sponsor),
    ...checkDiagnoses(body),
    ...checkProducts(body.products, sponsor),
    ...checkFields(body, configurationForAll(sponsor, types)),
  ];
  if (issues.length > 0) return refused(validationFailed(issues, sponsor.path_style));
  const products = readProducts(body.products as Record<string, unknown>[]);
  const unregistered = checkRegistered(products);
  if (unregistered.length > 0) return refused(notRegistered(unregistered, sponsor));
  return { ok: true, create: { sponsor, ...readRest(body), products } };
}

function readRest(body: Record<string, unknown>) {
  const several = Array.isArray(body.diagnoses) ? body.diagnoses.map(({ code }) => String(code)) : [];
  const codes = new Set([String(body.diagnosis_code), ...several]);
  return {
    beneficiaryId: String(body.beneficiary_id),
    diagnosisCodes: [...codes],
    fields: Object.fromEntries(Object.entries(body).filter(([key]) => !coreKeys.includes(key))),
  };
}

function checkBeneficiary(id: unknown, sponsor: SponsorData): FieldIssue[] {
  const path = ["beneficiary_id"];
  if (!isText(id) && typeof id !== "number") return [{ path, message: "is required" }];
  const person = findBeneficiary(sponsor, String(id));
  if (!person) return [{ path, message: "is not in the sponsor's directory" }];
  return person.coverage?.active === false ? [{ path, message: "has no active coverage" }] : [];
}

function checkDiagnoses(body: Record<string, unknown>): FieldIssue[] {
  const issues = checkCode(body.diagnosis_code, ["diagnosis_code"]);
  if (body.diagnoses === undefined) return issues;
  if (!Array.isArray(body.diagnoses) || body.diagnoses.length === 0) {
    return [...issues, { path: ["diagnoses"], message: "must be a list with at least one diagnosis" }];
  }
  for (const [index, entry] of body.diagnoses.entries()) {
    const path = ["diagnoses", index];
    if (!isRecord(entry)) issues.push({ path, message: "must be an object" });
    else {
      issues.push(...checkCode(entry.code, [...path, "code"]));
      if (entry.coding_system !== "ICD-10") {
        issues.push({ path: [...path, "coding_system"], message: "must be ICD-10" });
      }
      issues.push(...unknownKeys(entry, ["coding_system", "code"], path));
    }
  }
  return issues;
}

function checkCode(code: unknown, path: (string | number)[]): FieldIssue[] {
  if (!isText(code)) return [{ path, message: "is required" }];
  return isDiagnosisCode(code) ? [] : [{ path, message: "is not an ICD-10 code of the catalogue" }];
}

function checkProducts(value: unknown, sponsor: SponsorData): FieldIssue[] {
  if (!Array.isArray(value) || value.length === 0) {
    return [{ path: ["products"], message: "must be a list with at least one product" }];
  }
  return value.flatMap((entry, index) => checkProduct(entry, ["products", index], sponsor));
}

function checkProduct(entry: unknown, path: (string | number)[], sponsor: SponsorData): FieldIssue[] {
  if (!isRecord(entry)) return [{ path, message: "must be an object" }];
  const issues = unknownKeys(entry, ["product_code", "product_type", "quantity", "posology"], path);
  const at = (key: string, message: string) => issues.push({ path: [...path, key], message });
  if (!isText(entry.product_code)) at("product_code", "is required");
  const type = productTypes.find((known) => known === entry.product_type);
  if (!type) at("product_type", "must be MEDICATION, LAB, IMAGING or PROCEDURE");
  else if (!sponsor.product_types.includes(type)) at("product_type", "is not covered by this sponsor");
  else if (isText(entry.product_code) && (findProduct(entry.product_code)?.product_type ?? type) !== type) {
    at("product_type", "is not the type of this product");
  }
  if (typeof entry.quantity !== "number" || !Number.isInteger(entry.quantity) || entry.quantity < 1) {
    at("quantity", "must be a whole number from 1");
  }
  if (entry.posology !== undefined && !isText(entry.posology)) at("posology", "must be a text");
  return issues;
}

function checkFields(body: Record<string, unknown>, rules: Configuration): FieldIssue[] {
  const issues = unknownKeys(body, [...coreKeys, ...optionalKeys, ...rules.required_fields], []);
  for (const key of [...optionalKeys, ...rules.required_fields]) {
    if (coreKeys.includes(key)) continue;
    const value = body[key];
    if (value === undefined) {
      if (rules.required_fields.includes(key))
        issues.push({ path: [key], message: "is required by the sponsor" });
    } else if (!isText(value)) issues.push({ path: [key], message: "must be a text" });
  }
  issues.push(...checkChoice(body.authorization_type, "authorization_type", rules.authorization_types));
  const serviceTypes = (rules.service_types ?? []).map(({ code }) => code);
  issues.push(...checkChoice(body.service_type_code, "service_type_code", serviceTypes));
  return issues.filter(
    (issue, index) => issues.findIndex(({ path }) => String(path) === String(issue.path)) === index,
  );
}

function checkChoice(value: unknown, key: string, choices: string[]): FieldIssue[] {
  if (!isText(value) || choices.length === 0 || choices.includes(value)) return [];
  return [{ path: [key], message: `must be one of ${choices.join(", ")}` }];
}

function checkRegistered(products: RequestedProduct[]): FieldIssue[] {
  return products.flatMap(({ product_code }, index) =>
    findProduct(product_code)?.registration === "registered"
      ? []
      : [{ path: ["products", index, "product_code"], message: `${product_code} is not registered` }],
  );
}

/** What the vendor says for a code that is not in the global catalogue, or not registered for the provider. */
function notRegistered(issues: FieldIssue[], sponsor: SponsorData): Answer {
  const message = "Product is not registered for the provider";
  return {
    status: 422,
    body: { error_code: "071-104", message, errors: writeIssues(issues, sponsor.path_style) },
  };
}

function readProducts(entries: Record<string, unknown>[]): RequestedProduct[] {
  return entries.map(({ product_code, product_type, quantity, posology }) => ({
    product_code: String(product_code),
    product_type: product_type as ProductType,
    quantity: Number(quantity),
    posology: posology === undefined ? undefined : String(posology),
  }));
}

function askedTypes(value: unknown): ProductType[] {
  const given = Array.isArray(value)
    ? value.map((entry) => (isRecord(entry) ? entry.product_type : undefined))
    : [];
  return productTypes.filter((type) => given.includes(type));
}

/** The provider comes from the token: a provider that is sent is as unknown as any other key. */
function unknownKeys(
  value: Record<string, unknown>,
  known: string[],
  path: (string | number)[],
): FieldIssue[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => ({ path: [...path, key], message: "is not a field of this request" }));
}

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
