import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/**
 * The address that a request came from, as limits and the audit know it: the socket's, or behind `hops` proxies of
 * the operator's own the one that the outermost of them saw. What stands further left in `X-Forwarded-For` was
 * written by whoever sent the request, and is never looked at.
 */
export function callerAddress(req: IncomingMessage, hops: number): string {
  const direct = req.socket.remoteAddress ?? "";
  if (hops === 0) return network(direct);
  const header = req.headers["x-forwarded-for"];
  const list = typeof header === "string" ? header.split(",") : [];
  const told = bare(list.at(-hops)?.trim() ?? "");
  return network(isIP(told) === 0 ? direct : told);
}

/** Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function bare(text: string): string {
  return /^\[([0-9A-Fa-f:.]+)\](?::\d+)?$/.exec(text)?.[1] ?? text.replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1");
}

/** Who has one address of IPv6 has the other 2^64 of its network too: they are one. */
function network(address: string): string {
  const plain = address.startsWith("::ffff:") && address.includes(".") ? address.slice(7) : address;
  if (!plain.includes(":")) return plain;
  return `${groups(plain).slice(0, 4).join(":")}::`;
}

/** The eight groups of an IPv6 address, without leading zeros. */
export function groups(address: string): string[] {
  const [head = "", tail] = (address.split("%")[0] ?? "").toLowerCase().split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(gap).fill("0"), ...right].map((group) => group.replace(/^0+(?=.)/, ""));
}
