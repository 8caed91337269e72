import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SearchField } from "@osigu-preauth/shared";
import { beneficiary, forms, searchField } from "../../testing/fixtures.ts";
import { FlowDriver } from "../../testing/flow-driver.ts";
import { chosenPerson, peopleOf } from "../selectors/beneficiary.ts";
import { initialState } from "../state.ts";
import { transition } from "../transition.ts";
import { fieldAt } from "./beneficiary.ts";
import { searchReducers } from "./search.ts";

const formOf = (...fields: SearchField[]) => ({ form_id: "only", label: "Only", fields });
const driverWith = (...fields: SearchField[]) =>
  new FlowDriver().send({ type: "started" }).succeed("load_forms", [formOf(...fields)]);
const inputOf = (driver: FlowDriver) =>
  driver.send({ type: "search_submitted" }).pendingEffect("search").input;

describe("The values of a search", () => {
  it("are true or false for a checkbox, false also where it is required", () => {
    const tick = (key: string, required: boolean) => searchField({ key, type: "BOOLEAN", required });
    const driver = driverWith(
      tick("asked", true),
      tick("left", false),
      tick("ticked", false),
      tick("undone", false),
    );
    driver.send(
      { type: "search_edited", key: "ticked", value: "true" },
      { type: "search_edited", key: "undone", value: "false" },
    );
    assert.deepEqual(inputOf(driver), { asked: false, ticked: true, undone: false });
  });

  it("include the sponsor's defaults, unless the user cleared them", () => {
    const driver = driverWith(
      searchField({ key: "country", default_value: "GT", required: false }),
      searchField({ key: "city", default_value: "Xela", required: false }),
      searchField({ key: "doctor", type: "DOCTOR_CARD", default_value: "Dr. Paz" }),
      searchField({ key: "nobody", type: "BENEFICIARY" }),
    );
    driver.send({ type: "search_edited", key: "city", value: "" });
    assert.deepEqual(inputOf(driver), { country: "GT", doctor: "Dr. Paz" });
  });

  it("include no option of another form", () => {
    const options = [{ value: "A", label: "A" }];
    const driver = driverWith(searchField({ key: "plan", type: "SELECT", options, required: false }));
    driver.send({ type: "search_edited", key: "plan", value: "B" });
    assert.deepEqual(inputOf(driver), {});
  });

  const pasted: [string, string, string, string][] = [
    ["a document number", "TEXT", "\u202D123\u00AD456789\u202C\u200B", "123456789"],
    ["a document number with other dashes", "TEXT", "1-234\u20115", "1-234-5"],
    ["full-width figures", "INTEGER", "１２３", "123"],
    ["a telephone", "PHONE", "\u202A+57\u00A0300\u00A0000\u20110028\u202C", "+57 300 000-0028"],
    ["an e-mail address", "EMAIL", "\u200Eana@example.com\u200B", "ana@example.com"],
    ["words", "TEXTAREA", "\u200Eone –\u00A0two", "one – two"],
  ];
  for (const [what, type, value, sent] of pasted) {
    it(`are not sent with what cannot be seen in a paste: ${what}`, () => {
      const driver = driverWith(searchField({ key: "key", type: type as SearchField["type"] }));
      driver.send({ type: "search_edited", key: "key", value });
      assert.deepEqual(inputOf(driver), { key: sent });
    });
  }

  it("include options exactly as the sponsor writes them", () => {
    const options = [{ value: "CC ", label: "Citizen card" }];
    const driver = driverWith(searchField({ key: "document_type", type: "SELECT", options }));
    driver.send({ type: "search_edited", key: "document_type", value: "CC " });
    assert.deepEqual(inputOf(driver), { document_type: "CC " });
  });

  it("work for keys of `Object.prototype`", () => {
    const keys = ["constructor", "toString", "__proto__"];
    const driver = driverWith(...keys.map((key) => searchField({ key })));
    driver.send({ type: "search_submitted" });
    assert.deepEqual(Object.keys(driver.flow.errors), keys);
    for (const key of keys) driver.send({ type: "search_edited", key, value: `${key}!` });
    assert.deepEqual(
      Object.entries(inputOf(driver)),
      keys.map((key) => [key, `${key}!`]),
    );
  });

  it("accept any prefill of a host page", () => {
    const setup = {
      sponsorSlug: "s",
      beneficiarySearchInput: { a: 7, b: null } as unknown as Record<string, string>,
    };
    const driver = new FlowDriver(setup).send({ type: "started" });
    driver.succeed("load_forms", [
      formOf(searchField({ key: "a" }), searchField({ key: "b", required: false })),
    ]);
    assert.deepEqual(inputOf(driver), { a: "7" });
  });

  it("that a host page prefills are sent without the marks of a paste", () => {
    const beneficiarySearchInput = {
      document_number: "\u202D１２３‑４\u202C",
      notes: "one\ntwo – three\u200B",
    };
    const driver = new FlowDriver({ sponsorSlug: "s", beneficiarySearchInput }).send({ type: "started" });
    driver.succeed("load_forms", [
      formOf(searchField({ key: "document_number" }), searchField({ key: "notes", type: "TEXTAREA" })),
    ]);
    assert.deepEqual(inputOf(driver), {
      document_number: "123-4",
      notes: "one\ntwo – three",
    });
  });
});

describe("A field", () => {
  const email = () => driverWith(searchField({ key: "email", type: "EMAIL" }), searchField({ key: "other" }));
  const typed = (value: string) => ({ type: "search_edited", key: "email", value }) as const;

  it("is validated on blur, not while the user types", () => {
    const driver = email().send(typed("ana"));
    assert.deepEqual(driver.flow.errors, {});
    driver.send({ type: "search_left", key: "email" });
    assert.deepEqual(driver.flow.errors, { email: { reason: "format" } });
  });

  it("with an error is validated with every key", () => {
    const driver = email().send(typed("ana"), { type: "search_left", key: "email" }, typed("ana@mail"));
    assert.deepEqual(driver.flow.errors, { email: { reason: "format" } });
    driver.send(typed("ana@mail.example"));
    assert.deepEqual(driver.flow.errors, {});
    driver.send(typed(""), { type: "search_left", key: "email" });
    assert.deepEqual(driver.flow.errors, { email: { reason: "required" } });
  });

  it("that was never edited has no error", () => {
    const driver = email().send({ type: "search_left", key: "email" });
    assert.deepEqual(driver.flow.errors, {});
  });

  it("keeps its value when the user changes the form", () => {
    const [first] = forms();
    assert.ok(first);
    const second = { ...formOf(searchField({ key: "member" })), form_id: "second" };
    const driver = new FlowDriver().send({ type: "started" }).succeed("load_forms", [first, second]);
    driver.send({ type: "search_edited", key: "document_number", value: "77" });
    driver.send({ type: "form_chosen", formId: "second" }, { type: "form_chosen", formId: "by-document" });
    assert.equal(driver.flow.searchValues.document_number, "77");
  });
});

describe("Before the deferred reducers are loaded", () => {
  const ready = () => {
    const { flow } = transition(searchReducers, initialState({ sponsorSlug: "sponsor-norte" }), {
      type: "started",
    });
    const effect = { type: "load_forms", sponsorSlug: "sponsor-norte" } as const;
    return transition(searchReducers, flow, { type: "effect_succeeded", effect, value: forms() }).flow;
  };

  it("a search waits for them, once", () => {
    const { flow, effects } = transition(searchReducers, ready(), { type: "search_submitted" });
    assert.equal(flow.running, "search");
    assert.deepEqual(effects, [{ type: "load_deferred" }]);
    assert.deepEqual(transition(searchReducers, flow, { type: "search_submitted" }).effects, []);
  });

  it("a search fails when they cannot be loaded, and can be repeated", () => {
    const { flow } = transition(searchReducers, ready(), { type: "search_submitted" });
    const problem = { code: "unreachable", retryable: true } as const;
    const { flow: next } = transition(searchReducers, flow, {
      type: "effect_failed",
      effect: { type: "load_deferred" },
      problem,
    });
    assert.deepEqual([next.running, next.problem], [undefined, problem]);
  });

  it("the form is validated as soon as they are loaded", () => {
    const driver = driverWith(searchField({ key: "number" }));
    driver.flow = { ...driver.flow, running: "search" };
    driver.succeed("load_deferred", undefined, { type: "load_deferred" });
    assert.deepEqual(driver.flow.errors, { number: { reason: "required" } });
    assert.equal(driver.flow.running, undefined);
  });
});

describe("The sponsors", () => {
  const sponsor = (slug: string, types?: string[]) => ({
    sponsor_slug: slug,
    name: slug,
    product_types: types,
  });
  const offered = (productType: string | undefined) => {
    const driver = new FlowDriver({ productType }).send({ type: "started" });
    driver.succeed("load_sponsors", [
      sponsor("all"),
      sponsor("lab", ["LAB"]),
      sponsor("drugs", ["MEDICATION"]),
    ]);
    const { sponsors } = driver.flow;
    return sponsors.state === "ready" ? sponsors.value.map(({ name }) => name) : [];
  };

  it("are those that cover the host page's product type", () => {
    assert.deepEqual(offered("LAB"), ["all", "lab"]);
    assert.deepEqual(offered(undefined), ["all", "lab", "drugs"]);
  });

  it("without a form are a failure", () => {
    const driver = new FlowDriver().send({ type: "started" }).fail("load_forms", "no_search_form");
    assert.equal(driver.flow.forms.state, "failed");
    driver.send({ type: "loading_retried" });
    assert.equal(driver.count("load_forms"), 2);
  });
});

describe("The path of an error", () => {
  const fields = [
    searchField({ key: "member_id", label: "Member number" }),
    searchField({ key: "birth_date", label: "Date of birth" }),
    searchField({ key: "plan.code", label: "Plan" }),
    searchField({ key: "7", label: "Seven" }),
  ];
  const paths: Record<string, string[]> = {
    birth_date: [
      "birth_date",
      "birthDate",
      "/birth_date",
      "/fields/birth_date",
      "fields.birthDate",
      "fields[1]",
      "fields.1.value",
      "/fields/1",
      "$.search['birth_date']",
      "BIRTH-DATE",
      "birth_date.0",
      "Date of birth",
    ],
    "plan.code": ["plan.code", "planCode", "/plan/code", "fields[2].value"],
    "7": ["7", "fields.7"],
  };
  for (const [key, ways] of Object.entries(paths)) {
    for (const path of ways) {
      it(`${path} means ${key}`, () => assert.equal(fieldAt(path, fields)?.key, key));
    }
  }

  it("names no field where none matches", () => {
    for (const path of ["", "/", "other", "fields[9]", "other2"])
      assert.equal(fieldAt(path, fields), undefined);
  });
});

describe("Holder and dependents", () => {
  const child = { ...beneficiary({ beneficiary_id: "ben-2", first_name: "MATEO" }), relationship: "CHILD" };
  const searched = () => inputOfFilled(driverWith(searchField({ key: "number" })));
  const inputOfFilled = (driver: FlowDriver) =>
    driver.send({ type: "search_edited", key: "number", value: "1" }, { type: "search_submitted" });
  const names = (driver: FlowDriver) => peopleOf(driver.flow).map(({ first_name }) => first_name);

  it("are shown together where the search returns both", () => {
    const driver = searched().succeed("search", beneficiary({ dependents: [child] }));
    assert.deepEqual(names(driver), ["MARIA", "MATEO"]);
    assert.equal(driver.count("load_dependents"), 0);
  });

  it("are loaded in the background where it does not", () => {
    const driver = searched().succeed("search", beneficiary());
    assert.equal(driver.flow.running, undefined);
    driver.succeed("load_dependents", [child]);
    assert.deepEqual(names(driver), ["MARIA", "MATEO"]);
  });

  it("are not loaded for a person without an active coverage", () => {
    const coverage = { plan_code: "P", active: false, effective_until: undefined };
    assert.equal(searched().succeed("search", beneficiary({ coverage })).count("load_dependents"), 0);
  });

  it("of another person that arrive late are ignored", () => {
    const driver = searched().succeed("search", beneficiary());
    const late = driver.pendingEffect("load_dependents");
    inputOfFilled(driver.send({ type: "beneficiary_declined" })).succeed(
      "search",
      beneficiary({ beneficiary_id: "ben-9" }),
    );
    driver.succeed("load_dependents", [child], late);
    assert.deepEqual(names(driver), ["MARIA"]);
  });

  it("can be chosen, the holder first, until the next search", () => {
    const driver = searched().succeed("search", beneficiary({ dependents: [child] }));
    assert.equal(chosenPerson(driver.flow)?.beneficiary_id, "ben-1");
    driver.send({ type: "person_chosen", beneficiaryId: "ben-2" });
    assert.equal(chosenPerson(driver.flow)?.beneficiary_id, "ben-2");
    inputOfFilled(driver.send({ type: "beneficiary_declined" })).succeed(
      "search",
      beneficiary({ dependents: [child] }),
    );
    assert.equal(chosenPerson(driver.flow)?.beneficiary_id, "ben-1");
  });
});
