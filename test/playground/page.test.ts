import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { defaultMimeTypes } from "@osigu-preauth/shared";
import { readSponsors, readTrySheet } from "../sandbox/sandbox.ts";
import { readDocumentation } from "./documents.ts";
import { readChoices } from "./page/choices.js";
import { frameworkCodes } from "./page/code/frameworks.js";
import { elementCode, listCode, scriptCode } from "./page/code/plain.js";
import { tokenSourceOf } from "./page/options.js";
import { sampleType } from "./page/samples.js";
import { scenarioGroups } from "./page/scenarios.js";
import en from "./page/words/en.js";
import es from "./page/words/es.js";
import pt from "./page/words/pt-BR.js";
import { posologyIn } from "./page/words.js";

const read = (name: string) => readFile(new URL(`./page/${name}`, import.meta.url), "utf8");
const choices = readChoices("");

describe("the playground's page", () => {
  it("offers scenarios that the sandbox has", async () => {
    const sheet = await readTrySheet();
    const offered = scenarioGroups.flatMap(([, group]) => Object.entries(group));
    assert.ok(offered.length > 20);
    const missing = offered.filter(([, { sponsor, title }]) => {
      const known = sheet.find(({ sponsor_slug }) => sponsor_slug === sponsor);
      return title && !known?.cases.some((one) => one.title === title);
    });
    assert.deepEqual(missing, []);
  });

  it("fills in only documents that the sponsor takes", async () => {
    const types = (given: string | string[] = defaultMimeTypes) => [given].flat().join();
    for (const sponsor of await readSponsors())
      for (const { title, documents = [] } of sponsor.try)
        for (const wanted of documents) {
          const rule = sponsor.documents.find(({ file_type }) => file_type === wanted);
          // A single document goes into the field for all types, which has no attribute `accept`.
          const sample = sampleType(documents.length === 1 ? "" : types(rule?.mime_types));
          assert.ok(
            sample && types(rule?.mime_types).includes(sample),
            `${sponsor.slug}: ${title}: ${wanted}`,
          );
          assert.ok((rule?.max_size_bytes ?? 200_000) >= 200_000, `${sponsor.slug}: ${wanted}`);
        }
  });

  it("gives no token in the scenario whose server gives none, in any of its pages", async () => {
    const tokenSource = tokenSourceOf({ ...choices, case: "noSession" });
    await assert.rejects(tokenSource, /answered 403/);
    assert.notEqual(tokenSourceOf(choices), tokenSource);
    for (const script of ["main.js", "clinic.js"])
      assert.match(await read(script), /getToken: tokenSourceOf\(choices\)/, script);
  });

  for (const words of [en, es, pt]) {
    it(`"${words.title}" fills in no posology of another language`, async () => {
      const posologies = (await readTrySheet()).flatMap(({ cases }) =>
        cases.flatMap(({ products = [] }) => products.flatMap(({ posology }) => posology ?? [])),
      );
      assert.ok(posologies.length > 0);
      for (const posology of posologies) {
        const written = posologyIn(posology, words);
        assert.ok(Object.values(words.posologies).includes(written), posology);
        if (words !== en) assert.notEqual(written, posology);
      }
    });
  }

  for (const name of ["index.html", "clinic.html"]) {
    it(`${name} is in English until its script runs, in the same words`, async () => {
      const page = await read(name);
      const texts = [...page.matchAll(/data-word="([\w.]+)"[^>]*>([^<]*)</g)];
      const labels = [...page.matchAll(/aria-label="([^"]*)"\s+data-label="([\w.]+)"/g)];
      const shown = [...texts, ...labels.map(([all, text, path]) => [all, path, text])];
      assert.ok(shown.length > 1);
      for (const [, path = "", text] of shown) assert.equal(text, wordAt(path), path);
    });
  }

  it("links to pages of the documentation that exist", async () => {
    const links = [...(await read("index.html")).matchAll(/href="\/docs\/([^"]+)"/g)];
    assert.ok(links.length > 3);
    for (const [, path = ""] of links) {
      assert.match(String((await readDocumentation(path))?.body), /<h1 id=/, path);
    }
  });

  it("writes code that has every option, in every language", () => {
    const setup = {
      bff: "https://preauth.clinic.example",
      options: {
        sponsorSlug: "sponsor-otp",
        resume: true,
        prefill: { diagnosisCode: "R51" },
        appearance: { preset: "rounded", variables: { colorPrimary: "#7a1fa2" } },
      },
    };
    const list = listCode(setup);
    for (const part of [setup.bff, "<osigu-preauth-requests>", "preauth-token", 'preset: "rounded"'])
      assert.ok(list.includes(part), `${part} is missing in:\n${list}`);
    for (const part of ['onerror="callInstead()"', "onLoadError: callInstead"])
      assert.ok(scriptCode(setup).includes(part), `${part} is missing in:\n${scriptCode(setup)}`);
    for (const write of [scriptCode, elementCode, ...Object.values(frameworkCodes)]) {
      const code = write(setup);
      assert.match(code, /onClose|preauth-close/);
      for (const part of [
        setup.bff,
        "sponsor-otp",
        "resume",
        'diagnosisCode: "R51"',
        "appearance",
        'preset: "rounded", variables: { colorPrimary: "#7a1fa2" }',
        "preauth-token",
      ]) {
        assert.ok(code.includes(part), `${part} is missing in:\n${code}`);
      }
    }
  });
});

function wordAt(path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], en);
}
