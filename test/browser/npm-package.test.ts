import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { build } from "vite";
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
    await mkdir(installed, { recursive: true });
    await cp(inRepository("widget/package.json"), join(installed, "package.json"));
    await cp(inRepository("widget/dist/npm"), join(installed, "dist/npm"), { recursive: true });
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
      import { mount, OsiguPreauth, type CompletedOutcome } from "@osigu-preauth/widget";
      const { element, unmount } = mount({ container: "#place", getToken: async () => "", locale: "es",
        hooks: { beforeSubmit: (payload) => ({ ...payload, provider_branch_id: "7" }) } });
      element.addEventListener("preauth-complete", ({ detail }) => { const outcome: CompletedOutcome = detail; outcome.status; });
      document.querySelector("osigu-preauth")?.restart();
      const version: string = OsiguPreauth.version;
      // @ts-expect-error No such option.
      mount({ container: "#place", getToken: async () => "", colour: "red" });
      export { unmount, version };`;
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
    const { stdout } = await run(inRepository("node_modules/.bin/tsc"), options, { cwd: folder });
    assert.equal(stdout, "");
  });

  it("holds nothing but what it says, and is what publint and attw call right", async () => {
    const packing = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
    const { stdout } = await run("npm", packing, { cwd: inRepository("widget") });
    const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
    const others = files.map(({ path }) => path).filter((path) => !path.startsWith("dist/npm/"));
    assert.deepEqual(others.sort(), ["README.md", "package.json"]);
    const tarball = join(folder, filename);
    await run(bin("publint"), ["run", tarball, "--strict"]);
    await run(bin("attw"), [tarball, "--profile", "esm-only"]);
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
      assert.deepEqual(said, []);
    } finally {
      await pages.close();
    }
  });
});
