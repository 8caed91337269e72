import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { DocumentsPage } from "./documents-page.ts";
import { type Environment, startEnvironment } from "./environment.ts";
import { askFor } from "./journey.ts";
import { pageOf } from "./puppeteer-tab.ts";

/** Bytes per second each way, and milliseconds of each interruption. `E2E_LINE=slow`: 1.6 Mbit/s, and a ride in a lift. */
const line =
  process.env.E2E_LINE === "slow"
    ? { bytesPerSecond: 200_000, interruption: 10_000 }
    : { bytesPerSecond: 800_000, interruption: 500 };

describe("a photo over a bad mobile line", () => {
  let environment: Environment;

  before(async () => {
    // Only Chromium can be given a slow line.
    environment = await startEnvironment({ engine: "chromium" });
  });
  after(() => environment?.close());

  test("of 20 MB arrives whole and once, by itself, over two cuts and the end of a session", async () => {
    const { widget, close } = await environment.openPage({ width: 390, height: 844 });
    await askFor(widget);
    const documents = new DocumentsPage(widget);
    const page = pageOf(widget.tab);
    const says = (words: RegExp) =>
      page.waitForFunction(
        (pattern) => new RegExp(pattern).test(window.finder.text()),
        { timeout: 60_000 },
        words.source,
      );
    const shot = { name: "IMG_0042.jpg", width: 4000, height: 3000, orientation: 6 };
    const [size = 0] = await documents.take(shot);
    assert.ok(size > 20_000_000, `${size} bytes`);
    // A phone: a quarter of a desktop's speed, a round trip of 150 ms.
    await page.emulateCPUThrottling(4);
    await page.emulateNetworkConditions({
      upload: line.bytesPerSecond,
      download: line.bytesPerSecond,
      latency: 150,
    });
    await documents.addTaken("MEDICAL_INDICATION");

    const percents = [/Uploading, [1-9]\d %/, /Uploading, [3-9]\d %/];
    for (const [index, percent] of percents.entries()) {
      await says(percent);
      if (index === 1) await documents.endSession();
      environment.line.cutAfter(0);
      await says(/Trying again/);
      await pause(line.interruption);
      environment.line.mend();
    }
    await says(/Uploaded/);
    const [held] = await documents.held();
    const files = environment.stack.sandbox.state.requests.all().at(-1)?.files ?? [];
    assert.deepEqual(
      files.map(({ sha256 }) => sha256),
      [held?.sha256],
    );
    assert.deepEqual([held?.width, held?.height], [1920, 2560]);
    await close();
  });
});
