import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { it } from "node:test";
import { inRepository } from "../stack/repository.ts";

const page = read("widget/docs/troubleshooting.md");
const words = read("widget/src/i18n/en/first-screen.ts") + read("widget/src/i18n/en/messages.ts");

it("troubleshooting.md quotes sentences that the widget really shows", () => {
  const [, inThePage = ""] = page.split("\n## ");
  const quoted = inThePage
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .flatMap((line) => [...(line.split("|")[1] ?? "").matchAll(/"([^"]+)"/g)].map(([, text]) => text ?? ""));
  assert.ok(quoted.length > 10);
  assert.deepEqual(
    quoted.filter((text) => !words.includes(text)),
    [],
  );
});

it("troubleshooting.md has every line that the widget writes to the console for the page's developer", () => {
  const source = read("widget/src/diagnostics/sentences.ts");
  const sentences = source.slice(source.indexOf("const sentences"), source.indexOf("const said"));
  const beginnings = [...sentences.matchAll(/(?:=>|\?|:)\s*[`"]([^`"$:,]{10,})/g)].map(([, text = ""]) =>
    text.split(" ").slice(0, 4).join(" ").trim(),
  );
  assert.ok(beginnings.length >= 8);
  assert.deepEqual(
    beginnings.filter((text) => !page.includes(text)),
    [],
  );
});

it("troubleshooting.md has every other warning and error that the widget has words of its own for", () => {
  const calls =
    /console\.(?:warn|error)\(\s*[`"]([^`"]+)|new (?:Type)?Error\(\s*[`"](mount: [^`"]+)|const advice = `([^`]+)`/g;
  const written = globSync("widget/src/**/*.ts", {
    cwd: inRepository("."),
    exclude: ["**/*.test.ts", "**/testing/**"],
  })
    .flatMap((path) => [...read(path).matchAll(calls)])
    .map((match) => match.slice(1).find(Boolean) ?? "");
  assert.ok(written.length >= 5, written.join());
  // What stands between the values of a sentence.
  const parts = written.flatMap((text) => text.split(/\$\{.*?\}|[";.]/)).map((part) => part.trim());
  assert.deepEqual(
    parts.filter((part) => part.length > 8 && !page.includes(part)),
    [],
  );
});

function read(path: string): string {
  return readFileSync(inRepository(path), "utf8");
}
