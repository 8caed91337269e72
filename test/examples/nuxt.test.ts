import { after, before, describe, test } from "node:test";
import { type Example, openExample } from "./example.ts";

describe("Nuxt", () => {
  let example: Example;
  before(async () => {
    example = await openExample("nuxt");
  });
  after(() => example?.close());

  test("is rendered on the server, and shows the authorization code", async () => {
    await example.run("build");
    await example.serve(".output/server/index.mjs");
    await example.authorize();
  });

  test("has types in strict mode", () => example.run("check"));
});
