import { assert } from "@esm-bundle/chai";
import { type FakeBff, refusal } from "../testing/fake-bff.ts";
import { collectWarnings } from "../testing/warnings.ts";
import { until, WidgetDriver } from "../testing/widget-driver.ts";
import { mount } from "./mount.ts";
import type { OsiguPreauth } from "./osigu-preauth.ts";
import { tokenWait } from "./token-wait.ts";

/** A token with these claims, as the BFF issues it. */
const tokenFor = (claims: object) =>
  `e30.${btoa(JSON.stringify(claims)).replaceAll("=", "").replaceAll("+", "-").replaceAll("/", "_")}.x`;

describe("A page's mistake is told to its developer", () => {
  let widget: WidgetDriver;
  let warnings: ReturnType<typeof collectWarnings>;
  const { milliseconds } = tokenWait;
  beforeEach(() => {
    warnings = collectWarnings();
  });
  afterEach(() => {
    widget.end();
    warnings.restore();
    tokenWait.milliseconds = milliseconds;
  });

  const said = (what: RegExp) => until(`${what}`, () => warnings.said.find((text) => what.test(text)));
  const open = (properties: object, prepare?: (bff: FakeBff) => void) => {
    widget = new WidgetDriver(properties as Partial<OsiguPreauth>, prepare);
    return widget;
  };
  const codes = () => widget.details("preauth-error").map((detail) => (detail as { code: string }).code);

  it("no getToken: a warning says what to set, and the person reads that the form is not set up", async () => {
    tokenWait.milliseconds = 20;
    open({ getToken: undefined });
    assert.include(await said(/getToken is not set/), "getToken = async");
    await widget.seesText("This form is not set up");
    assert.deepEqual(codes(), ["not_configured"]);
    widget.element.getToken = async () => "late";
    await widget.field("Document number");
    assert.notInclude(widget.words(), "not set up");
  });

  for (const [what, value, named] of [
    ["nothing", undefined, /resolved to undefined/],
    ["the whole answer", { access_token: "t", expires_in: 900 }, /an object with access_token, expires_in/],
    ["the answer as text", '{"access_token":"t"}', /a text that is no token/],
    ["an empty text", "", /an empty text/],
  ] as const) {
    it(`getToken gives ${what}: a warning names it, and nobody is told to sign in`, async () => {
      open({ getToken: async () => value });
      assert.include(await said(named), "access_token");
      await widget.seesText("This form is not set up");
      await until("the event", () => codes().length);
      assert.deepEqual(codes(), ["not_configured"]);
      assert.deepEqual(
        widget.bff.calls.map(({ method, path }) => `${method} ${path}`),
        [],
      );
    });
  }

  it("getToken fails: a warning names the error, and the person reads that the session ended", async () => {
    open({ getToken: () => Promise.reject(new Error("503 from the clinic")) });
    await said(/getToken failed: Error: 503 from the clinic/);
    await widget.seesText("Your session has ended");
  });

  it("the page's origin is not the host's: told apart from a dead line, with the command that adds it", async () => {
    const token = tokenFor({
      host: "clinica",
      origins: ["https://clinic.example"],
      aud: "osigu-preauth/sandbox",
    });
    open({ getToken: async () => token }, (bff) => bff.on("GET /v1/sponsors/*/forms", () => "dead"));
    assert.include(await said(/does not answer pages of/), `hosts origin add clinica ${location.origin}`);
    await widget.seesText("its address is not registered");
    await until("the event", () => codes().length);
    assert.deepEqual(codes(), ["origin_not_allowed"]);
  });

  it("a dead line is a dead line where the page's origin is the host's", async () => {
    const token = tokenFor({ host: "clinica", origins: [location.origin], aud: "osigu-preauth/sandbox" });
    open({ getToken: async () => token }, (bff) => bff.on("GET /v1/sponsors/*/forms", () => "dead"));
    await widget.seesText("No connection to the server");
    await until("the event", () => codes().length);
    assert.deepEqual(codes(), ["unreachable"]);
  });

  it("the sponsor is unknown: a warning names it, and the person reads that the insurer is not available", async () => {
    open({ sponsorSlug: "nope" }, (bff) =>
      bff.on("GET /v1/sponsors/*/forms", () => refusal(404, "not_found")),
    );
    await said(/no sponsor "nope"/);
    await widget.seesText("This insurer is not available here");
    assert.notInclude(widget.words(), "Go back");
    await until("the event", () => codes().length);
    assert.deepEqual(codes(), ["sponsor_unknown"]);
  });

  it("options and values that are ignored are named once, with what was meant", async () => {
    open({ productType: "MEDICATON", theme: "blue", locale: "xx" });
    widget.element.setAttribute("sponsorslug", "sponsor-norte");
    widget.element.setAttribute("oncomplete", "save()");
    await said(/productType is "MEDICATON".*MEDICATION, LAB/);
    await said(/theme is "blue".*light, dark, auto/);
    await said(/locale is "xx".*en, es, pt-BR/);
    await said(/no attribute "sponsorslug".*sponsor-slug/);
    await said(/no attribute "oncomplete".*the property onComplete/);
    assert.equal(new Set(warnings.said).size, warnings.said.length);
  });

  it("an unknown option of mount is named, and so is a container that has a widget", async () => {
    open({});
    const options = {
      container: document.body,
      getToken: async () => "t",
      onSucces: () => {},
      themes: "dark",
    };
    const { element, update, unmount } = mount({ ...options, sponsorSlug: "sponsor-norte" } as never);
    await said(/no option "onSucces"/);
    await said(/no option "themes".*theme/);
    await said(/mount was called twice/);
    assert.isOk(element.shadowRoot?.querySelector("h2"));
    update({ onDecison: () => {} } as never);
    await said(/no option "onDecison".*onDecision/);
    unmount();
  });

  it("a page that is right hears nothing", async () => {
    open({ theme: "auto", productType: "LAB", locale: "es-CO" });
    await until("what loads later", () => widget.element.deferredLoaded);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(warnings.said, []);
  });
});

describe("The events of a first screen that fails", () => {
  it("come in one order: ready, step, then the error with the sentence that the user reads", async () => {
    const widget = new WidgetDriver({}, (bff) =>
      bff.on("GET /v1/sponsors/*/forms", () => refusal(401, "unauthenticated")),
    );
    await until("the error", () => widget.details("preauth-error").length);
    assert.deepEqual(
      widget.events.map(({ type }) => type),
      ["preauth-ready", "preauth-step", "preauth-error"],
    );
    const [detail] = widget.details("preauth-error") as { message: string }[];
    assert.include(detail?.message, "Your session has ended");
    widget.end();
  });
});
