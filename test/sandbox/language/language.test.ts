import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { diagnoses } from "../catalogue/diagnoses.ts";
import { products } from "../catalogue/products.ts";
import { readSponsors, type Sandbox, startSandbox } from "../sandbox.ts";
import { type ArcCaller, field, signIn } from "../testing/arc-caller.ts";
import { diagnosisNames } from "./diagnosis-names.ts";
import { isTranslated, translateBody } from "./translate.ts";

let sandbox: Sandbox;
let arc: ArcCaller;

describe("languages of the sandbox", () => {
  before(async () => {
    sandbox = await startSandbox();
    arc = await signIn(sandbox.url);
  });
  after(() => sandbox.close());

  const getIn = (language: string, path: string) =>
    arc.call("GET", path, { headers: { "accept-language": language } });
  const diagnosesPath = (query: string) =>
    `/medical-catalogs/v1/diagnoses?query=${encodeURIComponent(query)}`;
  const productsPath = (query: string) => `/arc/v1/providers/products?query=${encodeURIComponent(query)}`;

  for (const [language, query, code, name] of [
    ["es", "dolor de cabeza", "R51", "Cefalea [dolor de cabeza]"],
    ["es-GT,es;q=0.9", "cabeza", "R51", "Cefalea [dolor de cabeza]"],
    ["pt-BR", "dor de cabeça", "R51", "Cefaleia [dor de cabeça]"],
    ["pt-BR", "R51", "R51", "Cefaleia [dor de cabeça]"],
    ["es", "headache", "R51", "Cefalea [dolor de cabeza]"],
    ["en", "headache", "R51", "Headache"],
    ["de", "headache", "R51", "Headache"],
  ] as const) {
    test(`${query} in ${language} finds ${code} as ${name}`, async () => {
      const content = field((await getIn(language, diagnosesPath(query))).body, "content") as object[];
      const found = content.find((one) => field(one, "code") === code);
      assert.equal(field(found, "name"), name);
    });
  }

  for (const [language, query, name] of [
    ["es", "amoxicilina", "Amoxicilina 500 mg cápsulas"],
    ["pt-BR", "comprimidos losartana", "Losartana 50 mg comprimidos"],
    ["es", "hemograma", "Hemograma completo con diferencial"],
    ["pt-BR", "raio", undefined],
    ["pt-BR", "radiografia de torax", "Radiografia de tórax, duas incidências"],
  ] as const) {
    test(`${query} in ${language} finds ${name ?? "nothing"}`, async () => {
      const { body } = await getIn(language, productsPath(query));
      assert.equal(field(body, "content", 0, "name"), name);
    });
  }

  test("forms, documents and reasons are in the caller's language, and names of people are not touched", async () => {
    const { body } = await getIn("es", "/v1/sponsors/sponsor-sandbox/forms");
    const labels = (field(body, 0, "fields") as { label: string }[]).map(({ label }) => label);
    assert.deepEqual(labels, ["Tipo de documento", "Número de documento"]);
    const person = {
      first_name: "Clinic",
      label: "Clinic",
      products: [{ rejection_reason: "Cancelled by the insurer." }],
    };
    assert.deepEqual(translateBody(person, "pt"), {
      first_name: "Clinic",
      label: "Clínica",
      products: [{ rejection_reason: "Cancelada pela operadora." }],
    });
  });

  test("every label and reason of a sponsor, and every service, is translated", async () => {
    const names = /^(Plan|Plan [AB]|Alpha|Aura)$/;
    const labels = textsOf(await readSponsors()).filter((text) => !names.test(text));
    const services = products.filter(({ product_type }) => product_type !== "MEDICATION");
    const texts = [...labels, ...services.flatMap(({ name, presentation }) => [name, presentation])];
    assert.deepEqual(
      texts.filter((text) => !isTranslated(text)),
      [],
    );
  });

  test("every diagnosis of the catalogue has a name in Spanish and in Portuguese, and no other has one", () => {
    const rows = diagnosisNames.split("\n").filter(Boolean);
    const names = new Map(rows.map((row) => [row.split(" | ")[0], row.split(" | ").slice(1)]));
    assert.equal(names.size, rows.length, "a code is there twice");
    assert.deepEqual([...names.keys()].sort(), diagnoses.map(({ code }) => code).sort());
    for (const [code, both] of names) assert.ok(both.length === 2 && both.every(Boolean), code);
  });

  /** The texts of a sponsor that a person reads, without the options of a list: those are names of places. */
  function textsOf(value: unknown): string[] {
    if (typeof value !== "object" || value === null) return [];
    const entries = Object.entries(value).filter(([key]) => key !== "options");
    return entries.flatMap(([key, inner]) =>
      typeof inner === "string" && /^(label|fallback_name|description|rejection_reason|reason)$/.test(key)
        ? [inner]
        : textsOf(inner),
    );
  }
});
