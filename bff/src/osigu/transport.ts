import { type LookupAddress, lookup as resolve } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import { type Dispatcher, Pool } from "undici";
import { HttpExchange, type HttpFailure, type HttpResponse, maxResponseBytes } from "./http-exchange.ts";
import { OperationShares } from "./operation-shares.ts";

export type HttpRequest = {
  /** Shares the connections with other operations: one alone never has all of them. Without it, it may. */
  operation?: string;
  method: "GET" | "POST";
  /** Path and query, as in the request line. */
  path: string;
  /** Names and values alternate. */
  headers: string[];
  body?: string | Readable | undefined;
  /** Milliseconds for the whole exchange, including the wait for a connection. */
  deadline: number;
  /** Ends the exchange when it is aborted: the client has disconnected. */
  signal?: AbortSignal | undefined;
  /** Milliseconds without a byte, in the response or of a stream that waits to be sent. */
  idleTimeout?: number;
};

export type { HttpFailure, HttpResponse };

/** Connections to the vendor. A sponsor may take seconds to decide, and an upload occupies one while it lasts. */
const defaultConnections = 128;
/** Exchanges in flight or waiting for a connection. Beyond it they fail with `queue_full`. */
const defaultMaxExchanges = 512;
/** The share of both that one operation may have. */
const maxShare = 3 / 4;

/** Connections to one vendor host: a pool with every limit set. Redirects are not followed. */
export class Transport {
  readonly #pool: Pool;
  readonly #maxExchanges: number;
  readonly #shares: OperationShares;
  #inFlight = 0;
  readonly #inFlightOf = new Map<string, number>();

  constructor(origin: string, options: { connections?: number; maxExchanges?: number } = {}) {
    const connections = options.connections ?? defaultConnections;
    this.#maxExchanges = options.maxExchanges ?? defaultMaxExchanges;
    this.#shares = new OperationShares(Math.ceil(connections * maxShare));
    const lookup = lookupFor(origin);
    this.#pool = new Pool(origin, {
      connections,
      pipelining: 1,
      allowH2: false,
      connectTimeout: 3_000,
      headersTimeout: 120_000,
      bodyTimeout: 10_000,
      // Shorter than the keep-alive of servers, so that a request is rarely sent on a closing connection.
      keepAliveTimeout: 4_000,
      keepAliveMaxTimeout: 30_000,
      maxHeaderSize: 16_384,
      maxResponseSize: maxResponseBytes,
      ...(lookup && { connect: { lookup } }),
    });
    // Without a listener an error on an idle connection would be uncaught.
    this.#pool.on("connectionError", () => {});
  }

  /** Exchanges in flight or waiting for a connection. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Sends a request. Resolves with every response, whatever its status; rejects with an `HttpFailure`. */
  send(request: HttpRequest): Promise<HttpResponse> {
    return new Promise((resolve, reject) => {
      const { operation, deadline, signal, body, idleTimeout } = request;
      const ofSame = operation === undefined ? 0 : (this.#inFlightOf.get(operation) ?? 0);
      const isFull = this.#inFlight >= this.#maxExchanges || ofSame >= this.#maxExchanges * maxShare;
      if (isFull) return reject(failed("queue_full"));
      if (signal?.aborted) return reject(failed("caller_gone"));
      this.#inFlight += 1;
      if (operation !== undefined) this.#inFlightOf.set(operation, ofSame + 1);
      let leave: (() => void) | undefined;
      const onAbort = () => exchange.abort("caller_gone");
      const onEnd = () => {
        this.#inFlight -= 1;
        if (operation !== undefined) {
          this.#inFlightOf.set(operation, (this.#inFlightOf.get(operation) ?? 1) - 1);
        }
        leave?.();
        signal?.removeEventListener("abort", onAbort);
      };
      const exchange = new HttpExchange(
        deadline,
        (response) => {
          onEnd();
          resolve(response);
        },
        (failure) => {
          onEnd();
          reject(failure);
        },
      );
      if (idleTimeout !== undefined && typeof body === "object") exchange.watchBody(body, idleTimeout);
      signal?.addEventListener("abort", onAbort);
      const begin = () => void this.#pool.dispatch(optionsOf(request), exchange);
      if (operation === undefined) begin();
      else leave = this.#shares.enter(operation, begin);
    });
  }

  /** Ends every connection. */
  close(): Promise<void> {
    return this.#pool.destroy();
  }
}

function optionsOf({ method, path, headers, body, idleTimeout }: HttpRequest): Dispatcher.DispatchOptions {
  const options: Dispatcher.DispatchOptions = {
    method,
    path,
    headers: [...headers, "accept-encoding", "identity"],
  };
  if (body !== undefined) options.body = body;
  if (idleTimeout !== undefined) options.bodyTimeout = idleTimeout;
  return options;
}

const failed = (kind: HttpFailure["kind"]): HttpFailure => ({ kind, sent: false, cause: "other" });

const privateNetworks = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  privateNetworks.addSubnet(net, bits, "ipv4");
}
privateNetworks.addSubnet("::", 127, "ipv6");
privateNetworks.addSubnet("fc00::", 7, "ipv6");
privateNetworks.addSubnet("fe80::", 10, "ipv6");

/**
 * A resolver that rejects private addresses for the vendor's public names: a poisoned DNS reply must not send the
 * credentials to a machine in this network. A name that the operator configured may resolve to any address.
 */
function lookupFor(origin: string): LookupFunction | undefined {
  const { hostname } = new URL(origin);
  if (isIP(hostname) || !hostname.endsWith(".osigu.com")) return undefined;
  return (name, options, callback) => {
    resolve(name, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, "", 0);
      const publicAddresses = addresses.filter(
        ({ address, family }) => !privateNetworks.check(address, family === 6 ? "ipv6" : "ipv4"),
      );
      const [first] = publicAddresses;
      if (first === undefined) return callback(new Error("resolves to a private address"), "", 0);
      if (options.all) return callback(null, publicAddresses as unknown as string, 0);
      callback(null, first.address, first.family);
    });
  };
}
