import { startMetered } from "./bench/server/metered-process.ts";
import { openDesk } from "./bench/server/ours.ts";
import { cpuOfFamily } from "./bench/server/process-family.ts";
import { documentBody } from "./bench/uploads/document.ts";
import { uploadAtOnce } from "./bench/uploads/upload.ts";

const rounds = Number(process.env.ROUNDS ?? 5);
const vendor = await startMetered("vendor", "../uploads/vendor.ts", {});

const { bff, sessions, stop } = await openDesk(vendor.url);

const body = documentBody(10_000_000);
const cpu: number[] = [],
  vcpu: number[] = [],
  times: number[] = [];
for (let i = 0; i < rounds; i++) {
  const b = await cpuOfFamily(bff.process().pid),
    vb = await cpuOfFamily(vendor.running.pid);
  const ms = await uploadAtOnce(bff.url, sessions, body);
  times.push(ms);
  cpu.push(((await cpuOfFamily(bff.process().pid)) - b) / 1000 / 50);
  vcpu.push(((await cpuOfFamily(vendor.running.pid)) - vb) / 1000 / 50);
}
console.log(
  "bff cpu/upload",
  cpu.map((x) => x.toFixed(1)).join(" "),
  "vendor",
  vcpu.map((x) => x.toFixed(1)).join(" "),
  "ms",
  times.map(Math.round).join(" "),
);
await stop();
await vendor.running.end();
