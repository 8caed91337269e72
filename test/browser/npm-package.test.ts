import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { build } from "vite";
import { withLinks } from "../../widget/npm-documentation.ts";
import { deadLinks } from "../documentation/links.ts";
import { inRepository } from "../stack/repository.ts";
import { openHostPages } from "./host-pages.ts";

const run = promisify(execFile);
const bin = (name: string) => inRepository(`widget/node_modules/.bin/${name}`);

type Named = { name: string };
type Manifest = {
  modules: {
    declarations: {
      tagName: string;
      attributes: Named[];
      events: Named[];
      cssParts: Named[];
      cssProperties: Named[];
    }[];
  }[];
};

describe("The npm package", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "osigu-preauth-npm-"));
    const installed = join(folder, "node_modules/@osigu-preauth/widget");
    await cp(inRepository("widget/dist/npm"), installed, { recursive: true });
    await symlink(await realpath(inRepository("widget/node_modules/lit")), join(folder, "node_modules/lit"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("is imported on a server: every entry, and nothing is missing there", async () => {
    const importing = `
      const { mount, OsiguPreauth } = await import("@osigu-preauth/widget");
      const { default: manifest } = await import("@osigu-preauth/widget/custom-elements.json", { with: { type: "json" } });
      console.log(typeof mount, typeof OsiguPreauth, OsiguPreauth.version, manifest.schemaVersion);`;
    const { stdout, stderr } = await run(process.execPath, ["--input-type=module", "-e", importing], {
      cwd: inRepository("test"),
    });
    const { version } = JSON.parse(await readFile(inRepository("widget/package.json"), "utf8"));
    assert.equal(stdout.trim(), `function function ${version} 1.0.0`);
    assert.equal(stderr, "");
  });

  it("has types that need no other package", async () => {
    const page = `
      import { mount, OsiguPreauth, type CompletedOutcome, type OpenedRequest } from "@osigu-preauth/widget";
      const { element, unmount } = mount({ container: "#place", getToken: async () => "", locale: "es",
        hooks: { beforeSubmit: (payload) => ({ ...payload, provider_branch_id: "7" }) } });
      const save = ({ detail }: CustomEvent<CompletedOutcome>) => detail.authorizations;
      element.addEventListener("preauth-complete", save);
      element.removeEventListener("preauth-complete", save);
      document.addEventListener("preauth-complete", save);
      document.removeEventListener("preauth-complete", save);
      document.addEventListener("preauth-error", ({ detail }) => detail.code);
      const list = document.createElement("osigu-preauth-requests");
      const open = ({ detail }: CustomEvent<OpenedRequest>) => detail.authorization_request_id;
      list.addEventListener("preauth-open", open);
      list.removeEventListener("preauth-open", open);
      document.addEventListener("preauth-use-again", ({ detail }) => detail.prefill);
      list.addEventListener("preauth-error", ({ detail }) => detail.code);
      // @ts-expect-error The list does not speak French.
      list.locale = "fr";
      // @ts-expect-error The event has another detail.
      element.addEventListener("preauth-step", save);
      window.osiguReady?.then(({ mount }) => mount);
      window.OsiguPreAuth?.mount({ container: "#place", getToken: async () => "", locale: "es-CO" });
      for (const theme of ["light", "dark", "auto"] as const) element.theme = theme;
      // @ts-expect-error No such theme.
      element.theme = "blue";
      // @ts-expect-error No such product type.
      element.productType = "MEDICATON";
      // @ts-expect-error The widget does not speak French.
      element.locale = "fr";
      document.querySelector("osigu-preauth")?.restart();
      const version: string = OsiguPreauth.version;
      // @ts-expect-error No such option.
      mount({ container: "#place", getToken: async () => "", colour: "red" });
      export { unmount, version };`;
    assert.equal(await typeErrors(page), "");
  });

  it("has types of the loader's globals, for a page with the script tag", async () => {
    const page = `
      import type {} from "@osigu-preauth/widget/loader";
      OsiguPreAuth.mount({ container: "#place", getToken: async () => "" }).unmount();
      export const ready: Promise<typeof OsiguPreAuth> = window.osiguReady;`;
    assert.equal(await typeErrors(page), "");
  });

  /** What the compiler says of a page in strict mode. */
  async function typeErrors(page: string): Promise<string> {
    await writeFile(join(folder, "page.ts"), page);
    const options = [
      "--strict",
      "--noEmit",
      "--module",
      "nodenext",
      "--lib",
      "es2022,dom",
      "--types",
      "",
      "page.ts",
    ];
    return run(inRepository("node_modules/.bin/tsc"), options, { cwd: folder }).then(
      ({ stdout }) => stdout,
      ({ stdout }) => stdout as string,
    );
  }

  it("holds its licence and nothing of the workspace, and is what publint and attw call right", async () => {
    const packing = ["pack", inRepository("widget/dist/npm"), "--json", "--pack-destination", folder];
    const { stdout } = await run("npm", packing, { cwd: folder });
    const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
    const names = files.map(({ path }) => path).filter((path) => !/^(chunks|docs)\//.test(path));
    const declarations = ["index", "loader", "react", "svelte", "vue"].map((name) => `${name}.d.ts`);
    const others = [
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "custom-elements.json",
      "licenses.md",
      "index.js",
      "package.json",
      "react.js",
    ];
    assert.deepEqual(names.sort(), [...declarations, ...others].sort());
    const manifest = await readFile(inRepository("widget/dist/npm/package.json"), "utf8");
    assert.doesNotMatch(manifest, /workspace:|"scripts"|"devDependencies"|dist\/npm/);
    const tarball = join(folder, filename);
    await run(bin("publint"), ["run", tarball, "--strict"]);
    await run(bin("attw"), [tarball, "--profile", "esm-only"]);
  });

  it("has links in its documentation that lead somewhere, and into the repository where that is known", async () => {
    const built = inRepository("widget/dist/npm");
    const pages = globSync("**/*.md", { cwd: built });
    assert.ok(pages.includes("README.md") && pages.includes("docs/reference.md"));
    for (const page of pages) assert.deepEqual(deadLinks(built, page), [], page);
    const text = "[Start](start.md#a), [`GET`](../../bff/docs/api.md#b), [web](https://osigu.com)";
    assert.equal(
      withLinks("docs/requests.md", text, "https://github.com/clinic/preauth/blob/v1.0.0"),
      text.replace("../..", "https://github.com/clinic/preauth/blob/v1.0.0"),
    );
    assert.equal(withLinks("docs/requests.md", text, undefined), text.replace(/\[(`GET`)\]\(.*?\)/, "$1"));
  });

  it("says in its README all that its manifest says, and the other way round", async () => {
    const manifest: Manifest = JSON.parse(
      await readFile(inRepository("widget/dist/npm/custom-elements.json"), "utf8"),
    );
    const readme = await readFile(inRepository("widget/README.md"), "utf8");
    const element = manifest.modules.flatMap(({ declarations }) => declarations)[0];
    assert.equal(element?.tagName, "osigu-preauth");
    for (const kind of ["attributes", "events", "cssParts", "cssProperties"] as const) {
      assert.ok(element[kind].length > 3, kind);
      for (const { name } of element[kind]) assert.ok(readme.includes(`\`${name}\``), `${kind}: ${name}`);
    }
    const named = [...readme.matchAll(/`(--osigu-[a-z-]+)`/g)].map(([, name]) => name);
    const known = element.cssProperties.map(({ name }) => name);
    assert.deepEqual([...new Set(named)].sort(), [...known].sort());
  });

  it("works in a page that bundled it", async () => {
    const entry = join(folder, "host.js");
    await writeFile(
      entry,
      `import { mount } from "@osigu-preauth/widget";
       mount({ container: "#place", bffUrl: "{{bff}}", sponsorSlug: "sponsor-sandbox", locale: "en",
         getToken: () => fetch("/token", { method: "POST" }).then((reply) => reply.text()) });`,
    );
    await build({
      root: folder,
      configFile: false,
      logLevel: "silent",
      build: {
        lib: { entry, formats: ["es"], fileName: "page" },
        outDir: "out",
        rolldownOptions: { output: { codeSplitting: false } },
      },
    });
    const [file = ""] = await readdir(join(folder, "out"));
    const pages = await openHostPages();
    try {
      const script = await readFile(join(folder, "out", file), "utf8");
      const { widget, said } = await pages.open({ body: '<div id="place"></div>', script });
      await widget.find("textbox", "Document number");
      assert.deepEqual(await said(), []);
    } finally {
      await pages.close();
    }
  });
});
