import { after, before, describe, test } from "node:test";
import { type Example, openExample } from "./example.ts";
import { testStrictMode } from "./strict-mode.ts";

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

testStrictMode("React 19", "react-19");
