import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findDiagnosis, findProduct } from "./catalog.ts";
import type { Client } from "./client.ts";

/** A client whose catalogues have so many items, of which the code of the last one is a part of every other. */
function catalogOf(count: number) {
  const paths: string[] = [];
  const get = async (path: string) => {
    paths.push(path);
    const query = new URL(path, "https://bff.example").searchParams;
    const [number, size] = [Number(query.get("page")), Number(query.get("size"))];
    const codes = Array.from({ length: count }, (_, index) => `20011-1${index < count - 1 ? index : ""}`);
    const content = codes.slice(number * size, (number + 1) * size);
    return {
      content: content.map((code) => ({ code, product_code: code })),
      page: { number, size, total_elements: count, total_pages: Math.ceil(count / size) },
    };
  };
  return { paths, client: { get } as unknown as Client };
}

const { signal } = new AbortController();

describe("A code that the host page prefills", () => {
  for (const [what, find] of [
    ["product", findProduct],
    ["diagnosis", findDiagnosis],
  ] as const) {
    it(`is found as a ${what} beyond the first page`, async () => {
      const { client, paths } = catalogOf(250);
      const found = await find(client, "20011-1", signal);
      assert.ok(found);
      assert.equal("product_code" in found && found.product_code, "20011-1");
      assert.equal(paths.length, 3);
    });
  }

  it("is not looked for without an end", async () => {
    const { client, paths } = catalogOf(100_000);
    assert.equal(await findProduct(client, "20011-1", signal), undefined);
    assert.equal(paths.length, 10);
  });

  it("is not looked for beyond the last page", async () => {
    const { client, paths } = catalogOf(3);
    assert.equal(await findProduct(client, "MED-9", signal), undefined);
    assert.equal(paths.length, 1);
  });
});
