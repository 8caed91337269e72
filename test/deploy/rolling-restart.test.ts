import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { clinicAt, noLimits, read, until } from "../faults/clinic.ts";
import { sitDown, submit } from "../live/desk.ts";
import { openEvents } from "../live/event-reader.ts";
import { inRepository } from "../stack/repository.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { checkDocumented, documentedConfiguration, proxies, startProxy } from "./proxies.ts";

/** Streams that are open during the restart, each in a tab of its own. */
const tabs = 8;

/** Bytes of a document that the server takes: proxies must not be narrower. */
const largest = 10_000_000;

/** The least that was made, so that the restart was under load on a slow machine too. */
const leastMade = 20;

/** A tab that watches a request: it opens its stream again whenever the server has ended it. */
async function watch(stack: Stack, url: string, requestId: string, failed: string[]) {
  const desk = await sitDown(stack, url);
  let isOpen = true;
  let close = () => {};
  let hasDecision = () => false;
  const tab = { opened: 0, hasDecision: () => hasDecision(), done: Promise.resolve(), leave() {} };
  tab.done = (async () => {
    let lastEventId: string | undefined;
    while (isOpen) {
      const reader = await openEvents({ ...desk, requestId, ...(lastEventId && { lastEventId }) });
      const { status } = reader.response;
      tab.opened += 1;
      const before = hasDecision;
      hasDecision = () => before() || reader.seen.some(({ name }) => name === "decision");
      close = reader.close;
      if (!isOpen) close();
      await reader.ended;
      if (status !== 200) failed.push(`stream ${status} ${reader.text()}`);
      lastEventId = reader.seen.at(-1)?.id ?? lastEventId;
      await pause(200);
    }
  })().catch((error) => {
    failed.push(`stream ${error}`);
  });
  tab.leave = () => {
    isOpen = false;
    close();
  };
  return tab;
}

/** What a clinic does all day: requests, uploads and reads, until it is told to end. */
async function work(stack: Stack, url: string, failed: string[]) {
  const clinic = await clinicAt({ ...stack, instances: [{ ...stack.bff, url }] });
  const person = await clinic.find();
  let going = true;
  let made = 0;
  const expect = (what: string, { status, body }: { status: number; body: unknown }, wanted: number) => {
    if (status !== wanted) failed.push(`${what} ${status} ${JSON.stringify(body)}`);
  };
  const first = await clinic.create(person, { key: "roll-first" });
  expect("first create", first, 202);
  const document = { bytes: largest };
  expect("largest upload", await clinic.upload(read(first, "authorization_request_id"), document), 204);
  made += 1;
  const workers = Array.from({ length: 3 }, async (_, worker) => {
    for (let count = 0; going; count += 1) {
      const created = await clinic.create(person, { key: `roll-${worker}-${count}` });
      expect("create", created, 202);
      if (created.status !== 202) continue;
      made += 1;
      const id = read(created, "authorization_request_id");
      expect("upload", await clinic.upload(id, { bytes: 200_000 }), 204);
      expect("read", await clinic.call("GET", `/arc/v1/authorization-requests/${id}`), 200);
    }
  });
  return {
    made: () => made,
    async end() {
      going = false;
      await Promise.all(workers);
      await clinic.close();
    },
  };
}

for (const proxy of proxies) {
  test(`a rolling restart of two instances behind ${proxy.name} fails no call, no upload and no stream, and makes nothing twice`, async (t) => {
    // DRAIN_SECONDS is the server's default: the time in which a proxy learns that an instance stops.
    const settings = { ...noLimits, DRAIN_SECONDS: "5", TRUSTED_PROXY_HOPS: "1" };
    const stack = await startStack({ instances: 2, bff: settings });
    t.after(() => stack.stop());
    const { url, lines } = await startProxy(
      t,
      proxy,
      stack.instances.map(({ port }) => port),
    );
    const requestId = await submit(await sitDown(stack, url));
    const before = stack.sandbox.counts().creates;
    const failed: string[] = [];
    const clinic = await work(stack, url, failed);
    const watching = await Promise.all(
      Array.from({ length: tabs }, () => watch(stack, url, requestId, failed)),
    );
    await until(() => watching.every(({ opened }) => opened > 0) && clinic.made() > 0, 60_000);
    for (const instance of stack.instances) {
      assert.equal(await instance.stop(), 0);
      await instance.start();
      // The proxy has to see that it is ready before the next one stops, as the documentation says.
      await until(() => instance.process().lines.some(isCall));
    }
    await until(() => clinic.made() >= leastMade, 60_000);
    await clinic.end();
    stack.sandbox.step(requestId, { do: "decide" });
    await until(() => watching.every((tab) => tab.hasDecision()), 60_000);
    for (const tab of watching) tab.leave();
    await Promise.all(watching.map(({ done }) => done));
    const proxySaid = lines.filter((line) => !isStreamEnd(line)).slice(-20);
    const said = [...proxySaid, ...stack.instances.flatMap(({ log }) => log.filter(isTold))].join("\n");
    // On a busy machine Redis may not answer in time, which has an effect of its own, whatever restarts.
    const isSlow = /"cause":"timeout".*"redis_unavailable"/.test(said);
    assert.deepEqual(
      failed.filter((call) => !(isSlow && /503.*"code":"overloaded"/.test(call))),
      [],
      said,
    );
    assert.ok(
      watching.some(({ opened }) => opened > 1),
      "no stream was ended by a restart",
    );
    assert.equal(stack.sandbox.counts().creates - before, clinic.made());
  });

  test(`the documentation shows the configuration of ${proxy.name} that is tested, and the program accepts it`, (t) => {
    const page = readFileSync(inRepository("bff/docs/reverse-proxies.md"), "utf8");
    assert.ok(page.includes(`\`\`\`${proxy.language}\n${documentedConfiguration(proxy)}\`\`\``));
    const { status, output } = checkDocumented(t, proxy);
    assert.equal(status, 0, output);
  });
}

/** The line of an instance for a call that the proxy has sent there. Probes have none. */
const isCall = (line: string) => line.includes('"msg":"request"');

/** The line of a proxy for a stream that its tab has left. */
const isStreamEnd = (line: string) => line.includes("aborting with incomplete response");

/** Lines of an instance that say why something failed. */
const isTold = (line: string) => /"level":"(warn|error)"|redis_|"status":5/.test(line);
