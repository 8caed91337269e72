import { cleanText, cleanTyped } from "../../format/clean-text.ts";
import type { PrefilledProduct, Setup } from "../state.ts";

/** Selectors of what the host page prefills, without what came with a paste: a page passes on what somebody pasted. */

/** Id and name of the person, where the page names them. */
export function prefilledPerson({ beneficiaryId, beneficiaryName }: Setup) {
  return {
    ...(beneficiaryId && { beneficiary_id: cleanTyped(String(beneficiaryId)) }),
    ...(beneficiaryName && { first_name: cleanText(String(beneficiaryName)).trim() }),
  };
}

/** The products, with clean codes and posologies. */
export function prefilledProducts({ products = [] }: Setup): PrefilledProduct[] {
  return products.map(({ product_code, quantity, posology }) => ({
    product_code: cleanTyped(String(product_code)),
    quantity,
    ...(posology && { posology: cleanText(String(posology)).trim() }),
  }));
}

/** The codes of the diagnoses, the main one first, each once. */
export function prefilledDiagnoses({ diagnosisCode, furtherDiagnosisCodes = [] }: Setup): string[] {
  const codes = [diagnosisCode, ...furtherDiagnosisCodes].map((code) => cleanTyped(String(code ?? "")));
  return [...new Set(codes)].filter(Boolean);
}

/** The value of a further field that a sponsor may require; empty where there is none. */
export function prefilledDetail({ details }: Setup, name: string): string {
  return cleanTyped(String(details?.[name] ?? ""));
}
