import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { Site } from "./site.ts";

/** What a process holds, as the system sees it; where the system does not tell, nothing. */
export type ProcessState = { pid: number; files: number; memory: number };

/** Megabytes of memory in use, and open files, of the BFF. */
export function stateOf(site: Site): ProcessState {
  const { pid } = site.stack.bff.process();
  if (process.platform !== "linux") return { pid, files: 0, memory: 0 };
  const resident = Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  return { pid, files: readdirSync(`/proc/${pid}/fd`).length, memory: resident / 1024 };
}

/** The state once what was open has been closed, or after a minute whatever it is. */
export async function settledState(site: Site, files: number): Promise<ProcessState> {
  let state = stateOf(site);
  for (let tries = 0; state.files > files && tries < 600; tries += 1) {
    await pause(100);
    state = stateOf(site);
  }
  return state;
}

/** Sends all that `next` gives, so many at a time, until it gives nothing more. */
export async function sendAll(width: number, next: () => (() => Promise<void>) | undefined): Promise<void> {
  const worker = async () => {
    for (let send = next(); send; send = next()) await send();
  };
  await Promise.all(Array.from({ length: width }, worker));
}
