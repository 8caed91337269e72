import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { it } from "node:test";
import { inRepository } from "../stack/repository.ts";
import { declarationOf, memberNames } from "./declarations.ts";
import { referencePage, writeReference } from "./widget-reference.ts";

const page = readFileSync(inRepository(referencePage), "utf8");

it("the widget's reference is what the source says; if not: pnpm build && node test/documentation/write-reference.ts", () => {
  assert.equal(page, writeReference());
});

it("the widget's reference has every property of the element in its tables", () => {
  const declaration = declarationOf("widget/src/public/public-element.ts", "OsiguPreauthElement");
  const names = memberNames(declaration).filter((name) => !/EventListener$/.test(name));
  assert.ok(names.includes("getToken") && names.length > 10);
  const [, options = ""] = page.split("\n## ");
  assert.deepEqual(
    names.filter((name) => name !== "restart" && !options.includes(`| \`${name}\` `)),
    [],
  );
});
