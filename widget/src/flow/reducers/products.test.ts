import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { configuration, diagnosis, file, line, product, rule } from "../../testing/fixtures.ts";
import { atDocuments, atProducts, create, FlowDriver, withChoices } from "../../testing/flow-driver.ts";
import { requiredFieldsOf } from "../selectors/request.ts";

describe("Products and diagnoses", () => {
  it("are put, changed in their place, and removed", () => {
    const play = atProducts().send(
      { type: "product_put", line: line("a") },
      { type: "product_put", line: line("b") },
      { type: "product_put", line: line("a", { quantity: 5 }) },
      { type: "product_removed", id: "b" },
    );
    assert.deepEqual(
      play.flow.products.map(({ id, quantity }) => [id, quantity]),
      [["a", 5]],
    );
  });

  it("load the rules of each product type once", () => {
    const play = atProducts().send(
      { type: "product_put", line: line("a") },
      { type: "product_put", line: line("b") },
      { type: "product_put", line: line("c", { product: product({ product_type: "LAB" }) }) },
    );
    assert.equal(play.count("load_configuration"), 2);
  });

  it("load the rules of the product type that the host names, as they are opened", () => {
    const play = new FlowDriver({ sponsorSlug: "sponsor-norte", beneficiaryId: "ben-9", productType: "LAB" });
    play.send({ type: "started" }, { type: "products_opened", ids: [] });
    assert.equal(play.pendingEffect("load_configuration").productType, "LAB");
  });

  it("for another insurer are not sent with the answers to the one before", () => {
    const play = atProducts().send(
      { type: "requirement_edited", name: "service_type_code", value: "AMB" },
      { type: "sponsor_chosen", sponsorSlug: "sponsor-sul" },
    );
    assert.deepEqual(play.flow.requirements, {});
    assert.equal(play.flow.extraRequiredFields, undefined);
    assert.equal(play.flow.beneficiary, undefined);
  });

  it("take no rules that come late, of an insurer that was chosen before", () => {
    const play = new FlowDriver({ productType: "LAB" }).send(
      { type: "sponsor_chosen", sponsorSlug: "sponsor-norte" },
      { type: "products_opened", ids: [] },
    );
    const old = play.pendingEffect("load_configuration");
    play.send({ type: "sponsor_chosen", sponsorSlug: "sponsor-sul" }, { type: "products_opened", ids: [] });
    play.fail("load_configuration", "not_found", old);
    assert.equal(play.flow.configurations.LAB?.state, "loading");
  });

  it("ask for the rules again with the next product when they failed", () => {
    const play = atProducts()
      .send({ type: "product_put", line: line("a") })
      .fail("load_configuration", "unreachable")
      .send({ type: "product_put", line: line("b") });
    assert.equal(play.count("load_configuration"), 2);
  });

  it("hold a diagnosis once, and move it", () => {
    const play = atProducts().send(
      { type: "diagnosis_added", diagnosis: diagnosis("R51") },
      { type: "diagnosis_added", diagnosis: diagnosis("J00", "Common cold") },
      { type: "diagnosis_added", diagnosis: diagnosis("R51") },
      { type: "diagnosis_moved", code: "J00", by: -1 },
      { type: "diagnosis_moved", code: "J00", by: -1 },
    );
    assert.deepEqual(
      play.flow.diagnoses.map(({ code }) => code),
      ["J00", "R51"],
    );
    play.send({ type: "diagnosis_removed", code: "J00" });
    assert.deepEqual(
      play.flow.diagnoses.map(({ code }) => code),
      ["R51"],
    );
  });
});

describe("Leaving the products", () => {
  it("says all that is missing at once, and sends nothing", () => {
    const play = atProducts().send({ type: "products_submitted", key: "k" });
    assert.deepEqual(Object.keys(play.flow.errors), ["products", "diagnoses"]);
    assert.equal(play.count("create"), 0);
  });

  it("asks for what the insurer's rules require, and only for that", () => {
    const play = atProducts()
      .send({ type: "product_put", line: line() })
      .succeed(
        "load_configuration",
        configuration({ required_fields: ["service_type_code", "diagnosis_code"] }),
      )
      .send({ type: "diagnosis_added", diagnosis: diagnosis() }, { type: "products_submitted", key: "k" });
    assert.deepEqual(requiredFieldsOf(play.flow), ["service_type_code"]);
    assert.deepEqual(play.flow.errors, { service_type_code: { reason: "required" } });
    play.send(
      { type: "requirement_edited", name: "service_type_code", value: " AMB " },
      { type: "products_submitted", key: "k" },
    );
    assert.equal(play.pendingEffect("create").payload.service_type_code, "AMB");
  });

  it("creates the request with what the contract asks for", () => {
    const play = withChoices().send({ type: "products_submitted", key: "k" });
    assert.deepEqual(play.pendingEffect("create"), {
      type: "create",
      key: "k",
      payload: {
        beneficiary_id: "ben-1",
        sponsor_slug: "sponsor-norte",
        diagnosis_code: "R51",
        products: [
          {
            product_code: "MED-1",
            product_type: "MEDICATION",
            quantity: 30,
            posology: "1 tablet every 8h for 10 days",
          },
        ],
      },
    });
  });

  it("names all diagnoses, the first one as the main one, when there are several", () => {
    const play = withChoices().send(
      { type: "diagnosis_added", diagnosis: diagnosis("J00") },
      { type: "products_submitted", key: "k" },
    );
    const { payload } = play.pendingEffect("create");
    assert.equal(payload.diagnosis_code, "R51");
    assert.deepEqual(payload.diagnoses, [
      { coding_system: "ICD-10", code: "R51" },
      { coding_system: "ICD-10", code: "J00" },
    ]);
  });

  it("creates once for 7 presses and Enter in one tick", () => {
    const play = withChoices();
    for (let press = 0; press < 8; press++) play.send({ type: "products_submitted", key: `k${press}` });
    assert.equal(play.count("create"), 1);
  });

  it("goes on to the documents only after the server said that the request is there", () => {
    const play = withChoices().send({ type: "products_submitted", key: "k" });
    assert.equal(play.flow.step, "select_products");
    assert.equal(play.flow.request, undefined);
    create(withChoices());
    const { payload } = play.pendingEffect("create");
    play.succeed("create", {
      created: { authorization_request_id: "req-7", status: "PENDING_INDICATION", created_at: undefined },
      payload,
    });
    assert.equal(play.flow.step, "capture_indication");
    assert.deepEqual(play.pendingEffect("load_policy"), { type: "load_policy", requestId: "req-7" });
  });

  it("uses the same key again for the same request after a failure, so that it is made once", () => {
    const play = withChoices()
      .send({ type: "products_submitted", key: "first" })
      .fail("create", "unreachable")
      .send({ type: "products_submitted", key: "second" });
    assert.equal(play.pendingEffect("create").key, "first");
  });

  it("takes another key for another request", () => {
    const play = withChoices()
      .send({ type: "products_submitted", key: "first" })
      .fail("create", "unreachable")
      .send(
        { type: "product_removed", id: "line-1" },
        { type: "product_put", line: line("x", { quantity: 1 }) },
      )
      .send({ type: "products_submitted", key: "second" });
    assert.equal(play.pendingEffect("create").key, "second");
  });

  it("takes another key when nobody can tell whether the request was made, once by itself", () => {
    const play = withChoices()
      .send({ type: "products_submitted", key: "first" })
      .fail("create", "outcome_unknown");
    const again = play.pendingEffect("create");
    assert.notEqual(again.key, "first");
    assert.equal(play.flow.running, "create");
    play.fail("create", "outcome_unknown");
    assert.equal(play.flow.running, undefined);
    play.send({ type: "products_submitted", key: "second" });
    assert.equal(play.pendingEffect("create").key, "second");
  });

  it("takes another key where the one it had was used for something else: a host's payload may differ each time", () => {
    const play = withChoices()
      .send({ type: "products_submitted", key: "first" })
      .fail("create", "idempotency_mismatch")
      .send({ type: "products_submitted", key: "second" });
    assert.equal(play.pendingEffect("create").key, "second");
  });

  it("goes on under the key of the create that is under way, whoever asks again", () => {
    const play = withChoices()
      .send({ type: "products_submitted", key: "first" })
      .fail("create", "outcome_unknown")
      .fail("create", "unreachable");
    const { key } = play.flow.draft ?? {};
    play.send({ type: "products_submitted", key: "second" });
    assert.equal(play.pendingEffect("create").key, key);
  });

  it("shows each refusal on the product or field it is about", () => {
    const play = withChoices()
      .send({ type: "product_put", line: line("second") }, { type: "products_submitted", key: "k" })
      .fail("create", {
        code: "validation_failed",
        retryable: false,
        errors: [
          { path: "products.1.quantity", message: "Too many." },
          { path: "products[0].product_code", message: "Not registered." },
          { path: "diagnosis_code", message: "Not covered." },
        ],
      });
    assert.deepEqual(play.flow.errors, {
      "products.second": { reason: "refused" },
      "products.line-1": { reason: "refused" },
      diagnoses: { reason: "refused" },
    });
    assert.equal(play.flow.step, "select_products");
  });
});

describe("Back to the products", () => {
  const back = () => atDocuments().send({ type: "went_to", step: "select_products" });

  it("and forth again loses nothing and creates nothing", () => {
    const play = back().send({ type: "products_submitted", key: "again" });
    assert.equal(play.flow.step, "capture_indication");
    assert.equal(play.count("create"), 1);
    assert.equal(play.flow.request?.id, "req-1");
  });

  it("that is changed while the request is being made is not left, and the change is asked for", () => {
    const play = withChoices().send({ type: "products_submitted", key: "first" });
    const { payload } = play.pendingEffect("create");
    play.send({ type: "product_put", line: line("line-1", { quantity: 3 }) });
    play.succeed("create", {
      created: { authorization_request_id: "req-1", status: "PENDING_INDICATION", created_at: undefined },
      payload,
    });
    assert.equal(play.flow.step, "select_products");
    play.send({ type: "products_submitted", key: "second" });
    assert.deepEqual(
      [play.pendingEffect("create").key, play.pendingEffect("create").payload.products[0]?.quantity],
      ["second", 3],
    );
  });

  it("with a change makes a new request", () => {
    const play = create(back().send({ type: "product_put", line: line("line-1", { quantity: 2 }) }), "req-2");
    assert.equal(play.count("create"), 2);
    assert.equal(play.flow.request?.id, "req-2");
  });

  it("with a change forgets what was noticed about the documents of the request before", () => {
    const check = { file_type: "MEDICAL_INDICATION", looks_like: "SADT", result: "differs" as const };
    const play = back().send({ type: "document_checked", requestId: "req-1", check });
    create(play.send({ type: "product_put", line: line("line-1", { quantity: 2 }) }), "req-2");
    assert.equal(play.flow.checks, undefined);
  });

  it("with a change sends the files again, to the new request", () => {
    const play = atDocuments().send({ type: "file_added", file: file() }).succeed("upload", undefined);
    assert.equal(play.flow.files[0]?.state, "sent");
    create(
      play.send(
        { type: "went_to", step: "select_products" },
        { type: "product_put", line: line("line-1", { quantity: 2 }) },
      ),
      "req-2",
    );
    assert.equal(play.flow.files[0]?.state, "waiting");
    play.succeed("load_policy", [rule()]);
    assert.deepEqual(play.pendingEffect("upload"), {
      type: "upload",
      requestId: "req-2",
      fileId: "file-1",
      fileType: "MEDICAL_INDICATION",
    });
  });

  it("with a change ignores uploads and rules of the request before", () => {
    const play = create(withChoices()).send({ type: "file_added", file: file() });
    const oldPolicy = play.pendingEffect("load_policy");
    create(
      play.send(
        { type: "went_to", step: "select_products" },
        { type: "product_put", line: line("line-1", { quantity: 2 }) },
      ),
      "req-2",
    );
    play.succeed("load_policy", [rule()], oldPolicy);
    assert.equal(play.flow.policy.state, "loading");
    const newPolicy = play.pendingEffect("load_policy");
    play.succeed("load_policy", [rule()], newPolicy);
    const upload = play.pendingEffect("upload");
    play.succeed("upload", undefined, { ...upload, requestId: "req-1" });
    assert.equal(play.flow.files[0]?.state, "sending");
    play.fail("upload", "unreachable", { ...upload, requestId: "req-1" });
    assert.equal(play.flow.files[0]?.state, "sending");
  });
});
