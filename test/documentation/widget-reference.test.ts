import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { it } from "node:test";
import { inRepository } from "../stack/repository.ts";
import { declarationOf, memberNames } from "./declarations.ts";
import { readManifest } from "./widget-manifest.ts";
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

it("the manifest has the events of the types, and no other", () => {
  const types = {
    "osigu-preauth": ["widget/src/public/events.ts", "PreauthEvents"],
    "osigu-preauth-requests": ["widget/src/public/requests.ts", "PreauthRequestsEvents"],
  } as const;
  for (const [tag, [file, type]] of Object.entries(types)) {
    const declared = declarationOf(file, type).match(/^ {2}"preauth-[a-z-]+"/gm) ?? [];
    const names = declared.map((line) => line.trim().slice(1, -1));
    assert.ok(names.length > 2);
    assert.deepEqual(
      readManifest(tag)
        .events.map(({ name }) => name)
        .sort(),
      names.sort(),
    );
  }
});

it("the widget's reference has every type of the package that its types name", () => {
  const blocks = [...page.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code = ""]) => code);
  const types = blocks.join("\n").replaceAll(/\/\*[\s\S]*?\*\/|"[^"]*"|`[^`]*`/g, "");
  const declared = [...types.matchAll(/^(?:type|interface) (\w+)/gm)].map(([, name = ""]) => name);
  // Of the language, of the DOM, and the English texts, to which the page has links.
  const others = ["Extract", "HTMLElement", "Partial", "Pick", "Promise", "Record"];
  const texts = [...page.matchAll(/\(`(\w+Messages|Messages)`\)/g)].map(([, name = ""]) => name);
  const parameters = [...types.matchAll(/[<[](\w+)(?: in | extends |>? =)/g)].map(([, name = ""]) => name);
  const known = [...declared, ...others, ...texts, ...parameters];
  assert.ok(declared.length > 20 && texts.length === 3);
  const named = new Set(types.match(/(?<![\w.])[A-Z]\w*[a-z]\w*/g));
  assert.deepEqual(
    [...named].filter((name) => !known.includes(name)),
    [],
  );
});
