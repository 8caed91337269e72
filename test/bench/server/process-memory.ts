import { readFile, writeFile } from "node:fs/promises";

/** Resident memory of a process in bytes: now, and the peak since `resetPeak`. Linux only. */
export async function processMemory(pid: number): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return { now: bytes(status, "VmRSS"), peak: bytes(status, "VmHWM") };
}

/** Lets the peak of a process start again at its present memory. */
export async function resetPeak(pid: number): Promise<void> {
  // proc(5): 5 resets the peak resident set size.
  await writeFile(`/proc/${pid}/clear_refs`, "5");
}

function bytes(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1] ?? Number.NaN) * 1_024;
}
