import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Environment, startEnvironment } from "./environment.ts";
import { quickstart, submit } from "./journey.ts";
import { NetworkLog } from "./network-log.ts";
import { pageOf } from "./puppeteer-tab.ts";

describe("a whole run to a code", () => {
  let environment: Environment;
  let network: string;
  let urls: string[];
  let sessionTokens: string[];
  let log: string;

  before(async () => {
    // Only Chromium gives a test every body that travelled.
    environment = await startEnvironment({ engine: "chromium" });
    let heard: NetworkLog | undefined;
    const { widget } = await environment.openPage({
      listen: (tab) => {
        heard = new NetworkLog(pageOf(tab));
      },
    });
    await submit(widget, await environment.pdf());
    await widget.waitForStep("Approved");
    network = (await heard?.text()) ?? "";
    urls = heard?.urls ?? [];
    log = await environment.stack.wholeLog();
    sessionTokens = [...new Set(network.match(/(?<="access_token":")[^"]+/g) ?? [])];
  });
  after(() => environment?.close());

  const vendorTokens = () => environment.stack.sandbox.state.tokens.all().map(({ value }) => value);

  test("shows the browser no token of the vendor", () => {
    assert.ok(vendorTokens().length > 0);
    for (const token of vendorTokens()) assert.ok(!network.includes(token));
    assert.ok(!network.includes("sandbox-secret"));
  });

  test("shows the browser no host of the vendor", () => {
    const { host } = new URL(environment.stack.sandbox.url);
    assert.ok(!network.includes(host));
    assert.ok(!network.includes("osigu.com"));
    const hosts = new Set(urls.filter((url) => url.startsWith("http")).map((url) => new URL(url).host));
    assert.equal(hosts.size, 2);
  });

  test("puts no token into an address", () => {
    assert.ok(sessionTokens.length > 0);
    for (const token of sessionTokens) assert.ok(!urls.some((url) => url.includes(token)));
  });

  test("leaves no name, number, product, file name or token in the BFF's log", () => {
    const { document_number } = quickstart.values.search;
    const personal = [
      "MARIA",
      "GONZALEZ",
      String(document_number),
      "MED-042",
      '"R51"',
      "1 tablet",
      "indication-",
    ];
    const secrets = [...vendorTokens(), ...sessionTokens, environment.stack.host.key, "sandbox-secret"];
    assert.match(log, /authorization-requests/);
    for (const word of [...personal, ...secrets]) assert.ok(!log.includes(word), `The log holds ${word}.`);
  });

  test("leaves one JSON line for each call, with request id, route, status, time and host", () => {
    const lines = log.split("\n").map((line) => JSON.parse(line));
    const create = lines.find((line) => JSON.stringify(line).includes("authorization-requests"));
    assert.equal(typeof create.request_id, "string");
    assert.equal(typeof create.status, "number");
  });
});
