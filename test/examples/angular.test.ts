import { after, before, describe, test } from "node:test";
import { type Example, openExample } from "./example.ts";

describe("Angular", () => {
  let example: Example;
  before(async () => {
    example = await openExample("angular");
  });
  after(() => example?.close());

  test("has types in strict templates and shows the authorization code", async () => {
    await example.run("build", "--define", `BFF_URL="${example.bffUrl}"`);
    await example.serveFiles("dist");
    await example.authorize();
  });
});
