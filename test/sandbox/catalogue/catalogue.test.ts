import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Sandbox, startSandbox } from "../sandbox.ts";
import { type ArcCaller, field, signIn } from "../testing/arc-caller.ts";
import { diagnoses } from "./diagnoses.ts";
import { findProduct, products } from "./products.ts";

let sandbox: Sandbox;
let arc: ArcCaller;

describe("the sandbox's catalogue", () => {
  before(async () => {
    sandbox = await startSandbox();
    arc = await signIn(sandbox.url);
  });
  after(() => sandbox.close());

  const codes = (body: unknown) =>
    (field(body, "content") as Record<string, string>[]).map(
      ({ product_code, code }) => product_code ?? code,
    );
  const searchProducts = (query: string, more = "") =>
    arc.get(`/arc/v1/providers/products?query=${encodeURIComponent(query)}${more}`);
  const searchDiagnoses = (query: string) =>
    arc.get(`/medical-catalogs/v1/diagnoses?query=${encodeURIComponent(query)}`);

  test("the catalogue is large enough to search in, and no code stands twice", () => {
    assert.ok(products.length > 200);
    assert.ok(diagnoses.length > 500);
    assert.equal(new Set(products.map(({ product_code }) => product_code)).size, products.length);
    assert.equal(new Set(diagnoses.map(({ code }) => code)).size, diagnoses.length);
  });

  test("a product is found by code, by words in any order, and by ingredient", async () => {
    assert.equal(codes((await searchProducts("med-042")).body)[0], "MED-042");
    assert.ok(codes((await searchProducts("tablets paracet 500")).body).includes("MED-042"));
    assert.ok(codes((await searchProducts("ACETAMINOPHEN")).body).includes("MED-042"));
  });

  for (const typed of ["paracetmol", "parracetamol", "paracetanol", "paracetamoll"]) {
    test(`${typed} finds paracetamol`, async () => {
      assert.ok(codes((await searchProducts(typed)).body).includes("MED-042"));
    });
  }

  test("what is one letter from a word finds nothing where something has the word itself, and short words are exact", async () => {
    const names = (body: unknown) => (field(body, "content") as { name: string }[]).map(({ name }) => name);
    for (const name of names((await searchProducts("losartan")).body)) assert.match(name, /losartan/i);
    assert.deepEqual(codes((await searchProducts("xyz")).body), []);
  });

  test("a diagnosis is found by code without its dot, and by words without their accents", async () => {
    assert.equal(codes((await searchDiagnoses("R51")).body)[0], "R51");
    assert.equal(codes((await searchDiagnoses("h810")).body)[0], "H81.0");
    assert.equal(codes((await searchDiagnoses("MENIERE")).body)[0], "H81.0");
    assert.equal(codes((await searchDiagnoses("guillain barre")).body)[0], "G61.0");
  });

  test("products are listed by type, and what the provider is not registered for is not listed", async () => {
    const { body } = await searchProducts("", "&product_type=IMAGING&size=100");
    assert.ok(codes(body).every((code) => String(code).startsWith("IMG-")));
    assert.ok(!codes(body).includes("IMG-901"));
  });

  test("a product names what may stand for it", async () => {
    const { body } = await searchProducts("MED-042");
    const equivalents = field(body, "content", 0, "equivalents") as { product_code: string }[];
    assert.deepEqual(
      equivalents.map(({ product_code }) => product_code),
      ["MED-043", "MED-044"],
    );
    assert.equal(findProduct("MED-903")?.registration, "none");
  });

  test("pages begin at 0 with 15 entries, and tell how many there are", async () => {
    const { body } = await searchProducts("");
    assert.equal(codes(body).length, 15);
    assert.equal(field(body, "page", "number"), 0);
    const total = Number(field(body, "page", "total_elements"));
    assert.equal(field(body, "page", "total_pages"), Math.ceil(total / 15));
    const last = await searchProducts("", `&page=${Math.ceil(total / 15) - 1}`);
    assert.equal(codes(last.body).length, total % 15 || 15);
  });

  test("a page or a type that is none is refused", async () => {
    assert.equal((await searchProducts("", "&page=-1")).status, 422);
    assert.equal((await searchProducts("", "&size=1000")).status, 422);
    assert.equal((await searchProducts("", "&product_type=WINE")).status, 422);
  });
});
