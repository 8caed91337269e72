import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { faultActions } from "./faults/fault.ts";
import { readSponsors } from "./sandbox.ts";
import { writeTryTable } from "./testing/try-table.ts";
import { forgeryKinds } from "./webhooks/forgery.ts";

const readme = await readFile(new URL("./README.md", import.meta.url), "utf8");

test("the README's table of values is the sponsors' own", async () => {
  const table = unaligned(await writeTryTable());
  assert.ok(unaligned(readme).includes(table), "put the output of writeTryTable into the README");
});

test("the README says what every sponsor is there for", async () => {
  for (const { slug, about } of await readSponsors())
    assert.ok(readme.includes(`\`${slug}\`: ${about}`), slug);
});

test("the README names every fault and every forgery", () => {
  for (const name of [...faultActions, ...forgeryKinds]) assert.ok(readme.includes(`\`${name}\``), name);
});

/** The formatter pads a table's columns. */
function unaligned(text: string): string {
  return text.replace(/-{3,}/g, "---").replace(/ +/g, " ");
}
