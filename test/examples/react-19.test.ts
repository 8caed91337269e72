import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Example, openExample } from "./example.ts";

describe("React 19", () => {
  let example: Example;
  before(async () => {
    example = await openExample("react-19");
  });
  after(() => example?.close());

  test("has types in strict mode", () => example.run("check"));

  test("shows the authorization code, by the component, by the element, and beside the list of requests", async () => {
    await example.run("build");
    await example.serveFiles("dist");
    await example.authorize();
    await example.authorize("/element");
    await example.authorize("/list");
  });
});

describe("React 19 in development", () => {
  let example: Example;
  before(async () => {
    example = await openExample("react-19");
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
