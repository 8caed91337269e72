import { after, before, describe, test } from "node:test";
import { type Example, openExample } from "./example.ts";
import { testStrictMode } from "./strict-mode.ts";

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

testStrictMode("React 18", "react-18");
