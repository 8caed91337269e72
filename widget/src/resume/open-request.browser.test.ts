import { assert } from "@esm-bundle/chai";
import { type FakeBff, held, refusal } from "../testing/fake-bff.ts";
import { outcome, summary } from "../testing/fixtures.ts";
import { pdf, toDocuments, toOutcome, until, WidgetDriver } from "../testing/widget-driver.ts";

const requests = "/arc/v1/authorization-requests";
const unfinished = (id: string) =>
  outcome({ authorization_request_id: id, status: "PENDING_INDICATION", authorizations: [] });
const idOf = (path: string) => path.split("/")[4] ?? "";

describe("A request that the page names by request-id", () => {
  let widget: WidgetDriver;
  afterEach(() => widget.end());
  const open = (requestId: string, prepare?: (bff: FakeBff) => void, more: object = {}) => {
    widget = new WidgetDriver({ requestId, ...more }, prepare);
  };
  const codes = () => widget.details("preauth-error").map((detail) => (detail as { code: string }).code);

  it("opens at its outcome, without a search, and is not told as completed again", async () => {
    open("req-7", (bff) =>
      bff.on(`GET ${requests}/*`, ({ path }) => ({
        body: outcome({ authorization_request_id: idOf(path) }),
      })),
    );
    await widget.title("Approved");
    await widget.seesText("AUT-2048-77");
    await widget.seesText("MARIA GONZALEZ");
    assert.deepEqual(widget.details("preauth-complete"), []);
    assert.deepEqual(widget.bff.to("POST /v1/sponsors/*/search"), []);
    assert.equal(widget.bff.to(`GET ${requests}/*`)[0]?.path, `${requests}/req-7`);
    assert.equal(widget.element.getAttribute("request-id"), "req-7");
    // The page is told once the sponsor's form has come as well.
    const step = () => widget.details("preauth-step").at(-1) as { name: string } | undefined;
    await until("the step of the outcome", () => step()?.name === "outcome");
  });

  it("is gone on with at its documents, and submitted under its own id", async () => {
    open("req-7", (bff) => bff.on(`GET ${requests}/*`, ({ path }) => ({ body: unfinished(idOf(path)) })));
    await widget.title("Add the documents");
    await widget.attach(pdf());
    await widget.seesText("Uploaded");
    await widget.press("Continue");
    await widget.title("Check and send");
    for (const words of ["Analgil", "Headache", "1 tablet every 8h for 10 days"])
      await widget.seesText(words);
    await widget.press("Request authorization");
    await widget.title(/Approved/);
    assert.deepEqual(widget.bff.to(`POST ${requests}`), []);
    assert.equal(widget.bff.to(`POST ${requests}/*/complete`)[0]?.path, `${requests}/req-7/complete`);
    assert.equal(widget.details("preauth-complete").length, 1);
  });

  it("does not ask again for a document that was sent from another device or by a colleague", async () => {
    open("req-7", (bff) =>
      bff
        .on(`GET ${requests}/*`, ({ path }) => ({ body: unfinished(idOf(path)) }))
        .on(`GET ${requests}/*/summary`, () => ({
          body: summary({
            documents: [{ file_type: "MEDICAL_INDICATION", uploaded_at: "2026-11-27T10:00:00Z" }],
          }),
        })),
    );
    await widget.title("Add the documents");
    await widget.seesText("Already sent");
    await widget.seesText("Add another");
    await widget.press("Continue");
    await widget.title("Check and send");
    await widget.seesText("Already sent");
    await widget.press("Request authorization");
    await widget.title(/Approved/);
    assert.deepEqual(widget.bff.to(`POST ${requests}/*/upload/files`), []);
    assert.equal(widget.bff.to(`POST ${requests}/*/complete`).length, 1);
  });

  it("asks for a document all the same when the insurer lacks it", async () => {
    open("req-7", (bff) =>
      bff
        .on(`GET ${requests}/*`, ({ path }) => ({ body: unfinished(idOf(path)) }))
        .on(`GET ${requests}/*/summary`, () => ({
          body: summary({
            documents: [{ file_type: "MEDICAL_INDICATION", uploaded_at: "2026-11-27T10:00:00Z" }],
          }),
        }))
        .on(`POST ${requests}/*/complete`, () => ({ body: unfinished("req-7") })),
    );
    await widget.title("Add the documents");
    await widget.press("Continue");
    await widget.press("Request authorization");
    await widget.title("Add the documents");
    await until("the empty document", () => !widget.root.textContent?.includes("Already sent"));
    await widget.attach(pdf());
    await widget.seesText("Uploaded");
  });

  it("asks for the one-time code where the sponsor requires one", async () => {
    open("req-7", (bff) =>
      bff
        .on(`GET ${requests}/*`, ({ path }) => ({ body: unfinished(idOf(path)) }))
        .on(`POST ${requests}/*/complete`, () => refusal(422, "otp_required")),
    );
    await widget.title("Add the documents");
    await widget.attach(pdf());
    await widget.seesText("Uploaded");
    await widget.press("Continue");
    await widget.press("Request authorization");
    await widget.title("Send the patient a code");
    await widget.press(/^Send/);
    await until("the code", () => widget.bff.to("POST /v1/otp/send").length);
    const { body } = widget.bff.to("POST /v1/otp/send")[0] as { body: Record<string, string> };
    assert.include(body, { beneficiary_id: "ben-1", authorization_request_id: "req-7" });
  });

  it("that a colleague made is gone on with by a one-time code for whoever it is", async () => {
    open("req-7", (bff) =>
      bff
        .on(`GET ${requests}/*`, ({ path }) => ({ body: unfinished(idOf(path)) }))
        .on(`GET ${requests}/*/summary`, () => ({
          body: summary({ beneficiary_id: undefined, beneficiary_name: undefined }),
        }))
        .on(`POST ${requests}/*/complete`, ({ body }) =>
          (body as { otp_verification_token?: string } | undefined)?.otp_verification_token
            ? { body: outcome({ authorization_request_id: "req-7" }) }
            : refusal(422, "otp_required"),
        ),
    );
    await widget.title("Add the documents");
    await widget.attach(pdf());
    await widget.seesText("Uploaded");
    await widget.press("Continue");
    await widget.press("Request authorization");
    await widget.title("Send the patient a code");
    assert.notInclude(widget.root.textContent ?? "", "Request for");
    await widget.press(/^Send/);
    await until("the code", () => widget.bff.to("POST /v1/otp/send").length);
    const { body } = widget.bff.to("POST /v1/otp/send")[0] as { body: Record<string, string> };
    assert.deepEqual(Object.keys(body).sort(), ["authorization_request_id", "channel"]);
    assert.equal(body.authorization_request_id, "req-7");
    await widget.fill("Code", "123456");
    await widget.press("Request authorization");
    await widget.title("Approved");
  });

  it("that a colleague made is shown, and a new one begins with a search", async () => {
    open("req-7", (bff) =>
      bff.on(`GET ${requests}/*/summary`, () => ({
        body: summary({ beneficiary_id: undefined, beneficiary_name: undefined }),
      })),
    );
    await widget.title("Approved");
    await widget.press("Same patient");
    await widget.title("Who is it for?");
    assert.isFalse(widget.element.hasAttribute("request-id"));
  });

  it("that the session does not reach is told apart from a mistake of the user", async () => {
    open("req-7", (bff) => bff.on(`GET ${requests}/*`, () => refusal(404, "not_found")));
    await widget.seesText("This request cannot be opened here");
    await until("the event", () => codes().length);
    assert.deepEqual(codes(), ["request_unknown"]);
  });

  it("opens on the second attempt after a dead line", async () => {
    let isDead = true;
    open("req-7", (bff) => bff.on(`GET ${requests}/*`, () => (isDead ? "dead" : { body: outcome() })));
    await widget.seesText("No connection to the server");
    isDead = false;
    await widget.press("Try again");
    await widget.title("Approved");
  });

  it("gives way to another one, also while it is read", async () => {
    const first = held();
    open("req-1", (bff) =>
      bff.on(`GET ${requests}/*`, ({ path }) =>
        idOf(path) === "req-1" ? first.reply : { body: unfinished("req-2") },
      ),
    );
    await until("the first", () => widget.bff.to(`GET ${requests}/*`).length);
    widget.element.setAttribute("request-id", "req-2");
    await widget.title("Add the documents");
    first.answer({ body: outcome() });
    await until("the first one's end", () => !widget.bff.open);
    await widget.title("Add the documents");
    assert.equal(widget.element.requestId, "req-2");
  });

  it("is closed by restart and by the page, and then nothing is opened again", async () => {
    open("req-7");
    await widget.title("Approved");
    widget.element.restart();
    await widget.title("Who is it for?");
    assert.isFalse(widget.element.hasAttribute("request-id"));
    widget.element.requestId = "req-7";
    await widget.title("Approved");
    widget.element.removeAttribute("request-id");
    await widget.title("Who is it for?");
  });
});

describe("The attribute request-id", () => {
  let widget: WidgetDriver;
  beforeEach(() => {
    widget = new WidgetDriver();
  });
  afterEach(() => widget.end());

  it("names the request that the flow has made, which is not opened anew", async () => {
    assert.isFalse(widget.element.hasAttribute("request-id"));
    await toDocuments(widget);
    assert.equal(widget.element.getAttribute("request-id"), "req-1");
    widget.element.requestId = "req-1";
    await widget.element.updateComplete;
    await widget.title("Add the documents");
    assert.deepEqual(widget.bff.to(`GET ${requests}/*/summary`), []);
  });

  it("goes when another sponsor starts a new request", async () => {
    await toOutcome(widget);
    widget.element.sponsorSlug = "sponsor-sul";
    await widget.title("Who is it for?");
    assert.isFalse(widget.element.hasAttribute("request-id"));
  });
});

describe("The option reference", () => {
  it("goes with the request in UTF-8, as the page has it then", async () => {
    const widget = new WidgetDriver({ reference: "CASE-0" });
    widget.element.reference = "Exp. Nº 7 · año";
    await toDocuments(widget);
    const [created] = widget.bff.to(`POST ${requests}`);
    const sent = created?.headers["preauth-reference"] ?? "";
    const bytes = Uint8Array.from(sent, (character) => character.charCodeAt(0));
    assert.equal(new TextDecoder().decode(bytes), "Exp. Nº 7 · año");
    const others = widget.bff.calls.filter(({ headers }) => "preauth-reference" in headers);
    assert.equal(others.length, 1);
    widget.end();
  });
});
