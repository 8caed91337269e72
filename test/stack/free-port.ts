import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Below the range from which systems take the ports of outgoing connections, so that a port stays free over a restart.
 * So are the ports 10,000 above, where the nodes of a Redis Cluster talk to each other.
 */
const first = 12_000;
const count = 10_000;
const host = "127.0.0.1";

/** A file for each port that a process has taken and may not listen on yet, or no longer. */
const reservations = join(tmpdir(), `osigu-preauth-ports-${process.getuid?.() ?? ""}`);
const reserved: string[] = [];
process.once("exit", () => {
  for (const file of reserved) rmSync(file, { force: true });
});

/**
 * A TCP port of 127.0.0.1 that nothing listens on, for a process that must come back on the same one. It is this
 * process' until that ends: no other gets it here meanwhile.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = first + Math.floor(Math.random() * count);
    if (reserve(port) && (await isFree(port))) return port;
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

/** Whether a port becomes this process': no process that lives has it. */
function reserve(port: number): boolean {
  mkdirSync(reservations, { recursive: true });
  const file = join(reservations, `${port}`);
  try {
    writeFileSync(file, `${process.pid}`, { flag: "wx" });
  } catch {
    if (isAlive(Number(readFileSync(file, { encoding: "utf8", flag: "a+" })))) return false;
    writeFileSync(file, `${process.pid}`);
  }
  reserved.push(file);
  return true;
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
