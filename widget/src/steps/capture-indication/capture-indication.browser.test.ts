import { assert } from "@esm-bundle/chai";
import { type FakeBff, held, refusal } from "../../testing/fake-bff.ts";
import { rule } from "../../testing/fixtures.ts";
import { pdf, toDocuments, until, WidgetDriver } from "../../testing/widget-driver.ts";

const policy = "GET /arc/v1/authorization-requests/*/document-policy";
const upload = "POST /arc/v1/authorization-requests/*/upload/files";
const complete = "POST /arc/v1/authorization-requests/*/complete";

describe("The documents", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());
  const come = async (prepare?: (bff: FakeBff) => void) => {
    widget = new WidgetDriver({}, prepare);
    await toDocuments(widget);
    await until("the list", () => widget.element.flow.policy.state === "ready");
    await widget.element.updateComplete;
  };
  const input = () => widget.root.querySelector("input[type=file]") as HTMLInputElement;
  const row = () => widget.one("[data-file]");

  it("are chosen with a native, named file input inside the drop area", async () => {
    await come();
    const name = input().labels?.[0]?.textContent?.replace(/\s+/g, " ").trim();
    assert.equal(name, "Choose file: Prescription or doctor's order");
    assert.isTrue(input().closest(".slot")?.contains(input()));
    const described = (input().getAttribute("aria-describedby") ?? "").trim().split(/\s+/);
    const words = described.map((id) => widget.root.getElementById(id)?.textContent).join(" ");
    assert.match(words, /PDF.*1 MB/s);
    assert.notInclude(words, "Prescription", "it is said twice");
  });

  it("can be photographed with the camera, and chosen as well", async () => {
    await come();
    assert.isNotNull(widget.root.querySelector("input[capture=environment]"));
    assert.isNotNull(widget.root.querySelector("input[type=file]:not([capture])"));
  });

  it("that are refused show, folded, the ids of the call and of the request for support", async () => {
    await come((bff) => bff.on(upload, () => refusal(422, "file_unsafe", { request_id: "call-91c2" })));
    await widget.attach(pdf());
    const details = await widget.one<HTMLDetailsElement>(".slot details");
    details.open = true;
    await widget.seesText("Reference for support: call-91c2");
    await widget.seesText("Request number: req-1");
  });

  it("show their row before the upload starts, with the focus on it", async () => {
    await come((bff) => bff.on(upload, () => held().reply));
    await widget.attach(pdf());
    const shown = await row();
    await until("focus", () => widget.focused() === shown);
    assert.include(shown.textContent, "indication");
  });

  it("show where the keyboard is, once one was added with it", async () => {
    await come();
    input().focus();
    await widget.keys("Tab");
    await widget.attach(pdf());
    const shown = await row();
    await until("focus", () => widget.focused() === shown);
    // Browsers differ in when a script's focus shows.
    const ring = shown.matches(":focus-visible") ? "solid" : "none";
    assert.equal(getComputedStyle(shown).outlineStyle, ring);
  });

  it("have buttons of one line at every width of a phone", async () => {
    await come();
    for (const camera of widget.root.querySelectorAll<HTMLElement>(".camera")) {
      camera.style.display = "inline-flex";
    }
    for (let width = 288; width <= 420; width += 6) {
      widget.element.style.inlineSize = `${width}px`;
      for (const button of widget.all(".pick")) {
        assert.isBelow(button.getBoundingClientRect().height, 50, `${button.textContent} at ${width} px`);
      }
    }
  });

  it("say how far they are on one line of a phone, so that no row grows under the finger", async () => {
    await come((bff) => bff.on(upload, () => new Promise(() => {})));
    widget.element.style.inlineSize = "300px";
    await widget.attach(pdf("a-name-that-is-long.pdf", 600_000));
    await until("the progress", () => widget.root.querySelector("progress"));
    for (const percent of [0, 35, 100]) {
      const file = widget.element.flow.files[0];
      widget.element.dispatch({
        type: "file_progressed",
        id: String(file?.id),
        sentBytes: percent * 6_000,
      });
      await widget.seesText(new RegExp(`Uploading, ${percent}.%`));
      const status = (await row()).querySelector(".about .small") as HTMLElement;
      assert.isBelow(status.getBoundingClientRect().height, 30, `${percent} %`);
    }
  });

  it("can be dropped", async () => {
    await come();
    const dropped = new DataTransfer();
    dropped.items.add(pdf("dropped.pdf"));
    const drop = new DragEvent("drop", {
      dataTransfer: dropped,
      bubbles: true,
      cancelable: true,
      composed: true,
    });
    const slot = await widget.one(".slot");
    slot.dispatchEvent(drop);
    assert.isTrue(drop.defaultPrevented, "the browser does not open the file in place of the page");
    await widget.seesText("Uploaded");
    assert.equal(widget.bff.to(upload).length, 1);
  });

  const wrong: [string, File, RegExp][] = [
    ["too large", pdf("big.pdf", 1_000_001), /too large/],
    ["empty", pdf("empty.pdf", 0), /empty/],
    ["of another type", new File(["text"], "notes.txt", { type: "text/plain" }), /not accepted/],
  ];
  for (const [what, file, words] of wrong) {
    it(`that are ${what} show a message of their own, and are not sent`, async () => {
      await come();
      await widget.attach(file);
      await widget.seesText(words);
      await widget.seesText(file.name);
      assert.equal(widget.bff.to(upload).length, 0);
      assert.equal(widget.all("[data-file]").length, 0, "nothing is left to remove");
    });
  }

  for (const [code, words] of [
    ["file_unsafe", /scripts or forms/],
    ["file_type_not_allowed", /not accepted/],
    ["file_too_large", /too large/],
  ] as const) {
    it(`that the server refuses with ${code} show why`, async () => {
      await come((bff) => bff.on(upload, () => refusal(422, code)));
      await widget.attach(pdf());
      await widget.seesText(words);
      assert.isFalse(widget.has("button", "Send again"));
      assert.equal(widget.all("[data-file]").length, 0, "nothing is left to remove");
      await until("focus", () => widget.focused() === input());
    });
  }

  it("can be removed and chosen again", async () => {
    await come();
    await widget.attach(pdf());
    await widget.seesText("Uploaded");
    await widget.press(/^Remove/);
    await until("it is gone", () => widget.all("[data-file]").length === 0);
    await until("focus", () => widget.focused() === input());
    await until("the place for it", () => widget.element.flow.policy.state === "ready");
    await widget.attach(pdf());
    await widget.seesText("Uploaded");
  });

  it("keep the focus on the button of the same one when another is refused", async () => {
    const late = held();
    const answers = [late.reply, { status: 204 }];
    await come((bff) =>
      bff
        .on(policy, () => ({ body: [rule({ max_files: 5 })] }))
        .on(upload, () => answers.shift() ?? { status: 204 }),
    );
    await widget.attach(pdf("a.pdf"), pdf("b.pdf"), pdf("c.pdf"));
    await until("the rows", () => widget.all("[data-file]").length === 3);
    const rowOfButton = () => widget.focused()?.closest<HTMLElement>("[data-file]")?.dataset.file;
    widget.all("[data-file]")[1]?.querySelector<HTMLElement>(".tools button:last-child")?.focus();
    const before = rowOfButton();
    assert.isOk(before);
    late.answer(refusal(422, "file_unsafe"));
    await until("the refusal", () => widget.all("[data-file]").length === 2);
    await widget.element.updateComplete;
    assert.equal(rowOfButton(), before);
  });

  it("that are missing prevent the next step, with the focus on the input", async () => {
    await come();
    await widget.press("Continue");
    await widget.seesText("Add this document to continue.");
    await until("focus", () => widget.focused() === input());
    assert.equal(widget.bff.to(complete).length, 0);
  });

  it("have one slot for each type, with a note on optional ones", async () => {
    await come((bff) =>
      bff.on(policy, () => ({
        body: [rule(), rule({ file_type: "LAB", label: "Lab result", required: false })],
      })),
    );
    assert.equal(widget.all(".slot").length, 2);
    await widget.seesText("Lab result (optional)");
    // Chromium leaves a space between two elements out of the name that is read out.
    assert.equal((await widget.one(".slot .optional")).textContent, " (optional)");
  });
});
