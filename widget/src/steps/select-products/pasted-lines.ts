import { findDiagnosis, findProduct } from "../../api/catalog.ts";
import type { FlowState } from "../../flow/state.ts";
import { newId } from "../../platform/random-id.ts";
import type { StepHost } from "../step.ts";
import { linesOf, productLine, wordsOf } from "./pasted-text.ts";

/** A product as a line of a list or a message gives it. */
export type PastedProduct = { code: string; quantity: number; posology?: string | undefined };

/** The field that a text was pasted into. */
export type PastedInto = { leave(text: string, why: string): void };

/** Never aborted: a pasted line is looked up even when the field is left. */
const { signal } = new AbortController();

/** The products of a text with one on each line. */
export function readProductLines(text: string): PastedProduct[] {
  return linesOf(text).map((line) => {
    const [, code = "", posology, quantity] = productLine.exec(line) ?? [];
    return { code: code.toUpperCase(), quantity: Number(quantity), posology: posology || undefined };
  });
}

/** The codes of a text, each once. */
export function readCodes(text: string): string[] {
  return [...new Set(wordsOf(text).map((word) => word.toUpperCase()))];
}

/** Adds the products of a text, as far as they are not in the request yet. */
export function addProducts(host: StepHost, field: PastedInto, pasted: string): Promise<void> {
  const entries = readProductLines(pasted).map(({ code, quantity, posology }) => ({
    code,
    quantity,
    posology,
    text: [code, posology, `x${quantity}`].filter(Boolean).join(" "),
  }));
  return addEach(host, field, entries, findProduct, (product, { quantity, posology }) =>
    host.flow.products.some((line) => line.product.product_code === product.product_code)
      ? undefined
      : { type: "product_put", line: { id: newId(), product, quantity, posology } },
  );
}

/** Adds the diagnoses of a text, as far as they are not in the request yet. The first one is the main diagnosis. */
export function addDiagnoses(host: StepHost, field: PastedInto, pasted: string): Promise<void> {
  const entries = readCodes(pasted).map((code) => ({ code, text: code }));
  return addEach(host, field, entries, findDiagnosis, (diagnosis) =>
    host.flow.diagnoses.some(({ code }) => code === diagnosis.code)
      ? undefined
      : { type: "diagnosis_added", diagnosis },
  );
}

/**
 * Adds what is found, in the order of the text, with one announcement. The texts of the others stay in the field. What
 * is found after the request began anew, or is for somebody else, is not added.
 */
async function addEach<Entry extends { code: string; text: string }, Found extends { name: string }>(
  host: StepHost,
  field: PastedInto,
  entries: Entry[],
  find: (client: StepHost["client"], code: string, ended: AbortSignal) => Promise<Found | undefined>,
  eventFor: (found: Found, entry: Entry) => Parameters<StepHost["dispatch"]>[0] | undefined,
): Promise<void> {
  const { client, text } = host;
  const person = personOf(host);
  const found = await Promise.all(
    entries.map(({ code }) => find(client, code, signal).catch(() => undefined)),
  );
  if (host.client !== client || personOf(host) !== person) return;
  const names: string[] = [];
  const left = entries.filter((entry, index) => {
    const one = found[index];
    const event = one && eventFor(one, entry);
    if (!event) return true;
    host.dispatch(event);
    names.push(one.name);
    return false;
  });
  const why = left.length ? (found.includes(undefined) ? text.noResults : text.alreadyChosen) : "";
  if (why) field.leave(left.map((entry) => entry.text).join(", "), why);
  if (names.length) host.announce(`${text.added(names.join(", "))}. ${why}`);
}

/** Whom the request is for. There is no flow for a moment while a request begins anew. */
const personOf = ({ flow }: { flow?: FlowState }) => flow?.beneficiary?.beneficiary_id;
