import { assert } from "@esm-bundle/chai";
import type { CreateAuthorizationRequest } from "@osigu-preauth/shared";
import { held, type Reply, refusal } from "../testing/fake-bff.ts";
import { beneficiary, outcome } from "../testing/fixtures.ts";
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
  let trial: WidgetDriver;
  afterEach(() => trial.end());

  it("goes from the search to the code", async () => {
    trial = new WidgetDriver();
    await toOutcome(trial);
    await trial.seesText("AUT-2048-77");
    assert.equal(trial.bff.to(create).length, 1);
    assert.equal(trial.bff.to(complete).length, 1);
  });

  it("says once that it is ready, and each step that a person comes to", async () => {
    trial = new WidgetDriver();
    await toDocuments(trial);
    assert.equal(trial.details("preauth-ready").length, 1);
    const steps = trial.details("preauth-step") as { name: string; index: number; total: number }[];
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

  it("tells the outcome once, with how long it took and the host's own number", async () => {
    trial = new WidgetDriver({ telemetry: { trackingId: "visit-7" } });
    await toOutcome(trial);
    const told = trial.details("preauth-complete") as Record<string, unknown>[];
    assert.equal(told.length, 1);
    const { duration_ms, telemetry_id, authorization_request_id, status } = told[0] ?? {};
    assert.equal(telemetry_id, "visit-7");
    assert.equal(authorization_request_id, "req-1");
    assert.equal(status, "COMPLETED");
    assert.isAbove(Number(duration_ms), 0);
  });

  it("waits for the page to say how a token is got", async () => {
    trial = new WidgetDriver({ getToken: undefined });
    await trial.element.updateComplete;
    assert.equal(trial.bff.calls.length, 0);
    trial.element.getToken = async () => "late";
    await trial.field("Document number");
    assert.equal(trial.bff.calls[0]?.headers.authorization, "Bearer late");
  });

  it("takes primitives as attributes, before and after it is in the page", async () => {
    trial = new WidgetDriver({ sponsorSlug: undefined, locale: undefined });
    trial.element.setAttribute("sponsor-slug", "sponsor-sul");
    trial.element.setAttribute("locale", "es");
    trial.element.setAttribute("theme", "dark");
    await until("Spanish", () => trial.root.querySelector("[lang=es] h2"));
    assert.equal(trial.element.dataset.theme, "dark");
    await until("the form", () => trial.bff.to("GET /v1/sponsors/*/forms").length);
    assert.include(trial.bff.to("GET /v1/sponsors/*/forms")[0]?.path, "sponsor-sul");
  });

  it("throws for no value of an attribute", async () => {
    trial = new WidgetDriver();
    for (const name of ["locale", "theme", "product-type"]) trial.element.setAttribute(name, "nonsense");
    await trial.field("Document number");
    assert.equal(trial.element.dataset.theme, "light");
  });

  it("shows the form that the present insurer has, whatever comes late", async () => {
    const slow = held();
    trial = new WidgetDriver({}, (insurer) =>
      insurer.on("GET /v1/sponsors/*/forms", ({ path }): Reply | Promise<Reply> =>
        path.includes("norte") ? slow.reply : { body: [{ form_id: "sul", label: "Sul", fields: [] }] },
      ),
    );
    await until("the first call", () => trial.bff.calls.length);
    trial.element.sponsorSlug = "sponsor-sul";
    await until("the second call", () => trial.element.flow.forms.state === "ready");
    slow.answer({ body: [] });
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(trial.element.flow.formId ?? trial.element.flow.forms.state, "ready");
    assert.equal(trial.element.flow.sponsorSlug, "sponsor-sul");
  });

  it("begins again when the host means another thing, and not when it only says the same again", async () => {
    const prefill = () => ({ diagnosisCode: "R51", products: [{ product_code: "MED-1", quantity: 4 }] });
    trial = new WidgetDriver({ prefill: prefill() });
    await trial.fill("Document number", "4711");
    trial.element.prefill = prefill();
    await trial.element.updateComplete;
    assert.equal((await trial.field("Document number")).value, "4711");
    trial.element.prefill = { ...prefill(), diagnosisCode: "G43" };
    await until("an empty field", async () => (await trial.field("Document number")).value === "");
  });

  it("changes language in the middle, and loses nothing that was typed", async () => {
    trial = new WidgetDriver();
    await trial.fill("Document number", "4711");
    trial.element.locale = "pt-BR";
    await until("Portuguese", () => trial.root.querySelector("[lang=pt-BR]"));
    assert.equal((await trial.field("Document number")).value, "4711");
  });

  it("has its events bubble out of whatever root it stands in", async () => {
    trial = new WidgetDriver();
    const outer = document.createElement("div");
    const root = outer.attachShadow({ mode: "open" });
    document.body.append(outer);
    root.append(trial.element);
    const heard = new Promise((resolve) =>
      document.addEventListener("preauth-error", resolve, { once: true }),
    );
    trial.bff.on(search, () => refusal(404, "beneficiary_not_found"));
    await trial.fill("Document type", "CC");
    await trial.fill("Document number", "1");
    await trial.press("Search");
    assert.equal(((await heard) as CustomEvent).detail.code, "beneficiary_not_found");
    outer.remove();
  });

  it("keeps everything when the page moves it elsewhere", async () => {
    trial = new WidgetDriver();
    await find(trial);
    const place = document.createElement("section");
    document.body.append(place);
    place.append(trial.element);
    await trial.element.updateComplete;
    assert.equal(trial.element.flow.found?.first_name, "MARIA");
    place.remove();
  });

  it("ends its calls when it is taken away, and a late answer does not revive it", async () => {
    const slow = held();
    trial = new WidgetDriver({}, (insurer) => insurer.on(search, () => slow.reply));
    await trial.fill("Document type", "CC");
    await trial.fill("Document number", "1");
    await trial.press("Search");
    await until("the call", () => trial.bff.to(search).length);
    const told = trial.events.length;
    trial.element.remove();
    await Promise.resolve();
    slow.answer({ body: beneficiary() });
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(trial.events.length, told);
    assert.equal(trial.bff.calls.at(-1)?.path.includes("search"), true, "nothing was called after it");
  });

  it("asks the page for a token again after a 401, sends the call once more, and loses nothing", async () => {
    const tokens = ["old", "new", "newer"];
    trial = new WidgetDriver({ getToken: async () => tokens.shift() ?? "none" }, (insurer) =>
      insurer.on(create, ({ headers }) =>
        headers.authorization === "Bearer old"
          ? refusal(401, "unauthenticated")
          : { status: 202, body: { authorization_request_id: "req-1", status: "PENDING_INDICATION" } },
      ),
    );
    await toDocuments(trial);
    const calls = trial.bff.to(create);
    assert.equal(calls.length, 2);
    assert.deepEqual(calls[0]?.body, calls[1]?.body);
    assert.equal(calls[0]?.headers["idempotency-key"], calls[1]?.headers["idempotency-key"]);
    assert.deepEqual(tokens, ["newer"]);
  });

  it("does not go on asking when the new token is refused too, and says that nothing is lost", async () => {
    trial = new WidgetDriver({}, (insurer) => insurer.on(search, () => refusal(401, "unauthenticated")));
    await trial.fill("Document type", "CC");
    await trial.fill("Document number", "123");
    await trial.press("Search");
    await trial.seesText("Nothing you entered is lost");
    assert.equal(trial.bff.to(search).length, 2);
    assert.equal((await trial.field("Document number")).value, "123");
  });

  it("sends once for 7 presses and Enter in one tick, at each step that sends", async () => {
    const slow = { [search]: held(), [create]: held(), [complete]: held() };
    trial = new WidgetDriver({}, (insurer) => {
      for (const [operation, { reply }] of Object.entries(slow)) insurer.on(operation, () => reply);
    });
    const spam = async (name: string) => {
      const button = await trial.one<HTMLButtonElement>("button", name);
      for (let press = 0; press < 7; press++) button.click();
      button.form?.requestSubmit();
      await trial.element.updateComplete;
    };
    await trial.fill("Document type", "CC");
    await trial.fill("Document number", "123");
    await spam("Search");
    slow[search]?.answer({ body: beneficiary() });
    await withChoices(trial, () => trial.press(/^Continue with/));
    await spam("Continue");
    slow[create]?.answer({ body: { authorization_request_id: "req-1", status: "PENDING_INDICATION" } });
    await toReview(trial, () => trial.title("Add the documents"));
    await spam("Request authorization");
    slow[complete]?.answer({ body: outcome() });
    await trial.seesText("AUT-2048-77");
    for (const operation of Object.keys(slow)) assert.equal(trial.bff.to(operation).length, 1, operation);
  });

  it("shows success only after the server said so", async () => {
    const slow = held();
    trial = new WidgetDriver({}, (insurer) => insurer.on(complete, () => slow.reply));
    await toReview(trial);
    await trial.press("Request authorization");
    await until("the call", () => trial.bff.to(complete).length);
    assert.isFalse(trial.has("h2", "Approved"));
    assert.equal(trial.details("preauth-complete").length, 0);
    slow.answer(refusal(503, "upstream_unavailable"));
    await trial.one("[role=alert] p");
    assert.isFalse(trial.has("h2", "Approved"));
    assert.equal(trial.details("preauth-complete").length, 0);
  });
});

describe("The host's say", () => {
  let trial: WidgetDriver;
  afterEach(() => trial.end());
  const choices = async (beforeSubmit: (payload: CreateAuthorizationRequest) => unknown) => {
    trial = new WidgetDriver({ hooks: { beforeSubmit } as OsiguPreauth["hooks"] });
    await withChoices(trial);
    await trial.press("Continue");
  };

  it("can change what is sent", async () => {
    await choices((payload) => ({ ...payload, provider_branch_id: "branch-9" }));
    await trial.title("Add the documents");
    const [call] = trial.bff.to(create);
    assert.include(call?.body, { provider_branch_id: "branch-9" });
  });

  it("can stop it, and the person may press again", async () => {
    await choices(() => false);
    await until("the end of waiting", () => trial.element.flow.running === undefined);
    assert.equal(trial.bff.to(create).length, 0);
    assert.equal(trial.element.flow.step, "select_products");
  });

  it("that is broken off by the page itself is no endless waiting", async () => {
    const { error } = console;
    console.error = () => {};
    await choices(async () => {
      throw new DOMException("The page's own call was ended", "AbortError");
    });
    await until("the end of waiting", () => trial.element.flow.running === undefined);
    console.error = error;
    assert.equal(trial.bff.to(create).length, 0);
    assert.isTrue(trial.has("h2", "What is needed?"));
  });

  it("in each step, where it throws, keeps nobody from an answer", async () => {
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
    trial = new WidgetDriver({ hooks: { onStepChange } });
    await toOutcome(trial);
    await trial.title("Approved");
    removeEventListener("error", note, true);
    window.onerror = onerror;
    assert.equal(thrown.length, 5, "the page hears of it each time");
    assert.deepEqual(trial.details("preauth-error"), []);
  });

  it("is a mistake of the page's when it throws: that is shown, and the person may press again", async () => {
    const { error } = console;
    const logged: unknown[] = [];
    console.error = (thrown: unknown) => logged.push(thrown);
    await choices(() => {
      throw new Error("The page's own mistake");
    });
    await until("the end of waiting", () => trial.element.flow.running === undefined);
    console.error = error;
    assert.match(String(logged[0]), /The page's own mistake/);
    assert.equal(trial.bff.to(create).length, 0);
    assert.isTrue(trial.words().length > 0);
  });
});

describe("What is announced", () => {
  let trial: WidgetDriver;
  afterEach(() => trial.end());

  it("has its regions from the first render, empty, and keeps them", async () => {
    trial = new WidgetDriver({}, (insurer) =>
      insurer.on(search, () => refusal(404, "beneficiary_not_found")),
    );
    await trial.field("Document number");
    const [status, alert] = ["status", "alert"].map((role) => trial.root.querySelector(`[role=${role}]`));
    assert.equal(status?.textContent, "");
    assert.equal(alert?.textContent?.trim(), "");
    await trial.fill("Document type", "CC");
    await trial.fill("Document number", "1");
    await trial.press("Search");
    await trial.seesText("Not found");
    assert.strictEqual(trial.root.querySelector("[role=alert]"), alert);
    assert.include(alert?.textContent, "Not found");
  });

  it("is each result exactly once, also when two are the same", async () => {
    trial = new WidgetDriver();
    await withChoices(trial);
    const said: string[] = [];
    const status = trial.announcer;
    const watch = new MutationObserver(() => said.push(status.textContent ?? ""));
    watch.observe(status, { childList: true, characterData: true, subtree: true });
    for (const typed of ["hea", "head"]) {
      await trial.fill("Diagnoses", typed);
      await trial.one("[role=option]");
      await until(`the answer to ${typed}`, () =>
        trial.bff.calls.some(({ path }) => path.includes(`query=${typed}`)),
      );
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    watch.disconnect();
    assert.deepEqual(
      said.map((text) => text.trim()),
      ["2 results", "2 results"],
    );
  });

  it("is what was found, before the person goes on with it", async () => {
    trial = new WidgetDriver();
    await find(trial);
    assert.include(trial.announcer.textContent, "MARIA GONZALEZ");
  });
});

describe("Where the keyboard is", () => {
  let trial: WidgetDriver;
  afterEach(() => trial.end());

  it("is nowhere in the widget before somebody goes there", async () => {
    trial = new WidgetDriver();
    await trial.field("Document number");
    assert.isNull(trial.focused());
  });

  it("goes to the first wrong field when a step is submitted with errors", async () => {
    trial = new WidgetDriver();
    await trial.fill("Document type", "CC");
    await trial.press("Search");
    const wrong = await trial.field("Document number");
    await until("focus", () => trial.focused() === wrong);
    assert.equal(trial.focused()?.getAttribute("aria-invalid"), "true");
  });

  it("goes to the title of each next step", async () => {
    trial = new WidgetDriver();
    await toDocuments(trial);
    await until("focus", () => trial.focused()?.localName === "h2");
    assert.equal(trial.focused()?.textContent, "Add the documents");
  });

  it("goes to the person found", async () => {
    trial = new WidgetDriver();
    await find(trial);
    await until("focus", () => trial.focused()?.textContent?.includes("MARIA"));
  });
});
