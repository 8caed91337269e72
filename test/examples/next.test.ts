import { after, before, describe, test } from "node:test";
import { type Example, openExample } from "./example.ts";

describe("Next.js", () => {
  let example: Example;
  before(async () => {
    example = await openExample("next");
  });
  after(() => example?.close());

  test("has types in strict mode, is rendered on the server, and shows the authorization code", async () => {
    await example.run("build");
    await example.serve("node_modules/next/dist/bin/next", "start", "--hostname", "127.0.0.1");
    await example.authorize();
  });
});
