import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, before, describe, test } from "node:test";
import { inRepository } from "../stack/repository.ts";
import { findTests, type NodeTestOptions, runNodeTests } from "./node-tests.ts";
import { unitTests } from "./phases.ts";

const header = 'import { after, before, describe, test } from "node:test";\n';

describe("a run of test files counts truly", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "osigu-preauth-run-test-"));
  });
  after(() => rm(folder, { recursive: true }));

  async function write(source: string): Promise<string> {
    const file = join(folder, `${Math.random()}.test.mjs`);
    await writeFile(file, header + source);
    return file;
  }

  async function countOf(source: string, options: Partial<NodeTestOptions> = {}) {
    const file = await write(source);
    const { passed, failed, failures } = await runNodeTests([file], { deadline: 10_000, ...options });
    return { passed, failed, why: failures.join("\n") };
  }

  test("tests that pass, in groups and alone", async () => {
    const { passed, failed } = await countOf(`
      describe("group", () => { test("one", () => {}); test("two", () => {}); });
      test("three", () => {});
    `);
    assert.deepEqual({ passed, failed }, { passed: 3, failed: 0 });
  });

  test("a test that fails, with its place and its reason", async () => {
    const { passed, failed, why } = await countOf(`
      describe("group", () => { test("one", () => {}); test("two", () => { throw new Error("so") }); });
    `);
    assert.deepEqual({ passed, failed }, { passed: 1, failed: 1 });
    assert.match(why, /group › two/);
    assert.match(why, /Error: so/);
  });

  test("a group whose preparation fails", async () => {
    const { passed, failed } = await countOf(`
      describe("group", () => { before(() => { throw new Error("so") }); test("one", () => {}); });
    `);
    assert.equal(passed, 0);
    assert.ok(failed > 0);
  });

  test("a skipped test as one that failed", async () => {
    const { passed, failed } = await countOf('test("one", { skip: true }, () => {});');
    assert.deepEqual({ passed, failed }, { passed: 0, failed: 1 });
  });

  test("a file without a test as one that failed", async () => {
    const { passed, failed, why } = await countOf("");
    assert.deepEqual({ passed, failed }, { passed: 0, failed: 1 });
    assert.match(why, /holds no test/);
  });

  test("a file that ends in the middle as one that failed", async () => {
    const { failed } = await countOf('test("one", () => {}); test("two", () => process.exit(0));');
    assert.equal(failed, 1);
  });

  test("a file that does not end as one that failed", async () => {
    const { failed, why } = await countOf('test("one", () => {}); setInterval(() => {}, 1000);', {
      deadline: 700,
    });
    assert.equal(failed, 1);
    assert.match(why, /did not end/);
  });

  for (const [what, source, name] of [
    ["a test", 'test("waits", () => forever);', /waits/],
    ["a hook", 'describe("group", () => { before(() => forever); test("one", () => {}); });', /group/],
    [
      "a hook at the end",
      'describe("group", () => { after(() => forever); test("one", () => {}); });',
      /group/,
    ],
  ] as const) {
    test(`${what} that hangs by its name, and the tests after it run`, async () => {
      // Something is under way for as long as it hangs.
      const hanging = `const forever = new Promise(() => {}); const underWay = setInterval(() => {}, 100);
        ${source} test("the next", () => clearInterval(underWay));`;
      const { passed, failed, why } = await countOf(hanging, { testDeadline: 1_000 });
      assert.ok(passed > 0);
      assert.ok(failed > 0);
      assert.match(why, name);
    });
  }

  test("a file that leaves a process behind, which holds its output open", async () => {
    const { passed, failed } = await countOf(`
      import { spawn } from "node:child_process";
      test("one", () => {
        const seconds = 20;
        spawn("sleep", [String(seconds)], { detached: true, stdio: "inherit" }).unref();
      });
    `);
    assert.deepEqual({ passed, failed }, { passed: 1, failed: 0 });
  });

  test("of several files in one process each counts, and one without a test fails", async () => {
    const files = [
      "test('one', () => {});",
      "test('two', () => { throw new Error('so') });",
      "test('three', () => {});",
    ];
    const paths = await Promise.all(files.map(write));
    const { passed, failed, failures } = await runNodeTests(paths, { deadline: 10_000 });
    assert.deepEqual({ passed, failed }, { passed: 2, failed: 1 });
    assert.ok(failures[0]?.includes(relative(inRepository("."), paths[1] ?? "")));
    const withEmpty = await runNodeTests([paths[0] ?? "", await write("")], { deadline: 10_000 });
    assert.deepEqual({ passed: withEmpty.passed, failed: withEmpty.failed }, { passed: 1, failed: 1 });
    assert.match(withEmpty.failures.join(), /holds no test/);
    const withBroken = await runNodeTests([paths[0] ?? "", await write("<<<")], { deadline: 10_000 });
    assert.ok(withBroken.failed > 0);
    assert.match(withBroken.failures.join(), /SyntaxError/);
  });

  test("what a test prints is never taken for a result", async () => {
    const printed = JSON.stringify({ name: "no test", passed: true });
    const { passed, failed } = await countOf(
      `test("one", () => { console.log(${JSON.stringify(printed)}) });`,
    );
    assert.deepEqual({ passed, failed }, { passed: 1, failed: 0 });
  });
});

test("in files that share a process, hooks stand in groups", () => {
  const hook = /^(before|after|beforeEach|afterEach)\(/m;
  const files = findTests(unitTests).filter((file) => hook.test(readFileSync(inRepository(file), "utf8")));
  assert.deepEqual(files, []);
});
