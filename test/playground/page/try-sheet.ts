import type { TryCase, TrySponsor } from "./site.ts";

/** Shows what to type for each of these sponsors. Each value is a button that copies it. */
export function showTrySheet(place: HTMLElement, sponsors: TrySponsor[]): void {
  place.replaceChildren(...sponsors.flatMap(showSponsor));
  if (sponsors.length === 0) place.append(paragraph("hint", "Type what your sponsor gave you for testing."));
}

function showSponsor({ name, about, cases }: TrySponsor): HTMLElement[] {
  return [paragraph("about", `${name}: ${about}`), ...cases.map(showCase)];
}

function showCase(one: TryCase): HTMLElement {
  const section = document.createElement("section");
  section.className = "case";
  const title = document.createElement("h3");
  title.textContent = one.title;
  const list = document.createElement("dl");
  for (const [term, values] of rowsOf(one)) {
    const name = document.createElement("dt");
    name.textContent = term;
    const description = document.createElement("dd");
    description.append(...values);
    list.append(name, description);
  }
  section.append(title, list);
  return section;
}

type Row = [term: string, values: Node[]];

function rowsOf(one: TryCase): Row[] {
  const rows: Row[] = Object.entries(one.search).map(([key, value]) => [
    words(key),
    [copyable(String(value))],
  ]);
  if (one.person) rows.push(["Person", [copyable(one.person)]]);
  for (const { product_code, quantity, posology } of one.products ?? []) {
    rows.push(["Product", [copyable(product_code), copyable(posology), text(`× ${quantity}`)].flat()]);
  }
  if (one.diagnosis_code) rows.push(["Diagnosis", [copyable(one.diagnosis_code)]]);
  for (const [key, value] of Object.entries(one.fields ?? {})) rows.push([words(key), [copyable(value)]]);
  if (one.documents?.length) rows.push(["Document", [sampleDocument()]]);
  if (one.otp_code) rows.push(["Code", [copyable(one.otp_code)]]);
  return rows.filter(([, values]) => values.length > 0);
}

/** `document_number` as a person reads it. */
function words(key: string): string {
  const spaced = key.replaceAll(/[_-]/g, " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function copyable(value: string | undefined): Node {
  if (value === undefined) return document.createDocumentFragment();
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = value;
  button.title = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(value);
    button.classList.add("copied");
    button.addEventListener("pointerleave", () => button.classList.remove("copied"), { once: true });
  });
  return button;
}

function sampleDocument(): Node {
  const link = document.createElement("a");
  link.href = "/indication.pdf";
  link.download = "indication.pdf";
  link.textContent = "Any PDF; here is one";
  return link;
}

function paragraph(name: string, words: string): HTMLElement {
  const element = document.createElement("p");
  element.className = name;
  element.textContent = words;
  return element;
}

function text(words: string): Node {
  return document.createTextNode(words);
}
