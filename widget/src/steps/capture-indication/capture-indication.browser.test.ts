import { assert } from "@esm-bundle/chai";
import { type FakeBff, held, refusal } from "../../testing/fake-bff.ts";
import { rule } from "../../testing/fixtures.ts";
import { pdf, toDocuments, until, WidgetDriver } from "../../testing/widget-driver.ts";

const policy = "GET /arc/v1/authorization-requests/*/document-policy";
const upload = "POST /arc/v1/authorization-requests/*/upload/files";
const complete = "POST /arc/v1/authorization-requests/*/complete";

describe("The documents", () => {
  let trial: WidgetDriver;
  afterEach(() => trial.end());
  const come = async (prepare?: (insurer: FakeBff) => void) => {
    trial = new WidgetDriver({}, prepare);
    await toDocuments(trial);
    await until("the list", () => trial.element.flow.policy.state === "ready");
    await trial.element.updateComplete;
  };
  const input = () => trial.root.querySelector("input[type=file]") as HTMLInputElement;
  const row = () => trial.one("[data-file]");

  it("are chosen through a real input with a name, which the drop area only surrounds", async () => {
    await come();
    assert.include(input().labels?.[0]?.textContent, "Choose file");
    assert.isTrue(input().closest(".slot")?.contains(input()));
    const described = (input().getAttribute("aria-describedby") ?? "").trim().split(/\s+/);
    const words = described.map((id) => trial.root.getElementById(id)?.textContent).join(" ");
    assert.match(words, /Medical indication/);
    assert.match(words, /PDF.*1 MB/s);
  });

  it("can be photographed with the phone's own camera, and chosen all the same", async () => {
    await come();
    assert.isNotNull(trial.root.querySelector("input[capture=environment]"));
    assert.isNotNull(trial.root.querySelector("input[type=file]:not([capture])"));
  });

  it("show their row before a byte has left, and the keyboard goes there", async () => {
    await come((insurer) => insurer.on(upload, () => held().reply));
    await trial.attach(pdf());
    const shown = await row();
    await until("focus", () => trial.focused() === shown);
    assert.include(shown.textContent, "indication");
  });

  it("dropped on the area go the same way", async () => {
    await come();
    const dropped = new DataTransfer();
    dropped.items.add(pdf("dropped.pdf"));
    const drop = new DragEvent("drop", {
      dataTransfer: dropped,
      bubbles: true,
      cancelable: true,
      composed: true,
    });
    const slot = await trial.one(".slot");
    slot.dispatchEvent(drop);
    assert.isTrue(drop.defaultPrevented, "the browser does not open the file in place of the page");
    await trial.seesText("Uploaded");
    assert.equal(trial.bff.to(upload).length, 1);
  });

  const wrong: [string, File, RegExp][] = [
    ["too large", pdf("big.pdf", 1_000_001), /too large/],
    ["empty", pdf("empty.pdf", 0), /empty/],
    ["of another type", new File(["text"], "notes.txt", { type: "text/plain" }), /not accepted/],
  ];
  for (const [what, file, words] of wrong) {
    it(`that are ${what} say so, each in its own words, and are not sent`, async () => {
      await come();
      await trial.attach(file);
      await trial.seesText(words);
      assert.equal(trial.bff.to(upload).length, 0);
    });
  }

  for (const [code, words] of [
    ["file_unsafe", /active content/],
    ["file_type_not_allowed", /not accepted/],
    ["file_too_large", /too large/],
  ] as const) {
    it(`that the server refuses with ${code} say why`, async () => {
      await come((insurer) => insurer.on(upload, () => refusal(422, code)));
      await trial.attach(pdf());
      await trial.seesText(words);
      assert.isFalse(trial.has("button", "Send again"));
    });
  }

  it("can be taken away and chosen again", async () => {
    await come();
    await trial.attach(pdf());
    await trial.seesText("Uploaded");
    await trial.press(/^Remove/);
    await until("it is gone", () => trial.all("[data-file]").length === 0);
    await until("focus", () => trial.focused() === input());
    await until("the place for it", () => trial.element.flow.policy.state === "ready");
    await trial.attach(pdf());
    await trial.seesText("Uploaded");
  });

  it("that are missing keep the person here, and the keyboard goes to the place", async () => {
    await come();
    await trial.press("Continue");
    await trial.seesText("Add this document to go on.");
    await until("focus", () => trial.focused() === input());
    assert.equal(trial.bff.to(complete).length, 0);
  });

  it("are one place for each kind, and the optional one says so", async () => {
    await come((insurer) =>
      insurer.on(policy, () => ({
        body: [rule(), rule({ file_type: "LAB", label: "Lab result", required: false })],
      })),
    );
    assert.equal(trial.all(".slot").length, 2);
    await trial.seesText("(optional)");
  });
});
