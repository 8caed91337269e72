import { fileURLToPath } from "node:url";
import { deliver, deliverTo, eventAbout } from "../../live/deliveries.ts";
import { type Desk, sitDown, submit } from "../../live/desk.ts";
import { freePort } from "../../stack/free-port.ts";
import type { RunningProcess } from "../../stack/process.ts";
import { waitFor } from "../../stack/readiness.ts";
import { type Stack, startStack } from "../../stack/stack.ts";
import type { Section } from "../figure.ts";
import { median } from "../server/load.ts";
import { meterArgs, readMeter, startMetered } from "../server/metered-process.ts";
import { Crowd } from "./crowd.ts";

const streams = 5_000;
/** Events of which the median counts. */
const events = 7;

/** Where streams are to be: kilobytes of 1,024 bytes each, and milliseconds from a webhook to everybody. */
const goals = { kilobytes: 16, milliseconds: 150 };

/** Limits that so many streams of one user and one address would meet. */
const wide = ["address", "session", "host", "token"].map((name) => `${name}=100000000/60`);
const limits = [...wide, `streams=${streams}`, `streams_in_all=${streams}`].join(",");

/**
 * V8's young generation grows with the rate at which streams come, to some sixty megabytes, and not with their
 * number: it is held at one megabyte, in every process that is measured.
 */
const heldStill = "--max-semi-space-size=1";
const collecting = `--import ${fileURLToPath(new URL("collecting.ts", import.meta.url))}`;
const measurable = `${heldStill} ${collecting}`;

/** One page opens two streams of a session for a request at the most. */
const streamsOfToken = 2;

type Measured = { kilobytes: number; milliseconds: number };

/** What open streams weigh, and how long an event takes to all of them, with bare Koa beside it. */
export async function measureStreams(): Promise<Section> {
  const koa = await measureKoa();
  const ours = await measureOurs();
  return {
    title: `Streams: ${streams} open on one process; median of ${events} events`,
    figures: [
      { what: "ours: KiB of memory a stream", value: ours.kilobytes, goal: goals.kilobytes },
      { what: "bare Koa: KiB of memory a stream", value: koa.kilobytes },
      { what: "ours: a webhook to everybody, ms", value: ours.milliseconds, goal: goals.milliseconds },
      { what: "bare Koa: a call to everybody, ms", value: koa.milliseconds },
      { what: "ours: streams left after everybody has gone", value: ours.left, goal: 0 },
    ],
    remark:
      "Ours with session, owner, history, heart-beats and a webhook's signature, in memory. Both with Node's young generation held at 1 MB.",
  };
}

async function measureKoa(): Promise<Measured> {
  const { url, running } = await startMetered("bare Koa", "./bare-koa.ts", {
    NODE_OPTIONS: measurable,
  });
  const head = "GET / HTTP/1.1\r\nAccept: text/event-stream\r\n";
  const crowd = new Crowd();
  try {
    return await measure(crowd, running, url, Array<string>(streams).fill(head), async () => {
      await fetch(url, { method: "POST" });
    });
  } finally {
    crowd.close();
    await running.end();
  }
}

async function measureOurs(): Promise<Measured & { left: number }> {
  const stack = await startStack({
    sandbox: { port: await freePort() },
    bff: { RATE_LIMITS: limits, LOG_LEVEL: "warn", NODE_OPTIONS: [measurable, ...meterArgs].join(" ") },
  });
  const crowd = new Crowd();
  try {
    deliverTo(stack.sandbox, undefined);
    const desk = await sitDown(stack, stack.bff.url);
    const id = await submit(desk);
    await deliver(stack.sandbox, desk.url, eventAbout(stack.sandbox, id, "created"));
    const heads = await headsOf(stack, desk, id);
    let later = 0;
    const tell = async () => {
      later += 1;
      const event = eventAbout(stack.sandbox, id, "updated", later);
      event.data = { ...event.data, expires_at: `2027-01-01T00:00:0${later}Z` };
      const status = await deliver(stack.sandbox, desk.url, event);
      if (status !== 204) throw new Error(`The webhook was answered with ${status}.`);
    };
    const measured = await measure(crowd, stack.bff.process(), desk.url, heads, tell);
    crowd.close();
    return { ...measured, left: await streamsLeft(desk.url) };
  } finally {
    crowd.close();
    await stack.stop();
  }
}

async function measure(
  crowd: Crowd,
  server: RunningProcess,
  url: string,
  heads: readonly string[],
  tell: () => Promise<void>,
): Promise<Measured> {
  const before = await readMeter(server);
  await crowd.open(url, heads);
  const opened = await readMeter(server);
  const times: number[] = [];
  for (let event = 0; event < events; event += 1) {
    crowd.expect();
    const began = performance.now();
    await tell();
    await crowd.allReached();
    times.push(performance.now() - began);
  }
  if (crowd.broken > 0) throw new Error(`${crowd.broken} streams were cut.`);
  return { kilobytes: (opened.rss - before.rss) / 1_024 / heads.length, milliseconds: median(times) };
}

/** What each reader asks with. */
async function headsOf(stack: Stack, first: Desk, id: string): Promise<string[]> {
  const path = `/arc/v1/authorization-requests/${id}/events`;
  const heads: string[] = [];
  while (heads.length < streams) {
    const { token } = heads.length === 0 ? first : await sitDown(stack, first.url);
    const lines = [
      `GET ${path} HTTP/1.1`,
      "Accept: text/event-stream",
      "Origin: https://clinic.example",
      `Authorization: Bearer ${token}`,
      "",
    ];
    for (let stream = 0; stream < streamsOfToken; stream += 1) heads.push(lines.join("\r\n"));
  }
  return heads;
}

/** Streams that the server still counts, once it has noticed that everybody left. */
async function streamsLeft(url: string): Promise<number> {
  let left = Number.NaN;
  await waitFor("the end of every stream", async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    left = Number(/^preauth_streams_open (\d+)$/m.exec(text)?.[1]);
    return left === 0;
  }).catch(() => {});
  return left;
}
