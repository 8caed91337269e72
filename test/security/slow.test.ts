import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { after, before, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { boundary } from "./operations.ts";
import { person, settle } from "./people.ts";
import { bearer, type Site, startSite } from "./site.ts";
import { dial } from "./wire.ts";

/*
 * Slow clients: slowloris, R.U.D.Y., slow read; ASVS 5.0 13.1.2 and 15.1.3. All drip at the same time, so that the
 * whole takes as long as the slowest of them, and others are asked meanwhile how they are served.
 */

/** A connection that sends a byte now and then, until it is cut off. `cutAfter`: milliseconds, from its first byte. */
type Drip = { cutAfter: Promise<number>; answer(): string };

const dripEvery = 250;

async function drip(port: number, head: string, bytes: string): Promise<Drip> {
  const socket = await dial(port);
  const began = performance.now();
  let place = 0;
  let text = "";
  socket.write(head);
  const timer = setInterval(() => socket.write(bytes[place++ % bytes.length] ?? "x"), dripEvery);
  socket.on("data", (chunk) => {
    text += chunk;
  });
  socket.on("error", () => {});
  return {
    answer: () => text,
    cutAfter: ended(socket).then(() => {
      clearInterval(timer);
      return performance.now() - began;
    }),
  };
}

/** Until the other side has let go; past any limit it is taken for never. */
function ended(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => socket.destroy(), 25_000);
    socket.on("close", () => {
      clearTimeout(giveUp);
      resolve();
    });
  });
}

const many = <Made>(count: number, make: (index: number) => Promise<Made>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

describe("clients that drip", () => {
  let site: Site;
  let headers: number[];
  let silent: number[];
  let bodies: number[];
  let uploads: number[];
  let answers: string[];
  let others: { status: number; took: number }[];

  before(async () => {
    site = await startSite();
    const token = await site.token({ subject: "ana" });
    const { request } = await settle(person(site, token));
    const authorized = `Host: x\r\nAuthorization: Bearer ${token}\r\n`;
    const cut = (drips: Drip[]) => Promise.all(drips.map((one) => one.cutAfter));

    const dripping = [
      await many(200, () => drip(site.port, "GET /v1/sponsors HTTP/1.1\r\n", "X-Header: slow\r\n")),
      await many(20, () => drip(site.port, "", "")),
      await many(200, (index) =>
        drip(
          site.port,
          index % 2 === 0
            ? `POST /v1/sponsors/sponsor-otp/search HTTP/1.1\r\n${authorized}Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n`
            : "POST /v1/oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n",
          " ",
        ),
      ),
      await many(6, () =>
        drip(
          site.port,
          `POST /arc/v1/authorization-requests/${request}/upload/files HTTP/1.1\r\n${authorized}` +
            `Content-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: 500000\r\n\r\n--${boundary}\r\n` +
            'Content-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\n',
          "x",
        ),
      ),
    ] as const;
    let ended = false;
    others = [];
    const asking = (async () => {
      while (!ended) {
        const began = performance.now();
        const { status } = await site.send({ path: "/v1/sponsors", headers: bearer(token) });
        others.push({ status, took: performance.now() - began });
        await pause(50);
      }
    })();
    [headers, silent, bodies, uploads] = (await Promise.all(dripping.map(cut))) as [
      number[],
      number[],
      number[],
      number[],
    ];
    answers = [...dripping[0], ...dripping[2], ...dripping[3]].map((one) => one.answer());
    ended = true;
    await asking;
  });
  after(() => site?.stop());

  // A machine with a load of its own may be late; never by the next step of any of the clocks.
  const late = 10_000;
  const most = (times: number[]) => Math.max(...times);

  test("200 that drip a header are cut off within 6.1 s", () => {
    assert.equal(headers.length, 200);
    assert.ok(most(headers) <= 6_100 + late, `The last after ${most(headers)} ms.`);
  });

  test("who says nothing at all is cut off too", () => {
    assert.ok(most(silent) <= 6_100 + late, `The last after ${most(silent)} ms.`);
  });

  test("200 that drip a body are cut off within 11.1 s", () => {
    assert.equal(bodies.length, 200);
    assert.ok(most(bodies) <= 11_100 + late, `The last after ${most(bodies)} ms.`);
  });

  test("uploads that drip are cut off within 11.1 s", () => {
    assert.ok(most(uploads) <= 11_100 + late, `The last after ${most(uploads)} ms.`);
  });

  test("each is told why", () => {
    const told = answers.filter((answer) => /^HTTP\/1\.1 (408|401) /.test(answer));
    assert.equal(told.length, answers.length);
  });

  test("others are served as before", () => {
    assert.ok(others.length >= 10, `${others.length} calls`);
    assert.ok(others.every(({ status }) => status === 200));
    const middle = others.map(({ took }) => took).sort((a, b) => a - b)[Math.floor(others.length / 2)] ?? 0;
    assert.ok(middle < 1_000, `Half of them took more than ${middle} ms.`);
  });

  test("nothing of it is left open", async () => {
    const metrics = await site.send({ path: "/metrics", headers: bearer("canary-metrics-77aa88bb99cc") });
    const sockets = Number(
      /nodejs_active_resources\{type="TCPSocketWrap"\} (\d+)/.exec(metrics.text)?.[1] ?? -1,
    );
    assert.ok(sockets >= 0 && sockets < 40, `${sockets} sockets`);
  });
});
