import { assert } from "@esm-bundle/chai";
import { close } from "../steps/outcome/close.ts";
import { refusal } from "../testing/fake-bff.ts";
import { collectWarnings } from "../testing/warnings.ts";
import { toOutcome, until, WidgetDriver } from "../testing/widget-driver.ts";
import { mount } from "./mount.ts";
import { OsiguPreauth } from "./osigu-preauth.ts";
import { define } from "./osigu-preauth-define.ts";

const getToken = async () => "token";

describe("mount", () => {
  let widget: WidgetDriver;
  let place: HTMLElement;

  beforeEach(() => {
    // For its network only; the element under test is the one that `mount` makes.
    widget = new WidgetDriver();
    widget.element.remove();
    place = document.createElement("div");
    place.id = "place";
    document.body.append(place);
  });
  afterEach(() => {
    place.remove();
    widget.end();
  });

  it("creates the element inside the container, a selector or an element", () => {
    for (const container of ["#place", place]) {
      const { element, unmount } = mount({ container, getToken });
      assert.isTrue(element.parentElement === place);
      assert.instanceOf(element, OsiguPreauth);
      unmount();
      assert.equal(place.childElementCount, 0);
    }
  });

  it("and unmount within one task, as by an effect that React's StrictMode runs twice, request nothing", async () => {
    let tokens = 0;
    const options = {
      container: place,
      bffUrl: widget.bff.url,
      getToken: async () => `token-${++tokens}`,
      sponsorSlug: "sponsor-norte",
    };
    mount(options).unmount();
    const { element, unmount } = mount(options);
    await until("its form", () => element.shadowRoot?.querySelector("input"));
    assert.equal(tokens, 1);
    assert.equal(widget.bff.to("GET /v1/sponsors/*/forms").length, 1);
    unmount();
  });

  it("throws for an invalid option", () => {
    assert.throws(() => mount({ container: "#nowhere", getToken }), /no element matches "#nowhere"/);
    assert.throws(() => mount({ container: place } as never), /getToken is not a function/);
  });

  it("passes every option of the vendor's widget to the element, and accepts an environment", () => {
    const options = {
      sponsorSlug: "sponsor-norte",
      productType: "LAB",
      locale: "es",
      theme: "dark",
      bffUrl: "https://bff.example",
      telemetry: { trackingId: "t" },
      prefill: { diagnosisCode: "R51" },
      hooks: {},
    } as const;
    const { element, unmount } = mount({ container: place, getToken, environment: "sandbox", ...options });
    for (const [name, value] of Object.entries(options)) {
      assert.strictEqual(element[name as keyof typeof options], value);
    }
    assert.notProperty(element, "environment");
    unmount();
  });

  it("calls the callbacks with the detail of the events", async () => {
    const calls: [string, unknown][] = [];
    const record = (name: string) => (detail?: unknown) => calls.push([name, detail]);
    widget.bff.on("POST /v1/sponsors/*/search", () => refusal(404, "beneficiary_not_found"));
    const { element, unmount } = mount({
      container: place,
      bffUrl: widget.bff.url,
      getToken,
      sponsorSlug: "sponsor-norte",
      locale: "en",
      onReady: record("ready"),
      onStepChange: record("step"),
      onError: record("error"),
      onClose: record("close"),
    });
    await until("ready", () => calls.length >= 2);
    const { dispatch } = element as OsiguPreauth;
    dispatch({ type: "search_edited", key: "document_type", value: "CC" });
    dispatch({ type: "search_edited", key: "document_number", value: "1" });
    dispatch({ type: "search_submitted" });
    await until("an error", () => calls.some(([name]) => name === "error"));
    close(element as OsiguPreauth);
    assert.deepEqual(
      calls.map(([name]) => name),
      ["ready", "step", "error", "close"],
    );
    assert.include(calls[1]?.[1], { name: "search_beneficiary", index: 0 });
    assert.include(calls[2]?.[1], { code: "beneficiary_not_found", retryable: false });
    unmount();
  });

  it("mounts again after a removal, and several widgets on a page", async () => {
    mount({ container: place, getToken }).unmount();
    mount({ container: place, getToken, sponsorSlug: "sponsor-norte", locale: "en" });
    mount({ container: place, getToken, sponsorSlug: "sponsor-norte", locale: "es" });
    await until("both", () => [...place.children].every((each) => each.shadowRoot?.querySelector("h2")));
    assert.equal(place.childElementCount, 2);
  });
});

describe("define", () => {
  it("is silent for the same copy, and warns once for another one with both versions", async () => {
    const warnings = collectWarnings();
    const said = () => warnings.said.filter((text) => text.includes("already defined"));
    define();
    const known = customElements.get;
    customElements.get = () => Object.assign(class extends HTMLElement {}, { version: "0.0.9" });
    define();
    customElements.get = known;
    await until("the warning", () => said().length);
    warnings.restore();
    assert.equal(said().length, 1);
    assert.include(said()[0], "0.0.9");
    assert.include(said()[0], OsiguPreauth.version);
  });
});

describe("After the outcome", () => {
  it("starts another request empty", async () => {
    const widget = new WidgetDriver();
    await toOutcome(widget);
    await widget.press("New request");
    await widget.field("Document number");
    assert.equal((await widget.field("Document number")).value, "");
    assert.deepEqual(widget.element.flow.products, []);
    widget.end();
  });
});
