import { assert } from "@esm-bundle/chai";
import { searchField } from "../testing/fixtures.ts";
import { until, WidgetDriver } from "../testing/widget-driver.ts";

const form = {
  form_id: "by-document",
  label: "By document",
  fields: [
    searchField({ key: "number", label: "Number", max_length: 9 }),
    searchField({ key: "mail", label: "Mail", type: "EMAIL", required: false }),
    searchField({ key: "words", label: "Words", type: "TEXTAREA", required: false }),
  ],
};

describe("A paste", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());

  /** Pastes as a browser does: where nobody prevents it, what fits is inserted. */
  const paste = async (label: string, text: string) => {
    const field = await widget.field(new RegExp(`^${label}`));
    field.focus();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true, composed: true });
    // Firefox's constructor takes no clipboard.
    Object.defineProperty(event, "clipboardData", { value: clipboardData });
    if (field.dispatchEvent(event)) document.execCommand("insertText", false, text);
    await widget.element.updateComplete;
    return field.value;
  };

  it("does not lose its last characters to marks that cannot be seen", async () => {
    widget = new WidgetDriver({}, (bff) => bff.on("GET /v1/sponsors/*/forms", () => ({ body: [form] })));
    await until("everything", () => widget.element.deferredLoaded);
    assert.equal(await paste("Number", "\u202D123456789\u202C"), "123456789");
    assert.equal(await paste("Mail", "\u200Eana@example.com\u200B"), "ana@example.com");
    assert.equal(await paste("Words", "\u200Eone –\u00A0two\nthree "), "one – two\nthree ");
    await widget.press("Search");
    await until("the search", () => widget.bff.to("POST /v1/sponsors/*/search").length);
    assert.deepEqual(widget.bff.to("POST /v1/sponsors/*/search")[0]?.body, {
      number: "123456789",
      mail: "ana@example.com",
      words: "one – two\nthree",
    });
  });

  it("into the middle stays where it is put", async () => {
    widget = new WidgetDriver();
    await until("everything", () => widget.element.deferredLoaded);
    await widget.fill("Document number", "129");
    const field = await widget.field("Document number");
    field.setSelectionRange(2, 2);
    assert.equal(await paste("Document number", "\u200E345678"), "123456789");
    assert.equal(field.selectionStart, 8);
    assert.equal(await paste("Document number", "\u200E 0"), "12345678 09", "words stay apart");
  });
});
