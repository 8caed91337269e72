import { after, before, describe, test } from "node:test";
import { type Example, openExample } from "./example.ts";

describe("SvelteKit", () => {
  let example: Example;
  before(async () => {
    example = await openExample("sveltekit");
  });
  after(() => example?.close());

  test("has types in strict mode", () => example.run("check"));

  test("is rendered on the server, and shows the authorization code", async () => {
    await example.run("build");
    await example.serve("dist/index.js");
    await example.authorize();
  });
});
