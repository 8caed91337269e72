import { assert } from "@esm-bundle/chai";
import type { LastChoice } from "@osigu-preauth/shared";
import { sendKeys } from "@web/test-runner-commands";
import type { FakeBff } from "../testing/fake-bff.ts";
import { until, WidgetDriver } from "../testing/widget-driver.ts";

const recents = "GET /widget/recents";
const last: LastChoice = {
  sponsor_slug: "sponsor-norte",
  product_type: "LAB",
  document_types: { document_type: "CC" },
  search_fields: ["document_type", "document_number"],
};
const remembered = (bff: FakeBff) =>
  void bff.on(recents, () => ({ body: { products: [], diagnoses: [], last } }));

/** More than a select shows. */
const otherSponsors = Array.from({ length: 36 }, (_, index) => ({
  sponsor_slug: `sponsor-${index}`,
  name: `Insurer ${index}`,
}));
const manySponsors = [...otherSponsors, { sponsor_slug: last.sponsor_slug, name: "Seguros Norte" }];

/** A token of the BFF, as far as the widget reads it. */
const tokenWith = (claims: object) => {
  const payload = btoa(JSON.stringify({ origins: [origin], ...claims }));
  return `e30.${payload.replaceAll("=", "").replaceAll("+", "-").replaceAll("/", "_")}.x`;
};

describe("A user's last request", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());

  const typeIs = (value: string) =>
    until(value, () => widget.root.querySelector<HTMLSelectElement>("select")?.value === value);

  it("gives the type of document to begin with, also after a new start, and can be changed", async () => {
    widget = new WidgetDriver({}, remembered);
    await typeIs("CC");
    await widget.fill("Document type", "PA");
    await typeIs("PA");
    widget.element.restart();
    await typeIs("CC");
  });

  it("is followed by the first empty field, which has the focus of a new request", async () => {
    widget = new WidgetDriver({}, remembered);
    await typeIs("CC");
    assert.isNull(widget.focused());
    widget.element.restart();
    await until("the focus", () => widget.focused() === widget.root.querySelector("input"));
    assert.equal((await widget.field("Document type")).value, "CC");
  });

  it("leaves the focus where the user has put it meanwhile", async () => {
    const answer = Promise.withResolvers<void>();
    let asked = 0;
    widget = new WidgetDriver({}, (bff) => {
      bff.on(recents, async () => {
        asked += 1;
        if (asked > 1) await answer.promise;
        return { body: { products: [], diagnoses: [], last } };
      });
    });
    await typeIs("CC");
    widget.element.restart();
    await until("the title", () => widget.focused()?.localName === "h2" && asked > 1);
    const button = (await until("the button", () => widget.root.querySelector(".primary"))) as HTMLElement;
    button.focus();
    answer.resolve();
    await typeIs("CC");
    await widget.element.updateComplete;
    assert.isTrue(widget.focused() === button);
  });

  describe("that is learned late", () => {
    let asked: PromiseWithResolvers<void>;
    let answer: PromiseWithResolvers<void>;
    const late = (bff: FakeBff) => {
      bff.on("GET /v1/sponsors", () => ({ body: manySponsors }));
      bff.on(recents, async () => {
        asked.resolve();
        await answer.promise;
        const earlier = { ...last, document_types: { document_type: "PA" } };
        return { body: { products: [], diagnoses: [], last: earlier } };
      });
    };
    beforeEach(() => {
      asked = Promise.withResolvers();
      answer = Promise.withResolvers();
    });
    const learn = async () => {
      answer.resolve();
      await until("the last choice", () => widget.element.flow.last);
      await widget.element.updateComplete;
    };

    it("changes no select that has the focus: a first key may be pressed, or its list open", async () => {
      widget = new WidgetDriver({}, late);
      const select = (await until("the field", () =>
        widget.root.querySelector("select"),
      )) as HTMLSelectElement;
      await asked.promise;
      // What was pressed before the widget listens to keys is known to the browser alone.
      await sendKeys({ press: "Home" });
      select.focus();
      await learn();
      assert.equal(select.value, "");
    });

    it("changes no insurer whose list is open", async () => {
      widget = new WidgetDriver({ sponsorSlug: undefined }, late);
      const insurer = await widget.field("Insurer");
      await asked.promise;
      insurer.focus();
      insurer.click();
      await widget.one("[role=option]");
      await learn();
      assert.isUndefined(widget.element.flow.sponsorSlug);
    });
  });

  it("is asked for by an element that is in its page, and not by one that was removed", async () => {
    widget = new WidgetDriver({}, remembered);
    const { element } = widget;
    element.addEventListener("preauth-ready", () => element.remove(), { once: true });
    await until("what comes after the first screen", () => element.deferredLoaded);
    await element.updateComplete;
    assert.equal(widget.bff.to(recents).length, 0);
    document.body.append(element);
    await typeIs("CC");
    assert.equal(widget.bff.to(recents).length, 1);
  });

  it("gives the insurer to begin with, which can be changed", async () => {
    widget = new WidgetDriver({ sponsorSlug: undefined }, remembered);
    await typeIs("sponsor-norte");
    await widget.field("Document number");
    await widget.fill("Insurer", "sponsor-sul");
    await until("its form", () => widget.bff.to("GET /v1/sponsors/sponsor-sul/forms").length);
    assert.equal((await widget.field("Insurer")).value, "sponsor-sul");
  });

  it("stands first in a long list of insurers, and letters replace it where it is pressed", async () => {
    widget = new WidgetDriver({ sponsorSlug: undefined }, (bff) => {
      remembered(bff);
      bff.on("GET /v1/sponsors", () => ({ body: manySponsors }));
    });
    const insurer = await widget.field("Insurer");
    await until("the last one", () => insurer.value === "Seguros Norte");
    insurer.focus();
    insurer.setSelectionRange(3, 3);
    insurer.click();
    const { selectionStart, selectionEnd } = insurer;
    assert.deepEqual([selectionStart, selectionEnd], [0, "Seguros Norte".length]);
    await widget.one("[role=option]");
    assert.deepEqual(
      widget.all("[role=option]").map(({ textContent }) => textContent?.trim()),
      ["Seguros Norte", ...otherSponsors.map(({ name }) => name)],
    );
  });

  it("gives the type of product to begin with, and is asked for once", async () => {
    widget = new WidgetDriver({ sponsorSlug: "sponsor-sul" }, remembered);
    await typeIs("CC");
    await widget.fill("Document number", "123");
    await widget.press("Search");
    await widget.press(/^Continue with/);
    await widget.press("Add product");
    const chosen = await widget.one<HTMLInputElement>("input[type=radio]", "Lab test");
    assert.isTrue(chosen.checked);
    assert.equal(widget.bff.to(recents).length, 1);
  });

  it("is not asked for where the session has no user of its own", async () => {
    widget = new WidgetDriver({ getToken: async () => tokenWith({}) }, remembered);
    await widget.fill("Document type", "PA");
    await widget.fill("Document number", "123");
    await widget.press("Search");
    await widget.press(/^Continue with/);
    await widget.one("#find-product");
    assert.equal(widget.bff.to(recents).length, 0);
  });

  it("is asked for where it has one", async () => {
    widget = new WidgetDriver({ getToken: async () => tokenWith({ sub: "ana" }) }, remembered);
    await typeIs("CC");
  });
});
