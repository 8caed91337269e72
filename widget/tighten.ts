import { readFileSync } from "node:fs";
import { minify } from "terser";
import type { Plugin } from "vite";

const read = (path: string) => readFileSync(new URL(`src/${path}`, import.meta.url), "utf8");

/** Names of several words that a file of ours gives to what only our own files speak of. */
const namedIn = (path: string, pattern: RegExp) =>
  [...read(path).matchAll(pattern)].map(([, name = ""]) => name);

/** Short names for the widget's own custom properties, in the order in which its style sheets first give them values. */
const ownProperties = ["element/osigu-preauth", "later/later"].flatMap((sheet) =>
  namedIn(`${sheet}.styles.ts`, /(--_[a-z-]+):/g),
);

/** Where the names stand that a host knows. */
const known = read("element/options.ts");

/**
 * Short names for what a flow is made of: their initials, which stay the same however the widget is built anew, as a
 * flow is kept over a reload.
 */
const flowNames = new Map(
  namedIn("flow/flow.ts", /\b([a-z]+[A-Z]\w*)\??:/g)
    .filter((name) => !known.includes(name))
    .map((name) => [name, `$${name[0]}${name.replace(/[^A-Z]/g, "")}`]),
);
if (new Set(flowNames.values()).size < flowNames.size)
  throw new Error("Two names of a flow have the same initials.");

/**
 * Short names for sentences, events and effects, each of which is named in two files or more. What has a name of one
 * word, or one that others know, keeps it.
 */
const ownNames = new Map(
  [
    ...namedIn("locales/en/first-words.ts", /^ {2}([a-z]+[A-Z]\w*):/gm),
    ...namedIn("locales/en/later-words.ts", /^ {2}([a-z]+[A-Z]\w*):/gm),
    ...namedIn("flow/events.ts", /type: "(\w+_\w+)"/g),
    ...namedIn("flow/events.ts", /^ {2}([a-z]+_\w+): \{/gm),
    ...namedIn("flow/events.ts", /\b([a-z]+[A-Z]\w*)\??:/g),
    ...namedIn("later/later.ts", /^ {2}([a-z]+[A-Z]\w*),/gm),
  ]
    .filter((name, index, all) => all.indexOf(name) === index && !known.includes(name))
    .map((name, index) => [name, `$${index.toString(36)}`]),
);

function shortProperty(name: string): string {
  const place = ownProperties.indexOf(name);
  return place < 0 ? name : `--${place.toString(36)}`;
}

/** Takes out of a style sheet what only people need. */
export const tightStyles = (): Plugin => ({
  name: "tight-styles",
  enforce: "pre",
  transform(code, id) {
    if (!id.includes("/widget/src/")) return null;
    return code.replace(/css`[^`]*`/g, (sheet) =>
      sheet
        .replace(/\s+/g, " ")
        .replace(/ ?([{};,]) ?/g, "$1")
        .replace(/: /g, ":")
        .replaceAll(";}", "}")
        .replace(/([ (,:])0\./g, "$1.")
        .replace(/--_[a-z-]+/g, shortProperty),
    );
  },
});

/**
 * Rolldown makes the modules of a file that is imported whole by a function in a file of its own. Getters do the same.
 */
function withoutRuntime(code: string): string {
  const [statement = "", alias = "t"] =
    /import\{t(?: as ([\w$]+))?\}from"\.\/rolldown-runtime[^"]*";/.exec(code) ?? [];
  if (!statement) return code;
  return code
    .replace(statement, "")
    .replaceAll(
      /(?<![\w$.])([\w$]+)\(\{((?:\w+:\(\)=>[\w$]+,?)+)\}\)/g,
      (whole, name: string, modules: string) =>
        name === alias ? `{${modules.replace(/(\w+):\(\)=>([\w$]+)/g, "get $1(){return $2}")}}` : whole,
    );
}

/**
 * Minifies, and takes the line breaks out of templates. After minification no other line breaks are left: each stands
 * inside a template literal, where a browser would see at most a space.
 */
export const tightTemplates = (): Plugin => ({
  name: "tight-templates",
  enforce: "post",
  /** A file is cached for ever under its name, so its name tells as well what becomes of it here. */
  augmentChunkHash: () =>
    readFileSync(new URL(import.meta.url), "utf8") + [...ownProperties, ...ownNames.keys()],
  async generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk") continue;
      chunk.imports = chunk.imports.filter((name) => !name.includes("rolldown-runtime"));
      if (chunk.name === "rolldown-runtime") {
        delete bundle[chunk.fileName];
        continue;
      }
      const { code = "" } = await minify(chunk.code, {
        module: true,
        // `unsafe`: text is put together with `+`, which differs from templates only for symbols.
        compress: { passes: 2, ecma: 2020, unsafe: true, unsafe_arrows: true, keep_fargs: false },
        format: { ecma: 2020 },
      });
      chunk.code = withoutRuntime(code)
        .replace(/\/\*[\s\S]*?\*\//g, "")
        .replace(/\b[a-z]+[A-Z_]\w*/g, (name) => flowNames.get(name) ?? ownNames.get(name) ?? name)
        .replace(/(.?)\s*\n\s*(?=(.?))/g, (_all, before: string, after: string) =>
          before === "`" || after === "`" || (before === ">" && after === "<") ? before : `${before} `,
        );
    }
  },
});
