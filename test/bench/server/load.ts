import { Pool } from "undici";
import type { Subject } from "./subject.ts";

/** Sends so many calls over so many connections, and fails when one is not answered with 200. */
export async function load({ name, url, calls }: Subject, count: number, connections: number): Promise<void> {
  const pool = new Pool(url, { connections, pipelining: 1 });
  let left = count;
  const worker = async () => {
    while (left > 0) {
      const call = calls[left-- % calls.length];
      if (!call) throw new Error(`${name} has no call to make.`);
      const { statusCode, body } = await pool.request({ method: "GET", ...call });
      const text = await body.text();
      if (statusCode !== 200) throw new Error(`${name} answered ${statusCode}: ${text}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, worker));
  } finally {
    await pool.close();
  }
}

/** Milliseconds of each of so many calls, one after the other over one connection. */
export async function timeCalls(
  { url, calls }: Pick<Subject, "url" | "calls">,
  count: number,
): Promise<number[]> {
  const pool = new Pool(url, { connections: 1, pipelining: 1 });
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const call = calls[index % calls.length] as Subject["calls"][number];
    const start = performance.now();
    const { body } = await pool.request({ method: "GET", ...call });
    await body.text();
    times.push(performance.now() - start);
  }
  await pool.close();
  return times;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
