import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it, mock } from "node:test";
import { ProblemError } from "../problem/problem.ts";
import { allowRetries, load } from "./load-module.ts";

const address = "https://bff.example/widget/v1/chunks/step.js";
const failed = () => new TypeError(`Failed to fetch dynamically imported module: ${address}`);

describe("A module that cannot be imported", () => {
  /** Settles the import under a retry address. */
  let settle: PromiseWithResolvers<unknown>;
  let asked: string[];

  beforeEach(() => {
    settle = Promise.withResolvers();
    asked = [];
    mock.timers.enable({ apis: ["setTimeout"] });
    mock.method(globalThis, "fetch", async () => new Response("", { status: 404 }));
    allowRetries("https://bff.example/widget/v1/chunks/", (tried) => {
      asked.push(tried);
      return settle.promise;
    });
  });
  afterEach(() => {
    mock.timers.reset();
    mock.restoreAll();
  });

  const importer = () => Promise.reject(failed());
  /** The code of the problem that the load ends with. */
  const problemOf = (loading: Promise<unknown>) =>
    loading.then(
      () => "none",
      (thrown) => (thrown instanceof ProblemError ? thrown.problem.code : String(thrown)),
    );
  /** Passes the pause after the first failure, until the import under a retry address has begun. */
  async function toRetry(): Promise<void> {
    while (!asked.length) {
      await new Promise((resolve) => setImmediate(resolve));
      mock.timers.tick(1_000);
    }
  }

  it("is a problem for everybody who waits for it, also for who comes while it is tried again", async () => {
    const first = problemOf(load(importer));
    await toRetry();
    const second = problemOf(load(importer));
    await new Promise((resolve) => setImmediate(resolve));
    settle.reject(failed());
    assert.deepEqual(await Promise.all([first, second]), ["method_not_allowed", "method_not_allowed"]);
    assert.equal(asked.length, 1);
  });

  it("comes under a retry address, and is the same for who asks later", async () => {
    const first = load(importer);
    await toRetry();
    settle.resolve("the module");
    assert.deepEqual(await Promise.all([first, load(importer)]), ["the module", "the module"]);
    assert.equal(asked.length, 1);
  });
});
