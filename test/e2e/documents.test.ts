import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { waitFor } from "../stack/readiness.ts";
import { DocumentsPage, type Way } from "./documents-page.ts";
import { hearWorkers } from "./hear-workers.ts";
import { askFor, journeyOf } from "./journey.ts";
import { openStage, type Stage, type Visit } from "./stage.ts";

const megabyte = 1_000_000;
const several = journeyOf("sponsor-several-documents");

describe("documents get to the insurer whole, once, and as it takes them", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ scripts: [hearWorkers] });
  });
  after(() => stage?.close());

  const requests = () => stage.stack.sandbox.state.requests.all();
  const arrived = () => requests().at(-1)?.files ?? [];

  const atDocuments = async (journey?: typeof several, visit: Visit = {}) => {
    const visitor = await stage.visit(journey ? { sponsor: journey.sponsor.slug, ...visit } : visit);
    await askFor(visitor.widget, journey);
    return { ...visitor, documents: new DocumentsPage(visitor.widget) };
  };

  test("a photo of 20 MB is turned upright and made smaller in a worker, and arrives as it was shown", async () => {
    const { widget, documents, errors, leave } = await atDocuments();
    const [size = 0] = await documents.photograph("MEDICAL_INDICATION", {
      name: "IMG_0042.jpg",
      width: 4480,
      height: 3360,
      orientation: 6,
    });
    assert.ok(size > 20 * megabyte, `${size} bytes`);
    await widget.sees("Uploaded");
    const [held] = await documents.held();
    assert.deepEqual([held?.width, held?.height], [1920, 2560]);
    assert.equal(arrived().length, 1);
    assert.equal(arrived()[0]?.sha256, held?.sha256);
    assert.equal(await widget.tab.evaluate(() => window.workersHeard), 1);
    assert.deepEqual(await errors(), []);
    await leave();
  });

  test("a photo whose way is cut twice, after its session has ended, arrives by itself, whole and once", async () => {
    const { widget, documents, leave } = await atDocuments();
    const cuts = stage.line.cuts();
    await documents.endSession();
    stage.line.cutAfter(300_000);
    await documents.photograph("MEDICAL_INDICATION", { name: "photo.jpg", width: 4000, height: 3000 });
    await widget.sees("Trying again");
    await waitFor("the second cut", async () => stage.line.cuts() >= cuts + 2);
    stage.line.mend();
    await widget.sees("Uploaded");
    const [held] = await documents.held();
    assert.deepEqual(
      arrived().map(({ sha256 }) => sha256),
      [held?.sha256],
    );
    await leave();
  });

  test("several photos become the pages of one PDF where the insurer takes only PDF", async () => {
    const { widget, documents, errors, leave } = await atDocuments(several);
    const pdf = await stage.pdf();
    await documents.attachTo("MEDICAL_INDICATION", pdf);
    await documents.attachTo("ID_CARD", await stage.photo());
    await documents.photograph(
      "LAB_RESULT",
      { name: "first.jpg", width: 1200, height: 1600 },
      { name: "second.jpg", width: 1600, height: 1200 },
    );
    await documents.photograph("LAB_RESULT", { name: "third.jpg", width: 900, height: 900 });
    await widget.sees(/first.*Page of one PDF.*second.*Page of one PDF.*third.*Page of one PDF/s);
    await widget.press("Continue");
    await widget.comesTo("Check and send");
    await widget.sees(/first\.pdf Uploaded/);
    const bound = arrived().find(({ file_type }) => file_type === "LAB_RESULT");
    assert.equal(arrived().length, 3);
    assert.equal(bound?.detected_type, "application/pdf");
    const held = await documents.held();
    const at = held.findIndex(({ sha256 }) => sha256 === bound?.sha256);
    assert.ok(at >= 0);
    assertPdf(await documents.bytes(at), 3);
    await widget.press("Request authorization");
    await widget.comesTo("Approved");
    assert.deepEqual(await errors(), []);
    await leave();
  });

  test("a file that is refused says the same whichever way it came", async () => {
    const { widget, documents, leave } = await atDocuments();
    const refusals = {
      "This file is empty.": { name: "empty.pdf", type: "application/pdf", text: "" },
      "Files of this type are not accepted.": { name: "notes.txt", type: "text/plain", text: "words" },
      "This photo cannot be read here.": { name: "IMG_1.HEIC", type: "", text: "no such photo" },
    };
    const ways: Way[] = ["picker", "camera", "drop", "paste"];
    for (const [words, file] of Object.entries(refusals)) {
      for (const way of ways) {
        await documents.bring(way, "MEDICAL_INDICATION", file);
        await widget.sees(words);
        assert.equal((await documents.rows()).length, 1, `${way} of ${file.name}`);
        await widget.press(`Remove ${file.name}`);
      }
    }
    assert.equal(arrived().length, 0);
    await leave();
  });

  test("a session that ended costs nothing, however much of the file was on its way", async () => {
    const { widget, documents, leave } = await atDocuments();
    await documents.endSession();
    await documents.attachTo("MEDICAL_INDICATION", await stage.pdf(10 * megabyte));
    await widget.sees("Uploaded");
    assert.equal(arrived().length, 1);
    await leave();
  });

  test("no more files than the insurer takes, and what failed is shown on the way on", async () => {
    const { widget, documents, leave } = await atDocuments(several);
    const pdf = await stage.pdf();
    await documents.attachTo("REFERRAL", pdf);
    await documents.bring("drop", "REFERRAL", {
      name: "more.pdf",
      type: "application/pdf",
      text: "%PDF-1.4",
    });
    await widget.sees("No more files fit here.");
    await widget.press("Continue");
    await widget.sees("Remove the marked file, or send it again.");
    await widget.sees("Add this document to go on.");
    await leave();
  });

  test("an upload that is cancelled leaves nothing, and the keyboard where it can go on", async () => {
    const { widget, documents, leave } = await atDocuments();
    stage.line.holdAfter(megabyte);
    await documents.attachTo("MEDICAL_INDICATION", await stage.pdf(10 * megabyte));
    await widget.sees(/Uploading, \d+ %/);
    await documents.hasKeyboard("indication-10000000.pdf");
    await widget.press("Cancel");
    assert.deepEqual(await documents.rows(), []);
    await documents.hasKeyboard("file-MEDICAL_INDICATION");
    stage.line.mend();
    await documents.attachTo("MEDICAL_INDICATION", await stage.pdf());
    await widget.sees("Uploaded");
    assert.equal(arrived().length, 1);
    await leave();
  });

  test("a document that is removed after it has arrived does not get to the insurer's decision", async () => {
    const { widget, documents, leave } = await atDocuments();
    await documents.attachTo("MEDICAL_INDICATION", await stage.pdf(50_000));
    await widget.sees("Uploaded");
    const before = requests().length;
    await widget.press("Remove indication-50000.pdf");
    await documents.attachTo("MEDICAL_INDICATION", await stage.pdf());
    await widget.sees("Uploaded");
    await widget.press("Continue");
    await widget.press("Request authorization");
    await widget.comesTo("Approved");
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
    await leave();
  });

  test("without a connection an upload waits, and goes on by itself when there is one", async () => {
    const { widget, documents, leave } = await atDocuments();
    stage.line.holdAfter(megabyte);
    await documents.attachTo("MEDICAL_INDICATION", await stage.pdf(10 * megabyte));
    await widget.sees(/Uploading, \d+ %/);
    await widget.tab.setOffline(true);
    await widget.sees("Offline, goes on by itself");
    stage.line.mend();
    await widget.tab.setOffline(false);
    await widget.sees("Uploaded");
    assert.equal(arrived().length, 1);
    await leave();
  });

  test("a document that the insurer misses after all brings the person to its place", async () => {
    const { widget, documents, leave } = await atDocuments(several);
    await documents.attachTo("MEDICAL_INDICATION", await stage.pdf());
    await documents.attachTo("LAB_RESULT", await stage.pdf());
    await documents.attachTo("ID_CARD", await stage.photo());
    await widget.sees(/( · Uploaded.*){3}/s);
    const files = requests().at(-1)?.files ?? [];
    files.splice(
      files.findIndex(({ file_type }) => file_type === "LAB_RESULT"),
      1,
    );
    await widget.press("Continue");
    await widget.press("Request authorization");
    await widget.comesTo("Add the documents");
    await widget.sees("The insurer is still missing a document.");
    await documents.hasKeyboard("file-LAB_RESULT");
    await documents.attachTo("LAB_RESULT", await stage.pdf(20_000));
    await widget.sees(/indication-20000\.pdf.*Uploaded/s);
    await widget.press("Continue");
    await widget.press("Request authorization");
    await widget.comesTo("Approved");
    await leave();
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
