import assert from "node:assert/strict";
import { readSponsors, type SponsorData, type TryCase } from "../sandbox/sandbox.ts";
import type { WidgetPage } from "./widget-page.ts";

/** One of the sandbox's ways through a sponsor's rules. */
export type Journey = { sponsor: SponsorData; values: TryCase };

const sponsors = await readSponsors();

/** The first way that a sponsor of the sandbox suggests, or the one of this title. */
export function journeyOf(slug: string, title?: string): Journey {
  const sponsor = sponsors.find((one) => one.slug === slug);
  const values = sponsor?.try.find((one) => title === undefined || one.title === title);
  assert.ok(sponsor && values, `The sandbox has no ${slug} with "${title ?? "a way through"}".`);
  return { sponsor, values };
}

/** The vendor's quickstart: MARIA GONZALEZ, MED-042, R51. */
export const quickstart = journeyOf("sponsor-sandbox");

/** Fills the sponsor's search form and sends it. */
export async function search(widget: WidgetPage, journey: Journey = quickstart): Promise<void> {
  await fillSearch(widget, journey);
  await widget.press("Search");
}

export async function fillSearch(widget: WidgetPage, { sponsor, values }: Journey): Promise<void> {
  const forms = sponsor.forms.filter(({ reimbursement }) => reimbursement !== true);
  const form = forms.find((one) => [one.form_id, one.form_slug].includes(values.form)) ?? forms[0];
  if (forms.length > 1) await widget.check(form?.label ?? form?.fallback_name ?? "");
  for (const [key, value] of Object.entries(values.search)) {
    const field = form?.fields.find((one) => (one.key ?? one.slug ?? one.id) === key);
    assert.ok(field, `The form has no field ${key}.`);
    const label = startsWith(String(field.label ?? field.fallback_name ?? key));
    const options = [...(field.values ?? []), ...(field.options ?? [])].map((option) =>
      typeof option === "string" ? { value: option, label: option } : option,
    );
    const chosen = options.find((option) => String(option.value) === String(value));
    if (chosen) await widget.choose(label, String(value), chosen.label);
    else if (typeof value === "boolean") await widget.check(label);
    else await widget.fill(label, String(value));
  }
}

/** Looks the person up and goes on with them. */
export async function findPerson(widget: WidgetPage, journey: Journey = quickstart): Promise<void> {
  await search(widget, journey);
  await widget.confirmPerson();
  await widget.waitForStep("What is needed?");
}

export type WishedProduct = {
  product_code: string;
  product_type: string;
  quantity: number;
  posology?: string;
};

/** Adds one product by its sheet. */
export async function addProduct(widget: WidgetPage, product: WishedProduct): Promise<void> {
  await widget.press("Add product");
  await widget.find("textbox", "Product");
  // Only then is it known whether there are several kinds to choose from.
  await widget.tab.waitFor(() => {
    const { flow } = document.querySelector("osigu-preauth") as unknown as {
      flow: { sponsors: { state: string } };
    };
    return flow.sponsors.state !== "loading";
  });
  const kind = kinds[product.product_type] ?? product.product_type;
  if (await widget.has("radio", kind)) await widget.check(kind);
  await widget.pick("Product", product.product_code, new RegExp(product.product_code));
  if (product.posology) {
    await widget.press("In your own words");
    await widget.fill(startsWith("Dosage"), product.posology);
  }
  await widget.fill(/^Quantity/, String(product.quantity));
  await widget.press("Add");
}

export async function addDiagnosis(widget: WidgetPage, code: string): Promise<void> {
  await widget.pick("Diagnoses", code, new RegExp(`${code.replace(".", "\\.")}$`));
}

/** All that the step asks for: products, diagnosis, further fields. */
export async function fillRequest(widget: WidgetPage, { values }: Journey = quickstart): Promise<void> {
  for (const product of values.products ?? []) await addProduct(widget, product);
  if (values.diagnosis_code) await addDiagnosis(widget, values.diagnosis_code);
  for (const [key, value] of Object.entries(values.fields ?? {})) {
    const label = new RegExp(`^${(fieldLabels[key] ?? key).replaceAll("_", " ")}`, "i");
    if (await widget.isChoice(label)) await widget.choose(label, value);
    else await widget.fill(label, value);
  }
}

/** From the first screen to the documents. */
export async function askFor(widget: WidgetPage, journey: Journey = quickstart): Promise<void> {
  await findPerson(widget, journey);
  await fillRequest(widget, journey);
  await widget.press("Continue");
  await widget.waitForStep("Add the documents");
}

/** From the first screen to the review, with one document. */
export async function prepare(widget: WidgetPage, pdf: string, journey: Journey = quickstart): Promise<void> {
  await askFor(widget, journey);
  await widget.attach(pdf);
  await widget.waitForText("Uploaded");
  await widget.press("Continue");
  await widget.waitForStep("Check and send");
}

/** From the first screen to the sponsor's answer. */
export async function submit(widget: WidgetPage, pdf: string, journey: Journey = quickstart): Promise<void> {
  await prepare(widget, pdf, journey);
  await widget.press("Request authorization");
}

/** From where a code is asked for to the sponsor's answer. */
export async function enterCode(widget: WidgetPage): Promise<void> {
  await widget.press("Send code");
  // Six digits are sent by themselves.
  await widget.fill("Code", "123456");
  await widget.waitForStep("Approved");
}

/** How the widget calls the kinds of product, in English. */
const kinds: Record<string, string> = {
  MEDICATION: "Medication",
  LAB: "Lab test",
  IMAGING: "Imaging",
  PROCEDURE: "Procedure",
};

/** How the widget calls the further fields, in English. */
const fieldLabels: Record<string, string> = {
  professional_license_number: "Professional licence number",
  service_type_code: "Service type",
  authorization_type: "Authorization type",
  provider_branch_id: "Branch",
};

/** A label may be followed by "(optional)". */
const startsWith = (label: string) => new RegExp(`^${label.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
