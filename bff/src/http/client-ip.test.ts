import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, test } from "node:test";
import Koa from "koa";
import { clientIp } from "./client-ip.ts";

type Request = { remoteAddress: string; forwarded?: string };
const from = (remoteAddress: string, forwarded?: string): Request => ({
  remoteAddress,
  ...(forwarded !== undefined && { forwarded }),
});

/** The address of a request behind so many trusted proxies, through Koa's own reading of it. */
function clientIpOf({ remoteAddress, forwarded }: Request, hops: number): string {
  const app = new Koa({ proxy: hops > 0, maxIpsCount: hops });
  const req = {
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  };
  return clientIp(app.createContext(req as unknown as IncomingMessage, {} as ServerResponse));
}

const cases: [string, Request, number, string][] = [
  ["the socket's, without proxies", from("192.0.2.1", "198.51.100.9"), 0, "192.0.2.1"],
  ["the one that the proxy saw", from("10.0.0.1", "198.51.100.9"), 1, "198.51.100.9"],
  ["never what the sender wrote before it", from("10.0.0.1", "203.0.113.1, 198.51.100.9"), 1, "198.51.100.9"],
  [
    "the one that the outer of two proxies saw",
    from("10.0.0.1", "203.0.113.1, 198.51.100.9, 10.0.0.2"),
    2,
    "198.51.100.9",
  ],
  ["the socket's, past all proxies", from("192.0.2.1", "198.51.100.9"), 2, "192.0.2.1"],
  ["the socket's, without the header", from("192.0.2.1"), 1, "192.0.2.1"],
  ["the socket's, for what is no address", from("192.0.2.1", "unknown"), 1, "192.0.2.1"],
  ["an address without its port", from("10.0.0.1", "198.51.100.9:4711"), 1, "198.51.100.9"],
  ["IPv4 written as IPv6", from("::ffff:192.0.2.1"), 0, "192.0.2.1"],
  ["IPv4 written as IPv6 in capitals", from("10.0.0.1", "::FFFF:192.0.2.1"), 1, "192.0.2.1"],
  ["IPv4 written as IPv6 in hexadecimal", from("10.0.0.1", "::ffff:c000:201"), 1, "192.0.2.1"],
  ["IPv4 written as IPv6 in full", from("10.0.0.1", "0:0:0:0:0:FFFF:192.0.2.1"), 1, "192.0.2.1"],
  ["IPv4 written as IPv6 in brackets", from("10.0.0.1", "[::ffff:c000:0201]:4711"), 1, "192.0.2.1"],
  ["the network of an IPv6 address", from("2001:db8:1:2:3:4:5:6"), 0, "2001:db8:1:2::"],
  ["the same network, written short", from("2001:db8:1:2::9"), 0, "2001:db8:1:2::"],
  ["the network in brackets with a port", from("10.0.0.1", "[2001:DB8:1:2::9]:4711"), 1, "2001:db8:1:2::"],
];

describe("the address of a client is", () => {
  for (const [what, request, hops, expected] of cases) {
    test(what, () => assert.equal(clientIpOf(request, hops), expected));
  }

  test("the same for a hundred forged ones", () => {
    const told = Array.from({ length: 100 }, (_, n) =>
      clientIpOf(from("10.0.0.1", `10.9.8.${n}, 192.0.2.1`), 1),
    );
    assert.equal(new Set(told).size, 1);
  });
});
