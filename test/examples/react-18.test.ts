import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Example, openExample } from "./example.ts";

describe("React 18", () => {
  let example: Example;
  before(async () => {
    example = await openExample("react-18");
  });
  after(() => example?.close());

  test("has types in strict mode", () => example.run("check"));

  test("shows the authorization code", async () => {
    await example.run("build");
    await example.serveFiles("dist");
    await example.authorize();
  });
});

describe("React 18 in development", () => {
  let example: Example;
  before(async () => {
    example = await openExample("react-18");
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
