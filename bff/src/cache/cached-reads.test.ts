import assert from "node:assert/strict";
import { test } from "node:test";
import { createMetrics } from "../metrics/metrics.ts";
import type { ArcClient, CallContext, CallInput } from "../osigu/arc-client.ts";
import { cachedReads } from "./cached-reads.ts";

/** Replies with the operation and the input. */
const echo = {
  call: async (operation: string, input: CallInput) => ({ operation, ...input }),
} as unknown as ArcClient;

const products = (read: ReturnType<typeof cachedReads>, query: CallInput["query"]) =>
  read("searchProducts", { query }, { requestId: "a" });

test("the same call gets the cached reply", async () => {
  const read = cachedReads(echo, createMetrics());
  const first = await products(read, { query: "ibu", page: 0, size: undefined });
  assert.equal(await products(read, { query: "ibu", page: 0 }), first);
});

test("the same call in another language has a reply of its own, and is made in that language", async () => {
  const languages: unknown[] = [];
  const arc = {
    call: async (_operation: string, _input: CallInput, { language }: CallContext) => {
      languages.push(language);
      return { language };
    },
  } as unknown as ArcClient;
  const read = cachedReads(arc, createMetrics());
  for (const language of ["es", "pt-BR", undefined, "es"] as const) {
    const { value } = await read(
      "searchDiagnoses",
      { query: { query: "r51" } },
      { requestId: "a", language },
    );
    assert.deepEqual(value, { language });
  }
  assert.deepEqual(languages, ["es", "pt-BR", undefined]);
});

for (const [what, query] of [
  ["a line break", "ibu\npage=0"],
  ["an ampersand", "ibu&page=0"],
  ["quotes", 'ibu","page":0,"x":"'],
] as const) {
  test(`a search text with ${what} in it is not cached as another call`, async () => {
    const read = cachedReads(echo, createMetrics());
    await products(read, { query });
    const { value } = await products(read, { query: "ibu", page: 0 });
    assert.deepEqual(value, { operation: "searchProducts", query: { query: "ibu", page: 0 } });
  });
}
