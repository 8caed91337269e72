import assert from "node:assert/strict";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { describe, type TestContext, test } from "node:test";
import type { ArcClient } from "../osigu/arc-client.ts";
import { appFixture } from "../testing/app-fixture.ts";
import { listen } from "../testing/http.ts";

const pdf = "%PDF-1.7\n1 0 obj";
const png = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR";

type Upload = { how: "multipart" | "base64"; content: string; key?: string; type?: string };

/** A server whose vendor takes PDFs of 40,000 bytes at the most, and one request that belongs to the session. */
async function uploadServer(t: TestContext) {
  const received: Buffer[] = [];
  const arc: ArcClient = {
    providerSlug: "provider",
    call: (async (operation: string) =>
      operation === "getDocumentPolicy"
        ? [
            {
              file_type: "INDICATION",
              required: true,
              mime_types: ["application/pdf"],
              max_size_bytes: 40_000,
            },
          ]
        : undefined) as ArcClient["call"],
    async upload(_id, { stream }) {
      received.push(await buffer(stream));
    },
  };
  const { app, deps, bearer, lines } = appFixture({ arc });
  await deps.ownership.grant("clinic:ana", "request", ["req_1"]);
  const port = await listen(t, createServer(app.callback()));

  async function send({
    how,
    content,
    key,
    type = "INDICATION",
  }: Upload): Promise<{ status: number; code: string | undefined }> {
    const bytes = Buffer.from(content, "latin1");
    const form = new FormData();
    form.append("file_type", type);
    form.append("file", new Blob([bytes]), "a.pdf");
    const json = JSON.stringify({ file_type: type, content_base64: bytes.toString("base64") });
    const response = await fetch(
      `http://127.0.0.1:${port}/arc/v1/authorization-requests/req_1/upload/files`,
      {
        method: "POST",
        headers: {
          ...(await bearer()),
          ...(how === "base64" ? { "content-type": "application/json" } : {}),
          ...(key === undefined ? {} : { "idempotency-key": key }),
        },
        body: how === "base64" ? json : form,
      },
    );
    const text = await response.text();
    return { status: response.status, code: text === "" ? undefined : JSON.parse(text).code };
  }
  return { send, received, lines, deps };
}

test("the log of a request is told of the first document of a type, and of none that was refused", async (t) => {
  const { send, deps } = await uploadServer(t);
  await send({ how: "multipart", content: png });
  assert.deepEqual(await deps.eventLog.read("req_1"), []);
  for (const how of ["multipart", "base64", "multipart"] as const) await send({ how, content: pdf });
  const events = (await deps.eventLog.read("req_1"))?.map(({ event }) => event) ?? [];
  assert.deepEqual(
    events.map((event) => event.kind === "uploaded" && event.fileType),
    ["INDICATION"],
  );
});

test("the log of a request is not told of types that its policy does not have, however many are sent", async (t) => {
  const { send, deps, received } = await uploadServer(t);
  for (let count = 0; count < 3; count += 1)
    await send({ how: "multipart", content: pdf, type: `T${count}` });
  assert.equal(received.length, 3, "the vendor decides on them");
  assert.deepEqual(await deps.eventLog.read("req_1"), []);
});

describe("the sponsor's document policy", () => {
  const refused: [string, string, number, string][] = [
    ["a small file of another type", png, 415, "file_type_not_allowed"],
    ["a file of 30 KB of another type", png.padEnd(30_000, "x"), 415, "file_type_not_allowed"],
    ["a large file of another type", png.padEnd(300_000, "x"), 415, "file_type_not_allowed"],
    ["a file that is too large for it", pdf.padEnd(50_000, "x"), 413, "file_too_large"],
    ["a large file that is too large for it", pdf.padEnd(400_000, "x"), 413, "file_too_large"],
  ];
  for (const how of ["multipart", "base64"] as const) {
    for (const [what, content, status, code] of refused) {
      test(`keeps ${what} from the vendor, sent as ${how}`, async (t) => {
        const { send, received, lines } = await uploadServer(t);
        for (const key of [undefined, "a-key-of-this-upload"]) {
          assert.deepEqual(await send({ how, content, ...(key && { key }) }), { status, code });
        }
        // Whatever the vendor has begun to receive is cut off.
        assert.equal(received.length, 0);
        assert.equal(lines.filter((line) => line["event.action"] === "upload_refused").length, 2);
      });
    }

    test(`lets through what it accepts, sent as ${how}`, async (t) => {
      const { send, received, lines } = await uploadServer(t);
      for (const content of [pdf, pdf.padEnd(40_000, "x")]) {
        assert.deepEqual(await send({ how, content }), { status: 204, code: undefined });
      }
      assert.equal(received.length, 2);
      assert.ok(received[1]?.includes(pdf.padEnd(40_000, "x")));
      assert.ok(!lines.some((line) => line["event.action"] === "upload_refused"));
    });
  }
});

test("files in JSON hold no more memory together than the largest one may, where that is much", async (t) => {
  const [began, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const arc = {
    providerSlug: "provider",
    call: async () => [],
    upload: () => {
      began.resolve();
      return gate.promise;
    },
  } as unknown as ArcClient;
  const fixture = appFixture({ arc, maxUploadBytes: 100 * 1024 * 1024 });
  await fixture.deps.ownership.grant("clinic:ana", "request", ["req_1"]);
  const port = await listen(t, createServer(fixture.app.callback()));
  const bearer = await fixture.bearer();
  const path = `http://127.0.0.1:${port}/arc/v1/authorization-requests/req_1/upload/files`;
  /** Its length is not announced, so that room for the largest one is kept. */
  const upload = () => {
    const json = JSON.stringify({ file_type: "INDICATION", content_base64: "JVBERi0xLjc=" });
    const body = new Blob([json]).stream();
    const headers = { ...bearer, "content-type": "application/json" };
    return fetch(path, { method: "POST", headers, body, duplex: "half" } as RequestInit);
  };
  const first = upload();
  await began.promise;
  assert.equal((await upload()).status, 503);
  gate.resolve();
  assert.equal((await first).status, 204);
  assert.equal((await upload()).status, 204);
});
