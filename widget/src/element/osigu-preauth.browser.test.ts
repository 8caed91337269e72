import { assert } from "@esm-bundle/chai";
import type { CreateAuthorizationRequest } from "@osigu-preauth/shared";
import { held, type Reply, refusal } from "../testing/fake-bff.ts";
import { beneficiary, configuration, outcome } from "../testing/fixtures.ts";
import {
  find,
  toDocuments,
  toOutcome,
  toReview,
  until,
  WidgetDriver,
  withChoices,
} from "../testing/widget-driver.ts";
import type { OsiguPreauth } from "./osigu-preauth.ts";

const create = "POST /arc/v1/authorization-requests";
const complete = "POST /arc/v1/authorization-requests/*/complete";
const search = "POST /v1/sponsors/*/search";

describe("<osigu-preauth>", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());

  it("leads from the search to the authorization code", async () => {
    widget = new WidgetDriver();
    await toOutcome(widget);
    await widget.seesText("AUT-2048-77");
    assert.equal(widget.bff.to(create).length, 1);
    assert.equal(widget.bff.to(complete).length, 1);
  });

  it("dispatches `preauth-ready` once, and `preauth-step` for each step", async () => {
    widget = new WidgetDriver();
    await toDocuments(widget);
    assert.equal(widget.details("preauth-ready").length, 1);
    const steps = widget.details("preauth-step") as { name: string; index: number; total: number }[];
    assert.deepEqual(
      steps.map(({ name, index }) => [name, index]),
      [
        ["search_beneficiary", 0],
        ["select_products", 1],
        ["capture_indication", 2],
      ],
    );
    assert.isAtLeast(steps[0]?.total ?? 0, 5);
  });

  it("dispatches the step of the outcome before `preauth-complete`, and no step after it", async () => {
    const order: string[] = [];
    const onStepChange = ({ name }: { name: string }) => order.push(`hook ${name}`);
    widget = new WidgetDriver({ hooks: { onStepChange } });
    for (const type of ["preauth-step", "preauth-complete", "preauth-decision"] as const) {
      widget.element.addEventListener(type, (event) => {
        const { name = "" } = (event as CustomEvent<{ name?: string }>).detail;
        order.push(`${type} ${name}`.trim());
      });
    }
    await toOutcome(widget);
    await widget.title("Approved");
    assert.deepEqual(order.slice(-3), ["hook outcome", "preauth-step outcome", "preauth-complete"]);
  });

  it("shows with a problem what support needs to find it: the ids of the call and of the request", async () => {
    widget = new WidgetDriver({}, (bff) => {
      bff.on(complete, () => refusal(422, "validation_failed", { request_id: "call-7f3a" }));
    });
    await toReview(widget);
    await widget.press("Request authorization");
    const details = await widget.one<HTMLDetailsElement>("[part=problem] details");
    assert.isFalse(details.open, "folded");
    details.open = true;
    await widget.seesText("Reference for support: call-7f3a");
    await widget.seesText("Request number: req-1");
  });

  it("tells of a biometric check before a product is typed, to the user and to the page, once", async () => {
    widget = new WidgetDriver({ productType: "MEDICATION" }, (bff) =>
      bff.on("GET /arc/v1/sponsors/*/configuration", () => ({
        body: configuration({ biometric_required: true }),
      })),
    );
    await find(widget);
    await widget.seesText("asks for a fingerprint or a photo of the patient");
    await widget.press(/^Continue with/);
    await widget.title("What is needed?");
    await widget.seesText("asks for a fingerprint or a photo of the patient");
    const problems = widget.details("preauth-error") as Record<string, unknown>[];
    assert.deepEqual(
      problems.map(({ code, retryable }) => [code, retryable]),
      [["biometric_required", false]],
    );
  });

  it("says that an insurer with forms for reimbursements alone takes no request, also to the page", async () => {
    widget = new WidgetDriver({}, (bff) => bff.on("GET /v1/sponsors/*/forms", () => ({ body: [] })));
    await widget.seesText("This insurer does not take authorization requests here");
    assert.isFalse(widget.has("button", "Try again"));
    const problems = widget.details("preauth-error") as Record<string, unknown>[];
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["no_search_form"],
    );
  });

  it("dispatches the outcome once, with its duration and the telemetry id", async () => {
    widget = new WidgetDriver({ telemetry: { trackingId: "visit-7" } });
    await toOutcome(widget);
    const outcomes = widget.details("preauth-complete") as Record<string, unknown>[];
    assert.equal(outcomes.length, 1);
    const { duration_ms, telemetry_id, authorization_request_id, status } = outcomes[0] ?? {};
    assert.equal(telemetry_id, "visit-7");
    assert.equal(authorization_request_id, "req-1");
    assert.equal(status, "COMPLETED");
    assert.isAbove(Number(duration_ms), 0);
  });

  it("waits for `getToken`", async () => {
    widget = new WidgetDriver({ getToken: undefined });
    await widget.element.updateComplete;
    assert.equal(widget.bff.calls.length, 0);
    widget.element.getToken = async () => "late";
    await widget.field("Document number");
    assert.equal(widget.bff.calls[0]?.headers.authorization, "Bearer late");
  });

  it("reads attributes before and after it is in the document", async () => {
    widget = new WidgetDriver({ sponsorSlug: undefined, locale: undefined });
    widget.element.setAttribute("sponsor-slug", "sponsor-sul");
    widget.element.setAttribute("locale", "es");
    widget.element.setAttribute("theme", "dark");
    await until("Spanish", () => widget.root.querySelector("[lang=es] h2"));
    assert.equal(widget.element.dataset.theme, "dark");
    await until("the form", () => widget.bff.to("GET /v1/sponsors/*/forms").length);
    assert.include(widget.bff.to("GET /v1/sponsors/*/forms")[0]?.path, "sponsor-sul");
  });

  it("throws for no attribute value", async () => {
    widget = new WidgetDriver();
    for (const name of ["locale", "theme", "product-type"]) widget.element.setAttribute(name, "nonsense");
    await widget.field("Document number");
    assert.equal(widget.element.dataset.theme, "light");
  });

  it("shows the form of the current sponsor, whatever arrives late", async () => {
    const slow = held();
    widget = new WidgetDriver({}, (bff) =>
      bff.on("GET /v1/sponsors/*/forms", ({ path }): Reply | Promise<Reply> =>
        path.includes("norte") ? slow.reply : { body: [{ form_id: "sul", label: "Sul", fields: [] }] },
      ),
    );
    await until("the first call", () => widget.bff.calls.length);
    widget.element.sponsorSlug = "sponsor-sul";
    await until("the second call", () => widget.element.flow.forms.state === "ready");
    slow.answer({ body: [] });
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(widget.element.flow.formId ?? widget.element.flow.forms.state, "ready");
    assert.equal(widget.element.flow.sponsorSlug, "sponsor-sul");
  });

  it("starts again with other options, and not with equal ones", async () => {
    const prefill = () => ({ diagnosisCode: "R51", products: [{ product_code: "MED-1", quantity: 4 }] });
    widget = new WidgetDriver({ prefill: prefill() });
    await widget.fill("Document number", "4711");
    widget.element.prefill = prefill();
    await widget.element.updateComplete;
    assert.equal((await widget.field("Document number")).value, "4711");
    widget.element.prefill = { ...prefill(), diagnosisCode: "G43" };
    await until("an empty field", async () => (await widget.field("Document number")).value === "");
  });

  it("changes the language and keeps what was entered", async () => {
    widget = new WidgetDriver();
    await widget.fill("Document number", "4711");
    widget.element.locale = "pt-BR";
    await until("Portuguese", () => widget.root.querySelector("[lang=pt-BR]"));
    assert.equal((await widget.field("Número do documento")).value, "4711");
  });

  it("dispatches events that bubble out of shadow roots", async () => {
    widget = new WidgetDriver();
    const outer = document.createElement("div");
    const root = outer.attachShadow({ mode: "open" });
    document.body.append(outer);
    root.append(widget.element);
    const received = new Promise((resolve) =>
      document.addEventListener("preauth-error", resolve, { once: true }),
    );
    widget.bff.on(search, () => refusal(404, "beneficiary_not_found"));
    await widget.fill("Document type", "CC");
    await widget.fill("Document number", "1");
    await widget.press("Search");
    assert.equal(((await received) as CustomEvent).detail.code, "beneficiary_not_found");
    outer.remove();
  });

  it("keeps its state when the page moves it", async () => {
    widget = new WidgetDriver();
    await find(widget);
    const place = document.createElement("section");
    document.body.append(place);
    place.append(widget.element);
    await widget.element.updateComplete;
    assert.equal(widget.element.flow.found?.first_name, "MARIA");
    place.remove();
  });

  it("aborts its requests when it is removed, and ignores late responses", async () => {
    const slow = held();
    widget = new WidgetDriver({}, (bff) => bff.on(search, () => slow.reply));
    await widget.fill("Document type", "CC");
    await widget.fill("Document number", "1");
    await widget.press("Search");
    await until("the call", () => widget.bff.to(search).length);
    const eventCount = widget.events.length;
    widget.element.remove();
    await Promise.resolve();
    slow.answer({ body: beneficiary() });
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(widget.events.length, eventCount);
    assert.equal(widget.bff.calls.at(-1)?.path.includes("search"), true, "nothing was called after it");
  });

  it("requests a new token after a 401, repeats the call once, and keeps everything", async () => {
    const tokens = ["old", "new", "newer"];
    widget = new WidgetDriver({ getToken: async () => tokens.shift() ?? "none" }, (bff) =>
      bff.on(create, ({ headers }) =>
        headers.authorization === "Bearer old"
          ? refusal(401, "unauthenticated")
          : { status: 202, body: { authorization_request_id: "req-1", status: "PENDING_INDICATION" } },
      ),
    );
    await toDocuments(widget);
    const calls = widget.bff.to(create);
    assert.equal(calls.length, 2);
    assert.deepEqual(calls[0]?.body, calls[1]?.body);
    assert.equal(calls[0]?.headers["idempotency-key"], calls[1]?.headers["idempotency-key"]);
    assert.deepEqual(tokens, ["newer"]);
  });

  for (const [what, promise, used] of [
    ["takes the promise of a token", async () => "promised", "promised"],
    ["calls getToken when the promise of a token fails", () => Promise.reject(new Error("No token.")), "new"],
  ] as const) {
    it(what, async () => {
      widget = new WidgetDriver({ token: promise(), getToken: async () => "new" });
      await widget.field("Document number");
      assert.equal(widget.bff.calls[0]?.headers.authorization, `Bearer ${used}`);
      assert.isUndefined(widget.element.token);
    });
  }

  it("stops after a second 401, and shows that nothing is lost", async () => {
    widget = new WidgetDriver({}, (bff) => bff.on(search, () => refusal(401, "unauthenticated")));
    await widget.fill("Document type", "CC");
    await widget.fill("Document number", "123");
    await widget.press("Search");
    await widget.seesText("Nothing you entered is lost");
    assert.equal(widget.bff.to(search).length, 2);
    assert.equal((await widget.field("Document number")).value, "123");
  });

  it("sends once for 7 presses and Enter in one tick, in each step", async () => {
    const slow = { [search]: held(), [create]: held(), [complete]: held() };
    widget = new WidgetDriver({}, (bff) => {
      for (const [operation, { reply }] of Object.entries(slow)) bff.on(operation, () => reply);
    });
    const spam = async (name: string) => {
      const button = await widget.one<HTMLButtonElement>("button", name);
      for (let press = 0; press < 7; press++) button.click();
      button.form?.requestSubmit();
      await widget.element.updateComplete;
    };
    await widget.fill("Document type", "CC");
    await widget.fill("Document number", "123");
    await spam("Search");
    slow[search]?.answer({ body: beneficiary() });
    await withChoices(widget, () => widget.press(/^Continue with/));
    await spam("Continue");
    slow[create]?.answer({
      status: 202,
      body: { authorization_request_id: "req-1", status: "PENDING_INDICATION" },
    });
    await toReview(widget, () => widget.title("Add the documents"));
    await spam("Request authorization");
    slow[complete]?.answer({ body: outcome() });
    await widget.seesText("AUT-2048-77");
    for (const operation of Object.keys(slow)) assert.equal(widget.bff.to(operation).length, 1, operation);
  });

  it("shows success only after the response", async () => {
    const slow = held();
    widget = new WidgetDriver({}, (bff) => bff.on(complete, () => slow.reply));
    await toReview(widget);
    await widget.press("Request authorization");
    await until("the call", () => widget.bff.to(complete).length);
    assert.isFalse(widget.has("h2", "Approved"));
    assert.equal(widget.details("preauth-complete").length, 0);
    slow.answer(refusal(503, "upstream_unavailable"));
    await widget.one("[role=alert] p");
    assert.isFalse(widget.has("h2", "Approved"));
    assert.equal(widget.details("preauth-complete").length, 0);
  });
});

describe("The host page's hook", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());
  const choices = async (beforeSubmit: (payload: CreateAuthorizationRequest) => unknown) => {
    widget = new WidgetDriver({ hooks: { beforeSubmit } as OsiguPreauth["hooks"] });
    await withChoices(widget);
    await widget.press("Continue");
  };

  it("can change the payload", async () => {
    await choices((payload) => ({ ...payload, provider_branch_id: "branch-9" }));
    await widget.title("Add the documents");
    const [call] = widget.bff.to(create);
    assert.include(call?.body, { provider_branch_id: "branch-9" });
  });

  it("can stop the create, and the user can repeat it", async () => {
    await choices(() => false);
    await until("the end of waiting", () => widget.element.flow.running === undefined);
    assert.equal(widget.bff.to(create).length, 0);
    assert.equal(widget.element.flow.step, "select_products");
    assert.deepEqual(widget.details("preauth-error"), [], "nothing has failed");
  });

  it("that aborts does not leave the widget waiting", async () => {
    const { error } = console;
    console.error = () => {};
    await choices(async () => {
      throw new DOMException("The page's own call was ended", "AbortError");
    });
    await until("the end of waiting", () => widget.element.flow.running === undefined);
    console.error = error;
    assert.equal(widget.bff.to(create).length, 0);
    assert.isTrue(widget.has("h2", "What is needed?"));
  });

  it("that throws in a step does not stop the flow", async () => {
    const thrown: unknown[] = [];
    const note = (event: ErrorEvent) => {
      thrown.push(event.error);
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const { onerror } = window;
    window.onerror = null;
    addEventListener("error", note, true);
    const onStepChange = () => {
      throw new Error("The page's own mistake");
    };
    widget = new WidgetDriver({ hooks: { onStepChange } });
    await toOutcome(widget);
    await widget.title("Approved");
    removeEventListener("error", note, true);
    window.onerror = onerror;
    assert.equal(thrown.length, 5, "the page hears of it each time");
    assert.deepEqual(widget.details("preauth-error"), []);
  });

  it("that throws is shown as an error, and the user can try again", async () => {
    const { error } = console;
    const logged: unknown[] = [];
    console.error = (thrown: unknown) => logged.push(thrown);
    await choices(() => {
      throw new Error("The page's own mistake");
    });
    await until("the end of waiting", () => widget.element.flow.running === undefined);
    console.error = error;
    assert.match(String(logged[0]), /The page's own mistake/);
    assert.equal(widget.bff.to(create).length, 0);
    assert.isTrue(widget.words().length > 0);
  });
});
