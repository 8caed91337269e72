import { setTimeout as pause } from "node:timers/promises";
import { lastWords, type RunningProcess } from "./process.ts";

/** Milliseconds between two looks. */
const interval = 20;

/** Asks `isThere` again and again until it says so; fails when the process ends first, or after `deadline` ms. */
export async function waitFor(
  what: string,
  isThere: () => Promise<boolean>,
  { of, deadline = 60_000 }: { of?: RunningProcess; deadline?: number } = {},
): Promise<void> {
  const end = Date.now() + deadline;
  while (Date.now() < end) {
    if (await isThere()) return;
    if (of && !of.isRunning()) throw new Error(`${of.name} ended before ${what}:\n${lastWords(of)}`);
    await pause(interval);
  }
  throw new Error(`${what} did not come within ${deadline} ms.${of ? `\n${lastWords(of)}` : ""}`);
}

/** Whether an address answers with a status of 2xx. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** Whether the BFF at an address uses its Redis: it is ready, and serves from its memory, before it does. */
export async function usesRedis(url: string): Promise<boolean> {
  const response = await fetch(`${url}/readyz`);
  const { checks } = (await response.json()) as { checks: { redis: string } };
  return checks.redis === "ok";
}
