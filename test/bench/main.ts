import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { inRepository } from "../stack/repository.ts";
import { measureBrowser } from "./browser/section.ts";
import { measureWeight } from "./bytes/section.ts";
import { format, isMet, type Section } from "./figure.ts";
import { measureServer } from "./server/section.ts";
import { measureStreams } from "./streams/section.ts";
import { measureTokens } from "./tokens/section.ts";
import { measureUploads } from "./uploads/section.ts";

/*
 * `pnpm bench`: everything that has a goal in numbers, with others beside it in the same run. `pnpm bench bytes` or
 * another name of the list: this part only. Writes test/bench/results.json.
 */
const sections: Record<string, () => Promise<Section>> = {
  bytes: measureWeight,
  browser: measureBrowser,
  server: measureServer,
  streams: measureStreams,
  uploads: measureUploads,
  tokens: measureTokens,
};
const wanted = process.argv.slice(2);
const strangers = wanted.filter((name) => !(name in sections));
if (strangers.length > 0) {
  console.error(`There is no ${strangers.join(", ")}; choose of ${Object.keys(sections).join(", ")}.`);
  process.exit(2);
}

const results: Section[] = [];
for (const [name, measure] of Object.entries(sections)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const section = await measure();
  console.log(format(section));
  results.push(section);
}

const machine = { node: process.version, platform: process.platform, cpus: cpus().map(({ model }) => model) };
const report = { at: new Date().toISOString(), machine, sections: results };
writeFileSync(inRepository("test/bench/results.json"), `${JSON.stringify(report, undefined, 2)}\n`);

const missed = results.flatMap(({ figures }) => figures).filter((figure) => isMet(figure) === false);
if (missed.length > 0) console.log(`Not met: ${missed.map(({ what }) => what.trim()).join("; ")}.`);
