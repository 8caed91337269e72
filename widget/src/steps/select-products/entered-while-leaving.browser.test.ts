import { assert } from "@esm-bundle/chai";
import { held, refusal } from "../../testing/fake-bff.ts";
import { until, WidgetDriver, withChoices } from "../../testing/widget-driver.ts";

const create = "POST /arc/v1/authorization-requests";

describe("What is entered while the products step is being left", () => {
  let widget: WidgetDriver;
  let created: ReturnType<typeof held>;
  afterEach(() => widget.end());

  beforeEach(async () => {
    created = held();
    widget = new WidgetDriver({}, (bff) => bff.on(create, () => created.reply));
    await withChoices(widget);
    await widget.press("Continue");
    await until("the create", () => widget.bff.to(create).length);
  });

  const isCreated = async () => {
    created.answer({
      status: 202,
      body: { authorization_request_id: "req-1", status: "PENDING_INDICATION" },
    });
    await until("the request", () => widget.element.flow.request);
    await widget.element.updateComplete;
  };

  it("stays in the dialog of a product, and Continue goes on after it", async () => {
    await widget.press("Add product");
    await widget.fill("Product", "x-ray of a shoulder");
    await isCreated();
    assert.equal((await widget.field("Product")).value, "x-ray of a shoulder");
    await widget.press("Cancel");
    await widget.press("Continue");
    await widget.title("Add the documents");
    assert.equal(widget.bff.to(create).length, 1, "nothing has changed");
  });

  it("stays in a search, which Continue then asks about", async () => {
    await widget.fill("Diagnoses", "migraine");
    await isCreated();
    assert.equal((await widget.field("Diagnoses")).value, "migraine");
    await widget.press("Continue");
    await widget.seesText(/Nothing is chosen yet/);
  });

  it("keeps the focus where the request is refused meanwhile, which is told", async () => {
    await widget.fill("Diagnoses", "migraine");
    created.answer(
      refusal(422, "product_not_registered", { errors: [{ path: "products[0]", message: "" }] }),
    );
    await until("the refusal", () => widget.root.querySelector("[data-invalid]"));
    await widget.element.updateComplete;
    assert.isTrue(widget.focused() === (await widget.field("Diagnoses")));
    await widget.hears("1 field");
    await widget.press("Continue");
    await widget.seesText(/Nothing is chosen yet/);
  });
});
