import { assert } from "@esm-bundle/chai";
import { rule } from "../../testing/fixtures.ts";
import { toDocuments, until, WidgetDriver } from "../../testing/widget-driver.ts";

const upload = "POST /arc/v1/authorization-requests/*/upload/files";
const policy = "GET /arc/v1/authorization-requests/*/document-policy";

/** A photo of this width, by which its page is known in the PDF. */
async function photo(name: string, width: number): Promise<File> {
  const canvas = Object.assign(document.createElement("canvas"), { width, height: 60 });
  canvas.getContext("2d")?.fillRect(0, 0, 10, 10);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg"));
  return new File([blob ?? ""], name, { type: "image/jpeg" });
}

describe("The photos of a document", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());

  const names = () =>
    [...widget.root.querySelectorAll(".filename")].map((each) => each.getAttribute("title") ?? "");
  const attach = async (...photos: File[]) => {
    widget = new WidgetDriver({}, (bff) =>
      bff.on(policy, () => ({ body: [rule({ mime_types: ["application/pdf"] })] })),
    );
    await toDocuments(widget);
    await until("the list", () => widget.element.flow.policy.state === "ready");
    await widget.attach(...photos);
    await widget.seesText(`Page ${photos.length} of ${photos.length}`);
  };

  it("are moved by key, with the keyboard and in words, and are bound in their new order", async () => {
    await attach(await photo("a.jpg", 40), await photo("b.jpg", 50), await photo("c.jpg", 70));
    const earlier = await widget.one("button", "Earlier: c.jpg");
    assert.isFalse(widget.has("button", "Earlier: a.jpg"), "the first has none before it");
    assert.isFalse(widget.has("button", "Later: c.jpg"), "the last has none behind it");
    earlier.focus();
    await widget.keys("Enter");
    await until("the order", () => names().join() === "a.jpg,c.jpg,b.jpg");
    await until("the focus", () => widget.focused()?.getAttribute("aria-label") === "Earlier: c.jpg");
    await widget.hears("c.jpg: Page 2 of 3");
    await widget.keys("Enter");
    await until(
      "the focus at the start",
      () => widget.focused()?.getAttribute("aria-label") === "Later: c.jpg",
    );
    assert.deepEqual(names(), ["c.jpg", "a.jpg", "b.jpg"]);
    await widget.press("Continue");
    const { body } = await until("the upload", () => widget.bff.to(upload)[0]);
    const text = new TextDecoder("latin1").decode(
      await ((body as FormData).get("file") as File).arrayBuffer(),
    );
    assert.deepEqual(
      [...text.matchAll(/\/Width (\d+)/g)].map(([, width]) => width),
      ["70", "40", "50"],
    );
  });

  it("have nothing that moves them where there is one", async () => {
    await attach(await photo("a.jpg", 40));
    await until("the photo", () => widget.root.querySelector("canvas"));
    assert.isFalse(widget.has("button", /^(Earlier|Later)/));
  });
});
