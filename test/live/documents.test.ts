import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { freePort } from "../stack/free-port.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { type Desk, makeRequest, pdfSaying, silent, sitDown } from "./desk.ts";
import { type EventReader, openEvents } from "./event-reader.ts";

const other = { sponsor: "sponsor-sandbox", document: "123456789" };

/* Two instances: the document comes to the first, its page listens at the second. */
describe("a document that is looked at", () => {
  let stack: Stack;
  let desk: Desk;
  let id: string;
  let reader: EventReader | undefined;

  before(async () => {
    const port = await freePort();
    stack = await startStack({
      instances: 2,
      sandbox: { port },
      bff: {
        DVS_SPONSORS: silent.sponsor,
        DVS_BASE_URL: `http://127.0.0.1:${port}`,
        DVS_CLIENT_ID: "dvs-client",
        DVS_CLIENT_SECRET: "dvs-secret",
      },
    });
    desk = await sitDown(stack, stack.bff.url);
  });
  after(() => stack?.stop());
  afterEach(() => {
    reader?.close();
    stack.sandbox.faults.clear();
  });

  const calls = () => stack.sandbox.counts().operations.classifyDocument?.calls ?? 0;
  const begin = async (asked = silent) => {
    id = (await makeRequest(desk, asked)).id;
    reader = await openEvents({ ...desk, url: stack.instances[1]?.url ?? "", requestId: id });
    return reader;
  };
  const upload = async (text: string, fileType = "MEDICAL_INDICATION") => {
    assert.equal((await desk.arc.upload(id, fileType, pdfSaying(text))).status, 204);
  };

  test("and looks like something else is told of, also to who listens at another instance", async () => {
    const events = await begin();
    await upload("document-type: EXAM_Contras");
    assert.deepEqual(await events.next().then(({ name, data }) => [name, data]), [
      "document_check",
      { file_type: "MEDICAL_INDICATION", looks_like: "EXAM_Contras", result: "differs" },
    ]);
    await upload("document-type: PM");
    assert.deepEqual((await events.next()).data, {
      file_type: "MEDICAL_INDICATION",
      looks_like: "PM",
      result: "matches",
    });
    await upload("nothing that anybody knows");
    assert.deepEqual((await events.next()).data, {
      file_type: "MEDICAL_INDICATION",
      looks_like: "UNKNOWN",
      result: "unknown",
    });
    const late = await openEvents({ ...desk, requestId: id });
    const results = [await late.next(), await late.next(), await late.next()].map(({ data }) => data);
    assert.deepEqual(
      results.map((data) => (data as { result: string }).result),
      ["differs", "matches", "unknown"],
    );
    late.close();
  });

  test("goes to the classifier under the id of its authorization request", async () => {
    const events = await begin();
    await upload("document-type: PM");
    await events.next();
    assert.equal(stack.sandbox.state.classifications.all().at(-1)?.externalRefId, id);
  });

  test("and takes the classifier long is asked for again", async () => {
    const events = await begin();
    await upload("document-type: SADT document-speed: slow");
    const timer = setInterval(() => stack.sandbox.clock.advance(1_000), 50);
    const { data } = await events.next();
    clearInterval(timer);
    assert.deepEqual(data, { file_type: "MEDICAL_INDICATION", looks_like: "SADT", result: "matches" });
  });

  for (const fault of [
    { do: "status", status: 500 },
    { do: "status", status: 429 },
    { do: "cut" },
    { do: "html" },
    { do: "truncated-json" },
  ] as const) {
    const how = "status" in fault ? fault.status : fault.do;
    test(`is not checked when the classifier answers with ${how}, and nothing else comes of it`, async () => {
      const events = await begin();
      stack.sandbox.faults.set([{ on: "classifyDocument", ...fault }]);
      await upload("document-type: PM");
      assert.deepEqual((await events.next()).data, {
        file_type: "MEDICAL_INDICATION",
        result: "not_checked",
      });
      const completed = await desk.arc.complete(id);
      assert.equal(completed.status, 200);
    });
  }

  test("is never waited for", async () => {
    await begin();
    stack.sandbox.faults.set([{ on: "classifyDocument", do: "hang" }]);
    await upload("document-type: PM");
    assert.equal((await desk.arc.complete(id)).status, 200);
  });

  test("is one of a sponsor for whom that was set", async () => {
    const before = calls();
    const events = await begin(other);
    await upload("document-type: EXAM_Contras");
    await events.staysQuiet();
    assert.equal(calls(), before);
  });

  test("is not looked at when the insurer did not take it", async () => {
    const before = calls();
    await begin();
    stack.sandbox.faults.set([{ on: "attachAuthorizationIndication", do: "status", status: 422 }]);
    const refused = await desk.arc.upload(id, "MEDICAL_INDICATION", pdfSaying("document-type: PM"));
    assert.equal(refused.status, 422);
    await reader?.staysQuiet();
    assert.equal(calls(), before);
  });
});
