import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser } from "puppeteer-core";
import { startBrowser } from "../stack/browser.ts";
import { type Stack, startStack } from "../stack/stack.ts";

describe("the page that shows the API", () => {
  let stack: Stack;
  let browser: Browser;
  before(async () => {
    [stack, browser] = await Promise.all([startStack(), startBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await stack?.stop();
  });

  test("shows every operation under its own policy, and asks no other origin", async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    const origins = new Set<string>();
    const complaints: string[] = [];
    page.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol !== "data:") origins.add(origin);
    });
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(`${stack.bff.url}/docs`);
    const description = await (await fetch(`${stack.bff.url}/openapi.json`)).json();
    const count = Object.values<object>(description.paths).flatMap((path) => Object.keys(path)).length;
    await page.waitForFunction(
      (most: number) => globalThis.document.querySelectorAll(".opblock").length >= most,
      {},
      count,
    );
    // One opened, with its schemas.
    await page.locator("#operations-One-time_codes-sendOtp .opblock-summary-control").click();
    await page.locator("#operations-One-time_codes-sendOtp .responses-table").wait();
    assert.deepEqual([...origins], [stack.bff.url]);
    assert.deepEqual(complaints, []);
    if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
  });
});
