import { readdir, readFile, writeFile } from "node:fs/promises";

/** A process and its children, as Linux lists them. */
async function familyOf(pid: number): Promise<number[]> {
  const pids = [pid];
  for (const entry of await readdir("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = await readFile(`/proc/${entry}/stat`, "utf8").catch(() => "");
    const parent = stat.slice(stat.lastIndexOf(")")).split(" ")[2];
    if (Number(parent) === pid) pids.push(Number(entry));
  }
  return pids;
}

/** CPU time of a process and its children in microseconds, to the nanosecond as the scheduler counts it. */
export async function cpuOfFamily(pid: number): Promise<number> {
  let nanoseconds = 0;
  for (const one of await familyOf(pid)) {
    const [onCpu = "0"] = (await readFile(`/proc/${one}/schedstat`, "utf8")).split(" ");
    nanoseconds += Number(onCpu);
  }
  return nanoseconds / 1000;
}

/** Bytes of memory of a process and its children: now, and at the most since the kernel was told to forget. */
export async function memoryOfFamily(pid: number): Promise<{ now: number; peak: number }> {
  const memory = { now: 0, peak: 0 };
  for (const one of await familyOf(pid)) {
    const status = await readFile(`/proc/${one}/status`, "utf8");
    memory.now += kilobytes(status, "VmRSS") * 1_024;
    memory.peak += kilobytes(status, "VmHWM") * 1_024;
  }
  return memory;
}

/** Lets the peak of a process and its children begin again at what they need now. */
export async function forgetPeak(pid: number): Promise<void> {
  // proc(5): 5 resets the peak resident set size.
  for (const one of await familyOf(pid)) await writeFile(`/proc/${one}/clear_refs`, "5");
}

function kilobytes(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1] ?? Number.NaN);
}
