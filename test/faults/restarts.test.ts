import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Bff } from "../stack/bff.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { type CallOptions, type CallResult, type Clinic, clinicAt, noLimits, until } from "./clinic.ts";

let folder: string;
let stack: Stack;
let clinic: Clinic;

const files = { id: "client-id", secret: "client-secret" };
const write = (name: keyof typeof files, value: string) => writeFile(join(folder, files[name]), value);

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "osigu-preauth-secrets-"));
  await write("id", "sandbox-client");
  await write("secret", "sandbox-secret");
  stack = await startStack({
    instances: 2,
    bff: {
      ...noLimits,
      OSIGU_CLIENT_ID: "",
      OSIGU_CLIENT_SECRET: "",
      OSIGU_CLIENT_ID_FILE: join(folder, files.id),
      OSIGU_CLIENT_SECRET_FILE: join(folder, files.secret),
    },
  });
  clinic = await clinicAt(stack);
});
after(async () => {
  await clinic?.close();
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

let page = 0;
const readCatalogue = (where: CallOptions = {}) =>
  clinic.call("GET", `/medical-catalogs/v1/diagnoses?query=R5&page=${page++}`, where);

async function bothServe(): Promise<boolean> {
  const told = await Promise.all([0, 1].map((instance) => readCatalogue({ instance })));
  return told.every(({ status }) => status === 200);
}

/** Seconds for which an instance still uses its token of the vendor. */
async function secondsLeft(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^preauth_vendor_token_left_seconds (\S+)/m.exec(metrics)?.[1]);
}

/** What callers are told for as long as the work lasts. An instance that is down sends them to the next. */
async function underLoad(work: () => Promise<void>): Promise<CallResult[]> {
  const told: CallResult[] = [];
  let going = true;
  const loads = Array.from({ length: 4 }, async () => {
    while (going) {
      let one = await readCatalogue();
      if (one.status === 0) one = await readCatalogue();
      if (one.status !== 0) told.push(one);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
  try {
    await work();
  } finally {
    going = false;
    await Promise.all(loads);
  }
  return told;
}

const mostTokenCalls = () => stack.sandbox.counts().most_token_calls_a_minute;

test("new credentials in their files are taken up while the old ones still hold, and nobody is told", async () => {
  const told = await underLoad(async () => {
    const { clients } = stack.sandbox.state;
    const client = clients.get("sandbox-client");
    assert.ok(client);
    // Both hold at the vendor for a while, as in a real rotation; the instances change over one by one.
    const lifetime = 2 * client.lifetime;
    clients.set("second-client", { ...client, id: "second-client", secrets: ["second-secret"], lifetime });
    await write("secret", "second-secret");
    await write("id", "second-client");
    // A token that lives longer is one of the new client.
    const changed = async ({ url }: Bff) => (await secondsLeft(url)) > client.lifetime;
    await until(async () => (await Promise.all(stack.instances.map(changed))).every(Boolean));
    await until(bothServe);
    clients.delete("sandbox-client");
    stack.sandbox.state.tokens.revoke("all");
    await until(bothServe);
  });
  assert.deepEqual([...new Set(told.map(({ status }) => status))], [200]);
  assert.ok(mostTokenCalls() <= 6);
});

test("three rolling restarts under load, one with an empty Redis, stay within six token calls a minute", async () => {
  const told = await underLoad(async () => {
    for (let round = 0; round < 3; round += 1) {
      if (round === 1) {
        await stack.redis?.kill();
        await stack.redis?.start();
      }
      for (const instance of stack.instances) {
        await instance.stop();
        await instance.start();
      }
    }
  });
  assert.ok(told.length > 100);
  assert.deepEqual([...new Set(told.map(({ status }) => status))], [200]);
  assert.ok(mostTokenCalls() <= 6);
});
