import assert from "node:assert/strict";
import { globSync, readdirSync, readFileSync } from "node:fs";
import { it } from "node:test";
import { pathToFileURL } from "node:url";
import { problems } from "@osigu-preauth/shared";
import { Redis } from "ioredis";
import { concurrency, policies } from "../../bff/src/rate-limits/policies.ts";
import type { Setting } from "../../bff/src/settings/setting.ts";
import { operations } from "../security/operations.ts";
import { inRepository } from "../stack/repository.ts";

it("configuration.md lists every setting, and no other", async () => {
  const settings = await readSettings();
  assert.ok(settings.length > 20);
  const documented = firstCells(page("configuration")).filter((name) => /^[A-Z][A-Z_]+$/.test(name));
  assert.deepEqual(documented.toSorted(), settings.map(({ variable }) => variable).toSorted());
});

it("configuration.md gives every setting's default", async () => {
  const rows = page("configuration")
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  const wrong = (await readSettings()).filter(({ variable, fallback = "" }) => {
    const row = rows.find((line) => line.split("|")[1]?.includes(`\`${variable}\``));
    return !row?.split("|")[2]?.includes(fallback.trim());
  });
  assert.deepEqual(wrong, []);
});

it("api.md lists every problem code at its status", () => {
  const rows = page("api").split("\n");
  const missing = Object.entries(problems).filter(
    ([code, { status }]) =>
      !rows.some((row) => row.startsWith(`| ${status} `) && row.includes(`\`${code}\``)),
  );
  assert.deepEqual(missing, []);
});

it("api.md lists every operation with its path", () => {
  const text = page("api");
  const missing = Object.keys(operations).filter(
    (name) =>
      !text.includes(`\`${name}\``) && !text.includes(`GET /${name}`) && !text.includes(`/${name}.json`),
  );
  assert.deepEqual(missing, []);
});

it("operations.md lists every metric and every event of the log", () => {
  const source = globSync("bff/src/**/!(*.test).ts", { cwd: inRepository(".") })
    .map((file) => readFileSync(inRepository(file), "utf8"))
    .join("\n");
  const metrics = [...source.matchAll(/"(preauth_[a-z_]+)"/g)];
  const names = new Set([...metrics.map(([, name = ""]) => name), ...eventsIn(source)]);
  assert.ok(names.size > 25);
  const text = page("operations");
  assert.deepEqual(
    [...names].filter((name) => !text.includes(`\`${name}\``)),
    [],
  );
});

it("security.md says what to do with a vendor secret every year and after a leak, and whom to write to", () => {
  const text = page("security");
  assert.match(text, /Every year.*support@osigu\.com/);
  assert.match(text, /leaked.*security@osigu\.com/);
});

it("configuration.md gives every rate limit with its default", () => {
  const rows = page("configuration").split("\n");
  const overTime = Object.entries(policies).filter(
    ([name, { quota, seconds }]) =>
      !rows.some((row) => row.startsWith(`| \`${name}\``) && row.includes(` ${quota} / ${seconds} s`)),
  );
  const open = Object.entries(concurrency).filter(
    ([name, count]) => !rows.some((row) => row.includes(`\`${name}\``) && row.includes(` ${count} `)),
  );
  assert.deepEqual([overTime, open], [[], []]);
});

it("CONTRIBUTING.md gives the contract of every folder of bff/src and widget/src", () => {
  const text = readFileSync(inRepository("CONTRIBUTING.md"), "utf8");
  const missing = ["bff", "widget"].flatMap((name) => {
    const [, section = ""] = text.split(`### \`${name}/src\``);
    const documented = firstCells(section.split(/\n##/)[0] ?? "");
    const folders = readdirSync(inRepository(`${name}/src`), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    return folders.map((folder) => `${folder.name}/`).filter((folder) => !documented.includes(folder));
  });
  assert.deepEqual(missing, []);
});

it("troubleshooting.md says what to do about every line of the log", () => {
  const source = globSync("bff/src/**/!(*.test).ts", { cwd: inRepository(".") })
    .map((file) => readFileSync(inRepository(file), "utf8"))
    .join("\n");
  const names = eventsIn(source);
  assert.ok(names.size > 30);
  const documented = firstCells(page("troubleshooting"));
  assert.deepEqual(
    [...names].filter((name) => !documented.includes(name)),
    [],
  );
});

it("security.md says of every secret how it is rotated", async () => {
  const settings = readFileSync(inRepository("bff/docs/configuration.md"), "utf8");
  const secrets = settings
    .split("\n")
    .filter((line) => /^\| `[A-Z].*\| [^|]*\bsecret\b[^|]* \|/.test(line))
    .flatMap(firstCells);
  assert.ok(secrets.length > 8);
  const [, section = ""] = page("security").split("## Rotate a secret");
  const documented = firstCells(section);
  assert.deepEqual(
    secrets.filter((name) => !documented.includes(name)),
    [],
  );
});

it("the Helm chart refuses every secret among its plain settings", async () => {
  const { properties } = JSON.parse(
    readFileSync(inRepository("bff/deploy/helm/values.schema.json"), "utf8"),
  ) as { properties: { settings: { propertyNames: { not: { enum: string[] } } } } };
  const refused = properties.settings.propertyNames.not.enum;
  const rows = page("configuration")
    .split("\n")
    .filter((line) => /^\| `[A-Z].*\| [^|]*\bsecret\b[^|]* \|/.test(line));
  const secrets = rows.flatMap(firstCells);
  assert.ok(secrets.length > 8);
  assert.deepEqual(
    secrets.filter((name) => !refused.includes(name)),
    [],
  );
});

it("redis.md permits every command that is sent to Redis", () => {
  const isCommand = (name: string) =>
    name in Redis.prototype && !["sort", "on", "once", "connect", "disconnect", "pipeline"].includes(name);
  const sent = globSync("bff/src/**/!(*.test).ts", { cwd: inRepository(".") })
    .map((file) => readFileSync(inRepository(file), "utf8"))
    .filter((source) => /\b(SharedRedis|ioredis)\b/.test(source))
    .flatMap((source) => [
      ...source.matchAll(/redis\.call\("([A-Z]+)"/g),
      ...source.matchAll(/\b(?:client|writes|pipeline|subscriber)\.([a-z]+)\(/g),
      ...source.matchAll(/^\s+\.([a-z]+)\(/gm),
    ])
    .map(([, name = ""]) => name.toLowerCase())
    .filter(isCommand);
  const permitted = [...page("redis").matchAll(/\+([a-z]+)(?= |$)/gm)].map(([, name]) => name);
  assert.ok(new Set(sent).size > 25);
  assert.deepEqual([...new Set(sent)].filter((name) => !permitted.includes(name)).sort(), []);
});

/** The names of the log's events, but for the access log's own. */
function eventsIn(source: string): Set<string> {
  const events = source.matchAll(/\blog\.(?:info|warn|error)\((?:[\w.]+,|\s*\{[^}]*\},)?\s*"([a-z_]+)"/g);
  return new Set([...events].map(([, name = ""]) => name).filter((name) => name !== "request"));
}

function page(name: string): string {
  return readFileSync(inRepository(`bff/docs/${name}.md`), "utf8");
}

/** What stands in backticks in the first column of a page's tables. */
function firstCells(text: string): string[] {
  const rows = text.split("\n").filter((line) => line.startsWith("| `"));
  return rows.flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ""),
  );
}

/** Every setting: each folder of the server defines its own. */
async function readSettings(): Promise<Setting[]> {
  const files = globSync("bff/src/*/settings.ts", { cwd: inRepository(".") });
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(inRepository(file)).href)));
  return modules
    .flatMap(Object.values)
    .flatMap((value) => (isGroup(value) ? Object.values(value) : [value]))
    .filter(isSetting);
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !isSetting(value);
}

function isSetting(value: unknown): value is Setting {
  return typeof value === "object" && value !== null && "variable" in value && "schema" in value;
}
