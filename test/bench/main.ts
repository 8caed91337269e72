import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { inRepository } from "../stack/repository.ts";
import { measureBrowser } from "./browser/section.ts";
import { measureWeight } from "./bytes/section.ts";
import { format, isMet, type Section } from "./figure.ts";
import { measureGrowth } from "./growth/section.ts";
import { measureLists } from "./lists/section.ts";
import { measureServer } from "./server/section.ts";
import { measureStreams } from "./streams/section.ts";
import { measureTokens } from "./tokens/section.ts";
import { measureUploads } from "./uploads/section.ts";

/*
 * `pnpm bench` measures every section; `pnpm bench server streams` only the named ones. Prints a table with the goals
 * and the peers measured in the same run, and writes test/bench/results.json.
 */
const sections: Record<string, () => Promise<Section>> = {
  bytes: measureWeight,
  browser: measureBrowser,
  server: measureServer,
  streams: measureStreams,
  uploads: measureUploads,
  tokens: measureTokens,
  growth: measureGrowth,
  lists: measureLists,
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in sections));
if (unknown.length > 0) {
  console.error(
    `Unknown section: ${unknown.join(", ")}. The sections are ${Object.keys(sections).join(", ")}.`,
  );
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
