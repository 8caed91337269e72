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
const playWith = (...fields: SearchField[]) =>
  new FlowDriver().send({ type: "started" }).succeed("load_forms", [formOf(...fields)]);
const inputOf = (play: FlowDriver) => play.send({ type: "search_submitted" }).pendingEffect("search").input;

describe("What is sent in a search", () => {
  it("is yes or no for a tick, no too where that is required", () => {
    const tick = (key: string, required: boolean) => searchField({ key, type: "BOOLEAN", required });
    const play = playWith(
      tick("asked", true),
      tick("left", false),
      tick("ticked", false),
      tick("undone", false),
    );
    play.send(
      { type: "search_edited", key: "ticked", value: "true" },
      { type: "search_edited", key: "undone", value: "false" },
    );
    assert.deepEqual(inputOf(play), { asked: false, ticked: true, undone: false });
  });

  it("is what the sponsor filled in beforehand, unless somebody emptied it", () => {
    const play = playWith(
      searchField({ key: "country", default_value: "GT", required: false }),
      searchField({ key: "city", default_value: "Xela", required: false }),
      searchField({ key: "doctor", type: "DOCTOR_CARD", default_value: "Dr. Paz" }),
      searchField({ key: "nobody", type: "BENEFICIARY" }),
    );
    play.send({ type: "search_edited", key: "city", value: "" });
    assert.deepEqual(inputOf(play), { country: "GT", doctor: "Dr. Paz" });
  });

  it("is no choice that another form offers and this one does not", () => {
    const options = [{ value: "A", label: "A" }];
    const play = playWith(searchField({ key: "plan", type: "SELECT", options, required: false }));
    play.send({ type: "search_edited", key: "plan", value: "B" });
    assert.deepEqual(inputOf(play), {});
  });

  it("is a choice as the sponsor writes it, with the space behind it too", () => {
    const options = [{ value: "CC ", label: "Citizen card" }];
    const play = playWith(searchField({ key: "document_type", type: "SELECT", options }));
    play.send({ type: "search_edited", key: "document_type", value: "CC " });
    assert.deepEqual(inputOf(play), { document_type: "CC " });
  });

  it("is right for keys that every object has", () => {
    const keys = ["constructor", "toString", "__proto__"];
    const play = playWith(...keys.map((key) => searchField({ key })));
    play.send({ type: "search_submitted" });
    assert.deepEqual(Object.keys(play.flow.errors), keys);
    for (const key of keys) play.send({ type: "search_edited", key, value: `${key}!` });
    assert.deepEqual(
      Object.entries(inputOf(play)),
      keys.map((key) => [key, `${key}!`]),
    );
  });

  it("may be filled in by a host with anything", () => {
    const setup = {
      sponsorSlug: "s",
      beneficiarySearchInput: { a: 7, b: null } as unknown as Record<string, string>,
    };
    const play = new FlowDriver(setup).send({ type: "started" });
    play.succeed("load_forms", [
      formOf(searchField({ key: "a" }), searchField({ key: "b", required: false })),
    ]);
    assert.deepEqual(inputOf(play), { a: "7" });
  });
});

describe("A field", () => {
  const email = () => playWith(searchField({ key: "email", type: "EMAIL" }), searchField({ key: "other" }));
  const typed = (value: string) => ({ type: "search_edited", key: "email", value }) as const;

  it("is not complained about as one types, but when it is left", () => {
    const play = email().send(typed("ana"));
    assert.deepEqual(play.flow.errors, {});
    play.send({ type: "search_left", key: "email" });
    assert.deepEqual(play.flow.errors, { email: { reason: "format" } });
  });

  it("that was wrong is looked at again with every letter", () => {
    const play = email().send(typed("ana"), { type: "search_left", key: "email" }, typed("ana@mail"));
    assert.deepEqual(play.flow.errors, { email: { reason: "format" } });
    play.send(typed("ana@mail.example"));
    assert.deepEqual(play.flow.errors, {});
    play.send(typed(""), { type: "search_left", key: "email" });
    assert.deepEqual(play.flow.errors, { email: { reason: "required" } });
  });

  it("that nobody touched is not wrong yet", () => {
    const play = email().send({ type: "search_left", key: "email" });
    assert.deepEqual(play.flow.errors, {});
  });

  it("keeps what was typed when another form is looked at", () => {
    const [first] = forms();
    assert.ok(first);
    const second = { ...formOf(searchField({ key: "member" })), form_id: "second" };
    const play = new FlowDriver().send({ type: "started" }).succeed("load_forms", [first, second]);
    play.send({ type: "search_edited", key: "document_number", value: "77" });
    play.send({ type: "form_chosen", formId: "second" }, { type: "form_chosen", formId: "by-document" });
    assert.equal(play.flow.searchValues.document_number, "77");
  });
});

describe("Before the rules for the form are here", () => {
  const ready = () => {
    const { flow } = transition(searchReducers, initialState({ sponsorSlug: "sponsor-norte" }), {
      type: "started",
    });
    const effect = { type: "load_forms", sponsorSlug: "sponsor-norte" } as const;
    return transition(searchReducers, flow, { type: "effect_succeeded", effect, value: forms() }).flow;
  };

  it("a press of the search waits for them, once", () => {
    const { flow, effects } = transition(searchReducers, ready(), { type: "search_submitted" });
    assert.equal(flow.running, "search");
    assert.deepEqual(effects, [{ type: "load_deferred" }]);
    assert.deepEqual(transition(searchReducers, flow, { type: "search_submitted" }).effects, []);
  });

  it("it says so when they cannot be had, and can be pressed again", () => {
    const { flow } = transition(searchReducers, ready(), { type: "search_submitted" });
    const problem = { code: "unreachable", retryable: true } as const;
    const { flow: next } = transition(searchReducers, flow, {
      type: "effect_failed",
      effect: { type: "load_deferred" },
      problem,
    });
    assert.deepEqual([next.running, next.problem], [undefined, problem]);
  });

  it("it is checked as soon as they are", () => {
    const play = playWith(searchField({ key: "number" }));
    play.flow = { ...play.flow, running: "search" };
    play.succeed("load_deferred", undefined, { type: "load_deferred" });
    assert.deepEqual(play.flow.errors, { number: { reason: "required" } });
    assert.equal(play.flow.running, undefined);
  });
});

describe("The sponsors", () => {
  const sponsor = (slug: string, types?: string[]) => ({
    sponsor_slug: slug,
    name: slug,
    product_types: types,
  });
  const offered = (productType: string | undefined) => {
    const play = new FlowDriver({ productType }).send({ type: "started" });
    play.succeed("load_sponsors", [
      sponsor("all"),
      sponsor("lab", ["LAB"]),
      sponsor("drugs", ["MEDICATION"]),
    ]);
    const { sponsors } = play.flow;
    return sponsors.state === "ready" ? sponsors.value.map(({ name }) => name) : [];
  };

  it("are those that cover what the host fixed", () => {
    assert.deepEqual(offered("LAB"), ["all", "lab"]);
    assert.deepEqual(offered(undefined), ["all", "lab", "drugs"]);
  });

  it("without a form are no answer to go on with", () => {
    const play = new FlowDriver().send({ type: "started" }).succeed("load_forms", []);
    assert.equal(play.flow.forms.state, "failed");
    play.send({ type: "loading_retried" });
    assert.equal(play.count("load_forms"), 2);
  });
});

describe("The path of a refusal", () => {
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

  it("means nothing where it names nobody", () => {
    for (const path of ["", "/", "other", "fields[9]", "other2"])
      assert.equal(fieldAt(path, fields), undefined);
  });
});

describe("Holder and dependents", () => {
  const child = { ...beneficiary({ beneficiary_id: "ben-2", first_name: "MATEO" }), relationship: "CHILD" };
  const searched = () => inputOfFilled(playWith(searchField({ key: "number" })));
  const inputOfFilled = (play: FlowDriver) =>
    play.send({ type: "search_edited", key: "number", value: "1" }, { type: "search_submitted" });
  const names = (play: FlowDriver) => peopleOf(play.flow).map(({ first_name }) => first_name);

  it("come together where the answer has both", () => {
    const play = searched().succeed("search", beneficiary({ dependents: [child] }));
    assert.deepEqual(names(play), ["MARIA", "MATEO"]);
    assert.equal(play.count("load_dependents"), 0);
  });

  it("are asked for where it does not, and nobody waits for them", () => {
    const play = searched().succeed("search", beneficiary());
    assert.equal(play.flow.running, undefined);
    play.succeed("load_dependents", [child]);
    assert.deepEqual(names(play), ["MARIA", "MATEO"]);
  });

  it("are not asked for through somebody who is not covered", () => {
    const coverage = { plan_code: "P", active: false, effective_until: undefined };
    assert.equal(searched().succeed("search", beneficiary({ coverage })).count("load_dependents"), 0);
  });

  it("of somebody else, come too late, are not shown", () => {
    const play = searched().succeed("search", beneficiary());
    const late = play.pendingEffect("load_dependents");
    inputOfFilled(play.send({ type: "beneficiary_declined" })).succeed(
      "search",
      beneficiary({ beneficiary_id: "ben-9" }),
    );
    play.succeed("load_dependents", [child], late);
    assert.deepEqual(names(play), ["MARIA"]);
  });

  it("are chosen from, the holder first, and the choice goes with the next search", () => {
    const play = searched().succeed("search", beneficiary({ dependents: [child] }));
    assert.equal(chosenPerson(play.flow)?.beneficiary_id, "ben-1");
    play.send({ type: "person_chosen", beneficiaryId: "ben-2" });
    assert.equal(chosenPerson(play.flow)?.beneficiary_id, "ben-2");
    inputOfFilled(play.send({ type: "beneficiary_declined" })).succeed(
      "search",
      beneficiary({ dependents: [child] }),
    );
    assert.equal(chosenPerson(play.flow)?.beneficiary_id, "ben-1");
  });
});
