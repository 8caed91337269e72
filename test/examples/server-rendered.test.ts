import { after, before, describe, test } from "node:test";
import { type Example, openExample } from "./example.ts";

describe("A page that its server renders", () => {
  let example: Example;
  before(async () => {
    example = await openExample("server-rendered");
  });
  after(() => example?.close());

  test("shows the authorization code", async () => {
    await example.serve("server.ts");
    await example.authorize();
  });
});
