import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Example, openExample } from "./example.ts";

/** The tests of an example of React in a development build, where StrictMode runs every effect twice. */
export function testStrictMode(title: string, name: string): void {
  describe(`${title} in development`, () => {
    let example: Example;
    before(async () => {
      example = await openExample(name);
    });
    after(() => example?.close());

    test("StrictMode runs every effect twice, and makes no second element, token or event", async () => {
      await example.run("build:development");
      const site = await example.serveFiles("dist/development");
      assert.ok(await site.contains("Download the React DevTools"), "It is React's development build.");
      await example.authorize();
      assert.equal(site.tokensGiven(), 1);
    });
  });
}
