import { fileURLToPath } from "node:url";
import { type RunningProcess, startProcess } from "../../stack/process.ts";
import { waitFor } from "../../stack/readiness.ts";

/** The arguments that let a Node process be metered. */
export const meterArgs = ["--import", fileURLToPath(new URL("meter.mjs", import.meta.url))];

/** CPU time so far in microseconds; resident memory, and what objects use, in bytes. */
export type Reading = { cpu: number; rss: number; used: number };

/** Reads the meter of a process that was started with `meterArgs`. */
export async function readMeter(metered: RunningProcess): Promise<Reading> {
  const before = metered.lines.length;
  metered.child.kill("SIGUSR2");
  let reading: Reading | undefined;
  await waitFor(`the meter of ${metered.name}`, async () => {
    const line = metered.lines.slice(before).find((text) => text.startsWith('{"meter"'));
    if (line) reading = JSON.parse(line).meter;
    return reading !== undefined;
  });
  return reading as Reading;
}

type Metered = { env?: Record<string, string>; nodeArgs?: string[] };

/** Starts a TypeScript file, by its URL, that prints its address as `printAddress` does. */
export async function startMetered(
  name: string,
  file: URL,
  { env = {}, nodeArgs = [] }: Metered = {},
): Promise<{ url: string; running: RunningProcess }> {
  const args = [...nodeArgs, ...meterArgs, fileURLToPath(file)];
  const running = startProcess({ name, command: process.execPath, args, env });
  let url = "";
  await waitFor(
    `the address of ${name}`,
    async () => {
      const line = running.lines.find((text) => text.startsWith('{"listening"'));
      if (line) url = JSON.parse(line).listening;
      return url !== "";
    },
    { of: running },
  );
  return { url, running };
}
