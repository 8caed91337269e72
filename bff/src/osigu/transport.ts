import { type LookupAddress, lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { Exchange, type Failure, type Incoming } from "./http-exchange.ts";
import { Pool } from "./undici-pool.ts";

/** Somebody who waits for an answer, and may leave before it comes. */
export type Caller = {
  readonly gone: boolean;
  /** Set by whoever works for the caller; called once when it leaves. */
  whenGone: (() => void) | undefined;
};

export type Outgoing = {
  method: "GET" | "POST";
  /** Address with query, as it stands in the request line. */
  path: string;
  /** Names and values in turn. */
  headers: string[];
  body?: string | Readable | undefined;
  /** Milliseconds for the whole exchange, waiting in the queue included. */
  deadline: number;
  /** When given, its leaving ends the exchange. */
  caller?: Caller | undefined;
  /** Milliseconds without a byte going or coming, for exchanges whose body takes its time. */
  idle?: number;
};

export type { Failure, Incoming };

/** Connections to the vendor. A sponsor may take seconds to decide, and an upload holds one for its whole length. */
const connections = 128;
/** Exchanges under way or waiting for a connection; past it the answer is "too busy". */
const mostExchanges = 512;
/** Bytes. The largest page of a catalogue is some tens of thousands. */
const mostResponseBytes = 2 * 1024 * 1024;

/** One vendor host: a pinned pool of connections with every limit set. Redirects are never followed. */
export class Transport {
  readonly #pool: Pool;
  readonly #most: number;
  #underWay = 0;

  constructor(origin: string, options: { connections?: number; most?: number } = {}) {
    const count = options.connections ?? connections;
    this.#most = options.most ?? mostExchanges;
    this.#pool = new Pool(origin, {
      connections: count,
      pipelining: 1,
      allowH2: false,
      connectTimeout: 3_000,
      headersTimeout: 120_000,
      bodyTimeout: 10_000,
      // Shorter than what servers keep a connection for, so that a call is rarely sent into a closing one.
      keepAliveTimeout: 4_000,
      keepAliveMaxTimeout: 30_000,
      maxHeaderSize: 16_384,
      maxResponseSize: mostResponseBytes,
      ...(lookupFor(origin) ? { connect: { lookup: lookupFor(origin) as LookupFunction } } : {}),
    });
    // Without a listener an error on an idle connection would be nobody's.
    this.#pool.on("connectionError", () => {});
  }

  get underWay(): number {
    return this.#underWay;
  }

  /** Sends, and resolves with whatever the answer is; rejects with a `Failure` when there is none. */
  send(outgoing: Outgoing): Promise<Incoming> {
    return new Promise((resolve, reject) => {
      const { caller } = outgoing;
      if (this.#underWay >= this.#most) return reject(failed("queue_full"));
      if (caller?.gone) return reject(failed("caller_gone"));
      this.#underWay += 1;
      const exchange = new Exchange(
        outgoing.deadline,
        (incoming) => {
          this.#settled(caller);
          resolve(incoming);
        },
        (failure) => {
          this.#settled(caller);
          reject(failure);
        },
      );
      if (caller) caller.whenGone = () => exchange.abort("caller_gone");
      this.#pool.dispatch(optionsOf(outgoing), exchange);
    });
  }

  #settled(caller: Caller | undefined): void {
    this.#underWay -= 1;
    if (caller) caller.whenGone = undefined;
  }

  /** Ends every connection. */
  close(): Promise<void> {
    return this.#pool.destroy();
  }
}

function optionsOf({ method, path, headers, body, idle }: Outgoing): Dispatcher.DispatchOptions {
  const options: Dispatcher.DispatchOptions = { method, path, headers };
  if (body !== undefined) options.body = body;
  if (idle !== undefined) options.bodyTimeout = idle;
  return options;
}

const failed = (kind: Failure["kind"]): Failure => ({ kind, sent: false });

const inner = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  inner.addSubnet(net, bits, "ipv4");
}
inner.addSubnet("::", 127, "ipv6");
inner.addSubnet("fc00::", 7, "ipv6");
inner.addSubnet("fe80::", 10, "ipv6");

/**
 * A resolver that refuses inner addresses, for the vendor's own public names: a poisoned answer must not lead the
 * credentials to a machine beside us. A name that the operator set themselves may be anywhere.
 */
function lookupFor(origin: string): LookupFunction | undefined {
  const { hostname } = new URL(origin);
  if (isIP(hostname) || !hostname.endsWith(".osigu.com")) return undefined;
  return (name, options, callback) => {
    lookup(name, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, "", 0);
      const outer = addresses.filter(
        ({ address, family }) => !inner.check(address, family === 6 ? "ipv6" : "ipv4"),
      );
      const [first] = outer;
      if (first === undefined) return callback(new Error("resolves to an inner address"), "", 0);
      if (options.all) return callback(null, outer as unknown as string, 0);
      callback(null, first.address, first.family);
    });
  };
}
