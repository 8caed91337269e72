import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { type Stack, startStack } from "../stack/stack.ts";
import { type Clinic, clinicAt, long, noLimits, prepared, read, until } from "./clinic.ts";

let stack: Stack;
let clinic: Clinic;

before(async () => {
  stack = await startStack({ bff: noLimits });
  clinic = await clinicAt(stack);
});
after(async () => {
  await clinic?.close();
  await stack?.stop();
});

test("SIGTERM under load: what runs is finished, and the process leaves by itself", async () => {
  const id = await prepared(clinic);
  const off = stack.sandbox.faults.add({ on: "getAuthorizationRequest", latency: 400 });
  const running = Array.from({ length: 50 }, () =>
    clinic.call("GET", `/arc/v1/authorization-requests/${id}`),
  );
  await until(() => stack.sandbox.faults.list().some(({ hits }) => hits >= 50));
  const code = await stack.bff.stop();
  const told = await Promise.all(running);
  assert.deepEqual([...new Set(told.map(({ status }) => status))], [200]);
  assert.equal(code, 0);
  off();
  await stack.bff.start();
});

test("a second SIGTERM ends the process at once", async () => {
  const person = await clinic.find();
  const off = stack.sandbox.faults.add({ on: "createAuthorizationRequest", do: "hang" });
  const hanging = clinic.create(person);
  await until(() => stack.sandbox.faults.list().some(({ hits }) => hits > 0));
  const current = stack.bff.process();
  current.child.kill("SIGTERM");
  await until(async () => !(await accepts(stack.bff.port)));
  current.child.kill("SIGTERM");
  assert.notEqual(await current.exited, null);
  assert.equal((await hanging).status, 0);
  off();
  await stack.bff.start();
});

test("a write whose caller has left is finished, and remembered under its key", async () => {
  const person = await clinic.find();
  const before = stack.sandbox.counts().creates;
  const held = stack.sandbox.faults.hold("createAuthorizationRequest");
  const leaving = await clinicAt(stack);
  const left = leaving.create(person, { key: "left" });
  await held.arrived;
  await leaving.close();
  assert.equal((await left).status, 0);
  held.release();
  const again = await clinic.create(person, { key: "left" });
  assert.equal(again.status, 202);
  assert.notEqual(read(again, "authorization_request_id"), "undefined");
  assert.equal(stack.sandbox.counts().creates - before, 1);
});

/** Callers that leave at a random moment, on each route. */
const leavings = long ? 20_000 : 400;

test(`${leavings} callers that leave at any moment, on each route, leave the process as it was`, async () => {
  const id = await prepared(clinic);
  const token = await sessionToken();
  const person = await clinic.find();
  const routes: [method: string, path: string, body: string][] = [
    ["GET", "/v1/sponsors", ""],
    ["GET", "/medical-catalogs/v1/diagnoses?query=R", ""],
    ["GET", `/arc/v1/authorization-requests/${id}`, ""],
    ["GET", `/arc/v1/authorization-requests/${id}/document-policy`, ""],
    ["POST", "/v1/sponsors/sponsor-sandbox/search", '{"document_type":"CC","document_number":"123456789"}'],
    ["POST", "/v1/otp/send", JSON.stringify({ beneficiary_id: person, sponsor_slug: "sponsor-sandbox" })],
    [
      "POST",
      `/arc/v1/authorization-requests/${id}/upload/files`,
      '{"file_type":"A","content_base64":"JVBERi0="}',
    ],
    ["GET", "/healthz", ""],
  ];
  const process = stack.bff.process();
  for (const [method, path, body] of routes) {
    for (let done = 0; done < leavings; done += 20) {
      await Promise.all(Array.from({ length: 20 }, () => leave(method, path, body, token)));
    }
  }
  assert.equal(process.isRunning(), true);
  assert.equal((await clinic.call("GET", `/arc/v1/authorization-requests/${id}`)).status, 200);
  await until(async () => (await connections()) <= 65);
  assert.ok(!stack.bff.log.some((line) => line.includes("uncaught_exception")));
  assert.ok(!stack.bff.log.some((line) => line.includes("unexpected_error")));
});

/** Sends a request and is gone after none, some or all of its answer. */
function leave(method: string, path: string, body: string, token: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(stack.bff.port, "127.0.0.1");
    const finish = () => {
      socket.destroy();
      resolve();
    };
    socket.on("error", finish);
    socket.once("connect", () => {
      const length =
        body === "" ? "" : `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`;
      const head = `${method} ${path} HTTP/1.1\r\nHost: bff\r\nAuthorization: Bearer ${token}\r\n${length}\r\n`;
      const text = head + body;
      const cut = Math.random() < 0.2 ? Math.floor(Math.random() * text.length) : text.length;
      socket.write(text.slice(0, cut));
      setTimeout(finish, Math.random() * 15);
    });
  });
}

async function sessionToken(): Promise<string> {
  const { id, key } = stack.host;
  const answer = await fetch(
    `${stack.bff.url}/v1/oauth/token?grant_type=client_credentials&subject=staff-1`,
    {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(`${id}:${key}`).toString("base64")}` },
    },
  );
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** Sockets that the process has open, as its own metrics tell. */
async function connections(): Promise<number> {
  const text = await (await fetch(`${stack.bff.url}/metrics`)).text();
  const found = /nodejs_active_resources\{type="TCPSocketWrap"\} (\d+)/.exec(text);
  return Number(found?.[1] ?? 0);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
