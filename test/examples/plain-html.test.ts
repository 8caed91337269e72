import { after, before, describe, test } from "node:test";
import { type Example, openExample } from "./example.ts";

describe("A page with a script tag", () => {
  let example: Example;
  before(async () => {
    example = await openExample("plain-html");
  });
  after(() => example?.close());

  test("shows the authorization code", async () => {
    await example.serveFiles(".");
    await example.authorize();
  });
});
