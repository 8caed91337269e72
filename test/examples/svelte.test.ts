import { after, before, describe, test } from "node:test";
import { type Example, openExample } from "./example.ts";

describe("Svelte", () => {
  let example: Example;
  before(async () => {
    example = await openExample("svelte");
  });
  after(() => example?.close());

  test("has types in strict mode", () => example.run("check"));

  test("shows the authorization code", async () => {
    await example.run("build");
    await example.serveFiles("dist");
    await example.authorize();
  });
});
