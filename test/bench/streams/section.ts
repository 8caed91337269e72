import { deliver, deliverTo, eventAbout } from "../../live/deliveries.ts";
import { type Desk, sitDown, submit } from "../../live/desk.ts";
import type { RunningProcess } from "../../stack/process.ts";
import { waitFor } from "../../stack/readiness.ts";
import { type Stack, startStack } from "../../stack/stack.ts";
import type { Section } from "../figure.ts";
import { streamGoals } from "../goals.ts";
import { median } from "../median.ts";
import { meterArgs, readMeter, startMetered } from "../server/metered-process.ts";
import { StreamClients } from "./stream-clients.ts";

const streams = 5_000;
/** Events whose median counts. */
const events = 7;

/** Rate limits above so many streams of one user and one address. */
const wide = ["address", "session", "host", "token"].map((name) => `${name}=100000000/60`);
const limits = [...wide, `streams=${streams}`, `streams_in_all=${streams}`].join(",");

/**
 * Both servers run with the same arguments. Garbage is collected before memory is read, and V8's young generation,
 * which grows with the rate at which streams open and not with their number, is limited to 1 MB.
 */
const nodeArgs = ["--expose-gc", "--max-semi-space-size=1"];

/** Streams that a page may open for one request with one session. */
const streamsPerToken = 2;

type Measured = { kibibytes: number; milliseconds: number };

/** Memory of open streams, and the time of an event to all of them, with bare Koa in the same run. */
export async function measureStreams(): Promise<Section> {
  const koa = await measureKoa();
  const ours = await measureOurs();
  return {
    title: `Streams: ${streams} open on one process; medians of ${events} events`,
    figures: [
      { what: "KiB of memory per stream: ours", value: ours.kibibytes, goal: streamGoals.kibibytes },
      { what: "KiB of memory per stream: bare Koa", value: koa.kibibytes },
      { what: "one event to all, ms: ours, by a signed webhook", value: ours.milliseconds },
      { what: "one event to all, ms: bare Koa", value: koa.milliseconds },
      {
        what: "one event to all, as a multiple of bare Koa: ours",
        value: ours.milliseconds / koa.milliseconds,
        goal: streamGoals.eventToBareKoa,
      },
      { what: "streams left after every client has disconnected: ours", value: ours.left, goal: 0 },
    ],
    remark:
      "Ours with session, ownership, event log, heartbeats and the signature of the webhook, in memory. Both with V8's young generation limited to 1 MB.",
  };
}

async function measureKoa(): Promise<Measured> {
  const { url, running } = await startMetered("bare Koa", new URL("bare-koa.ts", import.meta.url), {
    nodeArgs,
  });
  const head = "GET / HTTP/1.1\r\nAccept: text/event-stream\r\n";
  const clients = new StreamClients();
  try {
    return await measure(clients, running, url, Array<string>(streams).fill(head), async () => {
      await fetch(url, { method: "POST" });
    });
  } finally {
    clients.close();
    await running.end();
  }
}

async function measureOurs(): Promise<Measured & { left: number }> {
  const stack = await startStack({
    bff: { RATE_LIMITS: limits, LOG_LEVEL: "warn" },
    nodeArgs: [...nodeArgs, ...meterArgs],
  });
  const clients = new StreamClients();
  try {
    deliverTo(stack.sandbox, undefined);
    const desk = await sitDown(stack, stack.bff.url);
    const id = await submit(desk);
    await deliver(stack.sandbox, desk.url, eventAbout(stack.sandbox, id, "created"));
    const heads = await requestHeads(stack, desk, id);
    let second = 0;
    const send = async () => {
      second += 1;
      const event = eventAbout(stack.sandbox, id, "updated", second);
      event.data = { ...event.data, expires_at: `2027-01-01T00:00:${String(second).padStart(2, "0")}Z` };
      const status = await deliver(stack.sandbox, desk.url, event);
      if (status !== 204) throw new Error(`The webhook was answered with ${status}.`);
    };
    const measured = await measure(clients, stack.bff.process(), desk.url, heads, send);
    clients.close();
    return { ...measured, left: await streamsLeft(desk.url) };
  } finally {
    clients.close();
    await stack.stop();
  }
}

async function measure(
  clients: StreamClients,
  server: RunningProcess,
  url: string,
  heads: readonly string[],
  send: () => Promise<void>,
): Promise<Measured> {
  const before = await readMeter(server);
  await clients.open(url, heads);
  const opened = await readMeter(server);
  const times: number[] = [];
  while (times.length < events) times.push(await clients.timeEvent(send));
  if (clients.closed > 0) throw new Error(`The server closed ${clients.closed} streams.`);
  return { kibibytes: (opened.rss - before.rss) / 1_024 / heads.length, milliseconds: median(times) };
}

/** The head of each client's request; two clients share a session. */
async function requestHeads(stack: Stack, first: Desk, id: string): Promise<string[]> {
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
    for (let stream = 0; stream < streamsPerToken; stream += 1) heads.push(lines.join("\r\n"));
  }
  return heads;
}

/** Streams that the server counts as open once it has noticed the disconnects. */
async function streamsLeft(url: string): Promise<number> {
  let left = Number.NaN;
  await waitFor("the end of every stream", async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    left = Number(/^preauth_streams_open (\d+)$/m.exec(text)?.[1]);
    return left === 0;
  }).catch(() => {});
  return left;
}
