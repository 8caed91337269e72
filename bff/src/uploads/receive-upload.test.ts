import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { ProblemError } from "../problem/problem-error.ts";
import { uploadSource } from "../routes/upload-source.ts";
import { receiveUpload } from "./receive-upload.ts";

const maxBytes = 1_000_000;

/** What was received: the body for the vendor, or the code of what was wrong. */
const server = createServer(async (req, res) => {
  try {
    const upload = receiveUpload(uploadSource(req), {
      maxBytes,
      withFingerprint: true,
      refuseActiveContent: false,
    });
    const body = await upload.ready;
    const sent = await text(body).catch(() => "");
    if (upload.problem !== undefined) throw upload.problem;
    res.end(JSON.stringify({ sent, type: body.contentType, fingerprint: upload.fingerprint }));
  } catch (thrown) {
    res.end(JSON.stringify({ code: thrown instanceof ProblemError ? thrown.code : String(thrown) }));
  }
  req.resume();
});
describe("receiving an upload", () => {
  before(() => once(server.listen(0, "127.0.0.1"), "listening"));
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const port = () => (server.address() as AddressInfo).port;
  const boundary = "a-boundary";
  const multipart = `multipart/form-data; boundary=${boundary}`;
  const part = (name: string, content: string, extra = "") =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${extra}\r\n\r\n${content}\r\n`;
  const pdf = "%PDF-1.7 a document";
  const file = (content = pdf) =>
    part("file", content, '; filename="../../name\r\n.exe"'.replace("\r\n", "%0d%0a"));
  const fileType = part("file_type", "INDICATION");
  const end = `--${boundary}--\r\n`;

  type Received = { sent?: string; type?: string; fingerprint?: string; code?: string };

  async function send(body: string, type = multipart): Promise<Received> {
    const answer = await fetch(`http://127.0.0.1:${port()}`, {
      method: "POST",
      headers: { "content-type": type },
      body,
    });
    return (await answer.json()) as Received;
  }

  for (const [order, body] of [
    ["before", fileType + file() + end],
    ["after", file() + fileType + end],
  ] as const) {
    test(`a file_type ${order} is forwarded with the file, and nothing else of the client's is`, async () => {
      const { sent = "", type = "" } = await send(body);
      const own = type.replace("multipart/form-data; boundary=", "");
      assert.equal(sent.split(`--${own}`).length, 4);
      assert.ok(sent.endsWith(`--${own}--\r\n`));
      assert.ok(sent.includes('name="file_type"\r\n\r\nINDICATION\r\n'));
      assert.match(
        sent,
        /filename="upload-[0-9a-f-]{36}\.pdf"\r\nContent-Type: application\/pdf\r\n\r\n%PDF-1\.7 a document\r\n/,
      );
      assert.ok(!/name%|exe|\.\./.test(sent));
    });
  }

  test("the same content and type have the same fingerprint, whatever their order", async () => {
    const [one, two, other] = await Promise.all([
      send(fileType + file() + end),
      send(file() + fileType + end),
      send(fileType + file(`${pdf}!`) + end),
    ]);
    assert.equal(one.fingerprint, two.fingerprint);
    assert.notEqual(one.fingerprint, other.fingerprint);
  });

  for (const padding of ["", "=", "=="]) {
    test(`Base64 in JSON that ends with "${padding}" is the same upload`, async () => {
      const content = pdf.padEnd(21 - padding.length);
      const body = {
        file_type: "INDICATION",
        file_name: "a.exe",
        content_base64: Buffer.from(content).toString("base64"),
      };
      assert.match(body.content_base64, new RegExp(`[^=]${padding}$`));
      const received = await send(JSON.stringify(body), "application/json");
      assert.equal(received.fingerprint, (await send(fileType + file(content) + end)).fingerprint);
    });
  }

  const wrong: [name: string, body: string, code: string, type?: string][] = [
    ["a program", fileType + file("MZ\x90\0 a program") + end, "file_type_not_allowed"],
    ["a page", fileType + file("<html></html>") + end, "file_type_not_allowed"],
    ["nothing in the file", fileType + file("") + end, "file_empty"],
    ["too much", fileType + file(pdf.padEnd(maxBytes + 1, "x")) + end, "file_too_large"],
    ["two files", fileType + file() + file() + end, "invalid_request"],
    ["two file types", fileType + file() + fileType + end, "invalid_request"],
    ["an unknown part", fileType + part("more", "x") + file() + end, "invalid_request"],
    ["no file", fileType + end, "validation_failed"],
    ["no file type", file() + end, "validation_failed"],
    ["a file type that breaks out", part("file_type", 'A"\nB') + file() + end, "validation_failed"],
    ["no end", fileType + file(), "upload_incomplete"],
    ["no boundary", fileType + file() + end, "invalid_request", "multipart/form-data; x=y"],
    ["a form", "file=x", "unsupported_media_type", "application/x-www-form-urlencoded"],
    ["no Base64", '{"file_type":"A","content_base64":"%%%%"}', "validation_failed", "application/json"],
    [
      "padding without end, in the middle",
      JSON.stringify({ file_type: "A", content_base64: `QQ${"=".repeat(maxBytes)}QQ==` }),
      "validation_failed",
      "application/json",
    ],
    [
      "unknown keys",
      '{"file_type":"A","content_base64":"AAAA","x":1}',
      "validation_failed",
      "application/json",
    ],
  ];
  for (const [name, body, code, type] of wrong) {
    test(`${name}: ${code}`, async () => {
      assert.equal((await send(body, type)).code, code);
    });
  }

  test("a file of the maximum size is accepted", async () => {
    const { sent } = await send(fileType + file(pdf.padEnd(maxBytes, "x")) + end);
    assert.ok((sent ?? "").length > maxBytes);
  });

  test("a client that disconnects in the middle leaves nothing running", async () => {
    const socket = connect(port(), "127.0.0.1");
    const arrived = once(server, "request");
    socket.write(
      `POST / HTTP/1.1\r\nHost: a\r\nContent-Type: ${multipart}\r\nContent-Length: 90000\r\n\r\n${fileType}${file()}`,
    );
    const [req] = await arrived;
    socket.destroy();
    await new Promise((resolve) => req.once("close", resolve));
    assert.equal(req.complete, false);
    assert.equal(req.listenerCount("data"), 0);
  });
});
