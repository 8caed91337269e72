import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";
import { type Sandbox, type SponsorData, startSandbox } from "../sandbox.ts";
import sandboxSponsor from "../sponsors/01-sandbox.ts";
import { type ArcCaller, askForToken, field, signIn, somePdf } from "../testing/arc-caller.ts";

const patient: SponsorData = { ...sandboxSponsor, slug: "sponsor-patient", missing_document: "stay-pending" };
const narrow: SponsorData = {
  ...sandboxSponsor,
  slug: "sponsor-narrow",
  documents: [
    {
      file_type: "ORDER",
      label: "Order",
      required: true,
      mime_types: ["application/pdf"],
      max_size_bytes: 200,
      max_files: 1,
    },
  ],
};

let sandbox: Sandbox;
let arc: ArcCaller;

describe("documents at the sandbox", () => {
  before(async () => {
    sandbox = await startSandbox({ sponsors: [patient, narrow] });
    arc = await signIn(sandbox.url);
  });
  after(() => sandbox.close());

  async function create(sponsor_slug = "sponsor-sandbox"): Promise<string> {
    const { body } = await arc.post("/arc/v1/authorization-requests", {
      beneficiary_id: "bnf_01HW8GQ2KMNP3F4R5T6Y7U8I9O",
      sponsor_slug,
      diagnosis_code: "R51",
      products: [{ product_code: "MED-042", product_type: "MEDICATION", quantity: 30 }],
    });
    return String(field(body, "authorization_request_id"));
  }

  const filesOf = (id: string) => sandbox.state.requests.get(id)?.files ?? [];
  const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

  test("a file may come before or after its file_type", async () => {
    const id = await create();
    for (const order of [
      ["file", "file_type"],
      ["file_type", "file"],
    ]) {
      const form = new FormData();
      for (const part of order) {
        if (part === "file") form.set("file", new Blob([somePdf], { type: "application/pdf" }), "scan.pdf");
        else form.set("file_type", "MEDICAL_INDICATION");
      }
      const reply = await arc.call("POST", `/arc/v1/authorization-requests/${id}/upload/files`, {
        body: form,
      });
      assert.equal(reply.status, 204);
    }
    assert.deepEqual(
      filesOf(id).map(({ sha256: hash }) => hash),
      [sha256(somePdf), sha256(somePdf)],
    );
  });

  test("a file may come as Base64 in JSON", async () => {
    const id = await create();
    const reply = await arc.post(`/arc/v1/authorization-requests/${id}/upload/files`, {
      file_type: "MEDICAL_INDICATION",
      file_name: "scan.pdf",
      mime_type: "application/pdf",
      content_base64: Buffer.from(somePdf).toString("base64"),
    });
    assert.equal(reply.status, 204);
    assert.equal(filesOf(id)[0]?.sha256, sha256(somePdf));
  });

  test("a file_type outside the document policy is refused", async () => {
    const { status, body } = await arc.upload(await create(), "SELFIE");
    assert.equal(status, 422);
    assert.equal(field(body, "errors", 0, "path"), "file_type");
  });

  test("what is not the type that it says it is is refused", async () => {
    const { status, body } = await arc.upload(
      await create(),
      "MEDICAL_INDICATION",
      new TextEncoder().encode("MZ..."),
    );
    assert.equal(status, 422);
    assert.equal(field(body, "errors", 0, "path"), "file");
  });

  test("size, type and number of files are held to the document policy", async () => {
    const id = await create("sponsor-narrow");
    const large = Uint8Array.from([...somePdf, ...new Uint8Array(200)]);
    assert.equal((await arc.upload(id, "ORDER", large)).status, 413);
    assert.equal((await arc.upload(id, "ORDER", somePdf, "image/png")).status, 422);
    assert.equal((await arc.upload(id, "ORDER")).status, 204);
    assert.equal((await arc.upload(id, "ORDER")).status, 422);
    assert.equal(filesOf(id).length, 1);
  });

  test("an upload that breaks off in the middle leaves nothing", async () => {
    const id = await create();
    const { body } = await askForToken(sandbox.url);
    const head = [
      `POST /arc/v1/authorization-requests/${id}/upload/files HTTP/1.1`,
      "Host: sandbox",
      `Authorization: Bearer ${field(body, "access_token")}`,
      "Content-Type: multipart/form-data; boundary=b",
      "Content-Length: 5000",
      "",
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4',
    ];
    const uploads = () => sandbox.state.calls.of("attachAuthorizationIndication");
    const known = uploads().length;
    const socket = connect(Number(new URL(sandbox.url).port), "127.0.0.1", () =>
      socket.write(head.join("\r\n")),
    );
    while (uploads().length === known) await new Promise(setImmediate);
    socket.destroy();
    while (!uploads().at(-1)?.aborted) await new Promise(setImmediate);
    assert.equal(filesOf(id).length, 0);
    assert.equal(uploads().at(-1)?.status, undefined);
  });

  const malformed = [
    [
      "without an end",
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4',
    ],
    ["without any part", "nothing of the kind"],
    ["with nothing in it", ""],
  ];
  for (const [name, body] of malformed) {
    test(`a multipart body ${name} is refused, and nothing breaks`, async () => {
      const id = await create();
      const headers = { "content-type": "multipart/form-data; boundary=b" };
      const path = `/arc/v1/authorization-requests/${id}/upload/files`;
      const { status } = await arc.call("POST", path, { headers, body: body ?? "" });
      assert.ok(status === 400 || status === 422, String(status));
      assert.equal(filesOf(id).length, 0);
    });
  }

  test("complete without a required document is refused, and the document named", async () => {
    const id = await create();
    const { status, body } = await arc.complete(id);
    assert.equal(status, 422);
    assert.equal(field(body, "code"), "DOCUMENT_MISSING");
    assert.equal(field(body, "errors", 0, "path"), "MEDICAL_INDICATION");
  });

  test("complete without a required document leaves a request of another sponsor where it was", async () => {
    const id = await create("sponsor-patient");
    const { status, body } = await arc.complete(id);
    assert.equal(status, 200);
    assert.deepEqual(body, {
      authorization_request_id: id,
      status: "PENDING_INDICATION",
      authorizations: [],
    });
  });

  test("a request is completed once, and takes no more files after that", async () => {
    const id = await create();
    await arc.upload(id, "MEDICAL_INDICATION");
    assert.equal((await arc.complete(id)).status, 200);
    assert.equal((await arc.complete(id)).status, 422);
    assert.equal((await arc.upload(id, "MEDICAL_INDICATION")).status, 422);
    assert.equal(filesOf(id).length, 1);
  });
});
