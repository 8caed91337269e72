import { isIP } from "node:net";
import type { StateContext } from "./koa.ts";

/**
 * The client's address, as rate limits and the audit know it. Koa reads it (`proxy`, `maxIpsCount`): the socket's, or
 * the entry of `X-Forwarded-For` that the outermost trusted proxy wrote. A header with fewer entries than trusted
 * proxies, or with something else than an address, gives the socket's.
 */
export function clientIp(ctx: Pick<StateContext, "app" | "ip" | "ips" | "req">): string {
  if (!ctx.app.proxy) return network(ctx.req.socket.remoteAddress ?? "");
  const forwarded = ctx.ips.length < ctx.app.maxIpsCount ? "" : withoutPort(ctx.ip);
  return network(isIP(forwarded) === 0 ? (ctx.req.socket.remoteAddress ?? "") : forwarded);
}

/** Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(text: string): string {
  return /^\[([0-9A-Fa-f:.]+)\](?::\d+)?$/.exec(text)?.[1] ?? text.replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1");
}

/** An IPv6 address becomes its /64: whoever has one address of a network has the other 2^64 as well. */
function network(address: string): string {
  if (!address.includes(":")) return address;
  const parts = groups(address);
  return mappedIpv4(parts) ?? `${parts.slice(0, 4).join(":")}::`;
}

/** The IPv4 address that an IPv6 address stands for (`::ffff:0:0/96`): its last 32 bits. */
function mappedIpv4(parts: readonly string[]): string | undefined {
  if (parts.slice(0, 6).join(":") !== "0:0:0:0:0:ffff") return undefined;
  const [high = 0, low = 0] = parts.slice(6).map((part) => Number.parseInt(part, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groups(address: string): string[] {
  const plain = (address.split("%")[0] ?? "").toLowerCase();
  const [head = "", tail] = withoutDots(plain).split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(gap).fill("0"), ...right].map((group) => group.replace(/^0+(?=.)/, ""));
}

/** An IPv6 address whose last 32 bits are not written as an IPv4 address. */
function withoutDots(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_dotted, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
}
