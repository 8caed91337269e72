import { createServer } from "node:net";

/** Below the range from which systems take the ports of outgoing connections, so that a port stays free over a restart. */
const first = 20_000;
const count = 10_000;
const host = "127.0.0.1";

/** A TCP port of 127.0.0.1 that nothing listens on, for a process that must come back on the same one. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = first + Math.floor(Math.random() * count);
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port found between ${first} and ${first + count} on ${host}.`);
}

/** The port itself when it is free, else the next free one after it. */
export async function freePortFrom(port: number): Promise<number> {
  for (let candidate = port; candidate < port + 100; candidate++) {
    if (await isFree(candidate)) return candidate;
  }
  throw new Error(`Ports ${port} to ${port + 99} are all taken on ${host}.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
