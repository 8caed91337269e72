import { Cluster, Command, type Redis } from "ioredis";

/** Keys that are tried for each master. One that has a thousandth of all slots is found all the same. */
const maxTries = 4_096;

const probeKey = (count: number) => `preauth:probe:${count}`;

/** Keys to check servers with: one for each master of a cluster, otherwise one. */
export function probeKeysOf(client: Redis): string[] {
  const connected: unknown = client;
  if (!(connected instanceof Cluster)) return [probeKey(0)];
  const missing = new Set(connected.slots.map(([master]) => master));
  const keys: string[] = [];
  for (let count = 0; count < maxTries && missing.size > 0; count += 1) {
    const slot = new Command("get", [probeKey(count)]).getSlot();
    if (missing.delete(connected.slots[slot]?.[0])) keys.push(probeKey(count));
  }
  return keys.length === 0 ? [probeKey(0)] : keys;
}
