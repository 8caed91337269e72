import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Environment, startEnvironment } from "./environment.ts";
import { submit } from "./journey.ts";
import { pageOf } from "./puppeteer-tab.ts";

let environment: Environment;

before(async () => {
  // Only of Chromium's paper can the sheets be counted.
  environment = await startEnvironment({ engine: "chromium" });
});
after(() => environment?.close());

test("what the sponsor answers is printed on one sheet of paper, and the page is as before", async () => {
  const { widget, close } = await environment.openPage();
  await submit(widget, await environment.pdf());
  await widget.waitForStep("Approved");
  await widget.tab.waitFor(() =>
    document.querySelector("osigu-preauth")?.shadowRoot?.querySelector(".qr[aria-label]"),
  );
  await widget.tab.evaluate(() => {
    window.print = () => {
      document.body.dataset.printed = "yes";
    };
  });
  const countSheets = () => widget.tab.evaluate(() => document.adoptedStyleSheets.length);
  const sheetsBefore = await countSheets();
  await widget.press("Print");
  await widget.tab.waitFor(() => document.body.dataset.printed === "yes");
  assert.equal(await countSheets(), sheetsBefore + 1);
  const paper = Buffer.from(await pageOf(widget.tab).pdf({ format: "a4" })).toString("latin1");
  assert.equal(paper.match(/\/Type \/Page\b/g)?.length, 1);
  await widget.tab.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await countSheets(), sheetsBefore);
  await close();
});

/** What stands on the paper, and the texts on it with less than 4.5:1 against white. */
function readPaper(): { words: string; pale: string[] } {
  const root = document
    .querySelector("osigu-preauth")
    ?.shadowRoot?.querySelector("[part=root]") as HTMLElement;
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (!canvas) throw new Error("No canvas");
  const contrastToWhite = (color: string) => {
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) =>
      byte <= 10 ? byte / 3294 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
  };
  const texts = [...root.querySelectorAll<HTMLElement>("*")].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
  );
  const pale = texts
    .filter((element) => element.checkVisibility() && !element.closest(".quiet"))
    .filter((element) => contrastToWhite(getComputedStyle(element).color) < 4.5)
    .map((element) => `${element.localName}.${element.className} ${element.textContent?.trim()}`);
  // biome-ignore lint/performance/useDomNodeTextContent: only visible text counts.
  return { words: root.innerText, pale };
}

for (const theme of ["light", "dark"]) {
  test(`the paper is complete and readable from the ${theme} theme`, async () => {
    const { widget, close } = await environment.openPage({ theme });
    await submit(widget, await environment.pdf());
    await widget.waitForStep("Approved");
    await pageOf(widget.tab).emulateMediaType("print");
    for (const wanted of [
      "Approved for MARIA GONZALEZ",
      "Valid until",
      "Sandbox",
      "123456789",
      "R51",
      "every 8",
      "Date of issue",
      "localhost",
      "areq_",
    ]) {
      await widget.waitForText(wanted);
    }
    const { words, pale } = await widget.tab.evaluate(readPaper);
    assert.equal(words.split("123456789").length, 2, "the document stands there once");
    assert.deepEqual(pale, []);
    assert.doesNotMatch(words, /New request|Copy|Close/);
    await close();
  });
}
