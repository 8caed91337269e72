import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { waitFor } from "../stack/readiness.ts";
import { countWorkers } from "./count-workers.ts";
import { DocumentsPage, type Way } from "./documents-page.ts";
import { type Environment, type PageOptions, startEnvironment } from "./environment.ts";
import { askFor, journeyOf } from "./journey.ts";

const megabyte = 1_000_000;
const several = journeyOf("sponsor-several-documents");

describe("documents get to the insurer whole, once, and as it takes them", () => {
  let environment: Environment;

  before(async () => {
    environment = await startEnvironment({ scripts: [countWorkers] });
  });
  after(() => environment?.close());

  const requests = () => environment.stack.sandbox.state.requests.all();
  const arrived = () => requests().at(-1)?.files ?? [];

  const atDocuments = async (journey?: typeof several, options: PageOptions = {}) => {
    const opened = await environment.openPage(
      journey ? { sponsor: journey.sponsor.slug, ...options } : options,
    );
    await askFor(opened.widget, journey);
    return { ...opened, documents: new DocumentsPage(opened.widget) };
  };

  test("a photo of 20 MB is turned upright and made smaller in a worker, and arrives as it was shown", async () => {
    const { widget, documents, errors, close } = await atDocuments();
    const [size = 0] = await documents.photograph("MEDICAL_INDICATION", {
      name: "IMG_0042.jpg",
      width: 4480,
      height: 3360,
      orientation: 6,
    });
    assert.ok(size > 20 * megabyte, `${size} bytes`);
    await widget.waitForText("Uploaded");
    const [held] = await documents.held();
    assert.deepEqual([held?.width, held?.height], [1920, 2560]);
    assert.equal(arrived().length, 1);
    assert.equal(arrived()[0]?.sha256, held?.sha256);
    assert.equal(await widget.tab.evaluate(() => window.workersStarted), 1);
    assert.deepEqual(await errors(), []);
    await close();
  });

  test("a photo whose way is cut twice, after its session has ended, arrives by itself, whole and once", async () => {
    const { widget, documents, close } = await atDocuments();
    const cuts = environment.line.cuts();
    await documents.endSession();
    environment.line.cutAfter(300_000);
    await documents.photograph("MEDICAL_INDICATION", { name: "photo.jpg", width: 4000, height: 3000 });
    await widget.waitForText("Trying again");
    await waitFor("the second cut", async () => environment.line.cuts() >= cuts + 2);
    environment.line.mend();
    await widget.waitForText("Uploaded");
    const [held] = await documents.held();
    assert.deepEqual(
      arrived().map(({ sha256 }) => sha256),
      [held?.sha256],
    );
    await close();
  });

  test("several photos become the pages of one PDF where the insurer takes only PDF", async () => {
    const { widget, documents, errors, close } = await atDocuments(several);
    const pdf = await environment.pdf();
    await documents.attachTo("MEDICAL_INDICATION", pdf);
    await documents.attachTo("ID_CARD", await environment.photo());
    await widget.waitForText(/( · Uploaded.*){2}/s);
    await documents.photograph(
      "LAB_RESULT",
      { name: "first.jpg", width: 1200, height: 1600 },
      { name: "second.jpg", width: 1600, height: 1200 },
    );
    await documents.photograph("LAB_RESULT", { name: "third.jpg", width: 900, height: 900 });
    await widget.waitForText(
      /first.*Page 1 of 3 · ready.*second.*Page 2 of 3 · ready.*third.*Page 3 of 3 · ready/s,
    );
    await widget.press("Continue");
    await widget.waitForStep("Check and send");
    await widget.waitForText(/first\.pdf Uploaded/);
    const bound = arrived().find(({ file_type }) => file_type === "LAB_RESULT");
    assert.equal(arrived().length, 3);
    assert.equal(bound?.detected_type, "application/pdf");
    const held = await documents.held();
    const at = held.findIndex(({ sha256 }) => sha256 === bound?.sha256);
    assert.ok(at >= 0);
    assertPdf(await documents.bytes(at), 3);
    await widget.press("Request authorization");
    await widget.waitForStep("Approved");
    assert.deepEqual(await errors(), []);
    await close();
  });

  test("a file that is refused says the same whichever way it came", async () => {
    const { widget, documents, close } = await atDocuments();
    const refusals = {
      "This file is empty.": { name: "empty.pdf", type: "application/pdf", text: "" },
      "Files of this type are not accepted.": { name: "notes.txt", type: "text/plain", text: "words" },
      "This photo cannot be read. Save it as JPEG and choose it again.": {
        name: "IMG_1.HEIC",
        type: "",
        text: "no such photo",
      },
    };
    const ways: Way[] = ["picker", "camera", "drop", "paste"];
    for (const [words, file] of Object.entries(refusals)) {
      for (const way of ways) {
        const name = `${way}-${file.name}`;
        await documents.bring(way, "MEDICAL_INDICATION", { ...file, name });
        await widget.waitForText(`${name}: ${words}`);
        assert.deepEqual(await documents.rows(), [], `${way} of ${file.name} leaves nothing to remove`);
      }
    }
    assert.equal(arrived().length, 0);
    await close();
  });

  test("a session that ended costs nothing, however much of the file was on its way", async () => {
    const { widget, documents, close } = await atDocuments();
    await documents.endSession();
    await documents.attachTo("MEDICAL_INDICATION", await environment.pdf(10 * megabyte));
    await widget.waitForText("Uploaded");
    assert.equal(arrived().length, 1);
    await close();
  });

  test("no more files than the insurer takes, and what is missing is shown on the way on", async () => {
    const { widget, documents, close } = await atDocuments(several);
    const pdf = await environment.pdf();
    await documents.attachTo("REFERRAL", pdf);
    await documents.hasRows(1);
    await documents.bring("drop", "REFERRAL", {
      name: "more.pdf",
      type: "application/pdf",
      text: "%PDF-1.4",
    });
    await widget.waitForText("You have reached the limit of files.");
    assert.equal((await documents.rows()).length, 1);
    await widget.press("Continue");
    await widget.waitForText("Add this document to continue.");
    await close();
  });

  test("an upload that is cancelled leaves nothing, and the keyboard where it can go on", async () => {
    const { widget, documents, close } = await atDocuments();
    environment.line.holdAfter(megabyte);
    await documents.attachTo("MEDICAL_INDICATION", await environment.pdf(10 * megabyte));
    await widget.waitForText(/Uploading, \d+ %/);
    await documents.hasKeyboard("indication-10000000.pdf");
    await widget.press("Cancel");
    await documents.hasRows(0);
    await documents.hasKeyboard("file-MEDICAL_INDICATION");
    environment.line.mend();
    await documents.attachTo("MEDICAL_INDICATION", await environment.pdf());
    await widget.waitForText("Uploaded");
    assert.equal(arrived().length, 1);
    await close();
  });

  test("a document that is removed after it has arrived does not get to the insurer's decision", async () => {
    const { widget, documents, close } = await atDocuments();
    await documents.attachTo("MEDICAL_INDICATION", await environment.pdf(50_000));
    await widget.waitForText("Uploaded");
    const before = requests().length;
    await widget.press("Remove indication-50000.pdf");
    await documents.hasRows(0);
    await documents.attachTo("MEDICAL_INDICATION", await environment.pdf());
    await widget.waitForText("Uploaded");
    await widget.press("Continue");
    await widget.press("Request authorization");
    await widget.waitForStep("Approved");
    assert.equal(requests().length, before + 1);
    assert.deepEqual(
      requests()
        .slice(-2)
        .map(({ status, files }) => [status, files.length]),
      [
        ["PENDING_INDICATION", 1],
        ["COMPLETED", 1],
      ],
    );
    await close();
  });

  test("without a connection an upload waits, and goes on by itself when there is one", async () => {
    const { widget, documents, close } = await atDocuments();
    environment.line.holdAfter(megabyte);
    await documents.attachTo("MEDICAL_INDICATION", await environment.pdf(10 * megabyte));
    await widget.waitForText(/Uploading, \d+ %/);
    await widget.tab.setOffline(true);
    await widget.waitForText("Offline. Resumes automatically.");
    environment.line.mend();
    await widget.tab.setOffline(false);
    await widget.waitForText("Uploaded");
    assert.equal(arrived().length, 1);
    await close();
  });

  test("a document that the insurer misses after all brings the person to its place", async () => {
    const { widget, documents, close } = await atDocuments(several);
    await documents.attachTo("MEDICAL_INDICATION", await environment.pdf());
    await documents.attachTo("LAB_RESULT", await environment.pdf());
    await documents.attachTo("ID_CARD", await environment.photo());
    await widget.waitForText(/( · Uploaded.*){3}/s);
    const files = requests().at(-1)?.files ?? [];
    files.splice(
      files.findIndex(({ file_type }) => file_type === "LAB_RESULT"),
      1,
    );
    await widget.press("Continue");
    await widget.press("Request authorization");
    await widget.waitForStep("Add the documents");
    await widget.waitForText("The insurer is still missing a document.");
    await documents.hasKeyboard("file-LAB_RESULT");
    await documents.attachTo("LAB_RESULT", await environment.pdf(20_000));
    await widget.waitForText(/indication-20000\.pdf.*Uploaded/s);
    await widget.press("Continue");
    await widget.press("Request authorization");
    await widget.waitForStep("Approved");
    await close();
  });
});

/** A PDF as a reader opens it: the cross-references lead to the objects, and there are so many pages. */
function assertPdf(bytes: Buffer, pages: number): void {
  const text = bytes.toString("latin1");
  const start = Number(/startxref\n(\d+)\n%%EOF/.exec(text)?.[1]);
  const [, first, count] = /^xref\n(\d+) (\d+)\n/.exec(text.slice(start)) ?? [];
  assert.equal(first, "0");
  const entries = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) =>
    Number(offset),
  );
  assert.equal(entries.length, Number(count) - 1);
  for (const [index, offset] of entries.entries()) {
    assert.ok(text.startsWith(`${index + 1} 0 obj\n`, offset), `object ${index + 1}`);
  }
  assert.equal(text.match(/\/Type\/Page\//g)?.length, pages);
  assert.match(text, new RegExp(`/Count ${pages}/`));
}
