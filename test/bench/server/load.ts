import { Pool } from "undici";
import type { Target } from "./target.ts";

/** Sends `count` calls over `connections` connections. Throws when one is not answered with 200. */
export async function load({ name, url, calls }: Target, count: number, connections: number): Promise<void> {
  const pool = new Pool(url, { connections, pipelining: 1 });
  let left = count;
  const worker = async () => {
    while (left > 0) {
      const call = calls[left-- % calls.length];
      if (!call) throw new Error(`${name} has no call.`);
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
