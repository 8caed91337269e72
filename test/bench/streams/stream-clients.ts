import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** Connections that are opened at the same time. */
const concurrency = 100;

/** Many clients of event streams, each a bare socket, so that the clients themselves cost little. */
export class StreamClients {
  readonly #sockets: Socket[] = [];
  #received = 0;
  #closed = 0;

  /** Streams that the server closed. */
  get closed(): number {
    return this.#closed;
  }

  /** Opens one stream per request head; a head is a whole request without `Host` and the empty line. */
  async open(url: string, heads: readonly string[]): Promise<void> {
    const { hostname, port } = new URL(url);
    const waiting = [...heads];
    const openNext = async () => {
      for (let head = waiting.pop(); head !== undefined; head = waiting.pop()) {
        await this.#openOne(hostname, Number(port), head);
      }
    };
    await Promise.all(Array.from({ length: concurrency }, openNext));
  }

  /** Sends an event and resolves with the milliseconds until every stream has received it. */
  async timeEvent(send: () => Promise<void>): Promise<number> {
    this.#received = 0;
    const start = performance.now();
    await send();
    const deadline = Date.now() + 30_000;
    while (this.#received < this.#sockets.length) {
      if (Date.now() > deadline)
        throw new Error(`${this.#received} of ${this.#sockets.length} got the event.`);
      await pause(1);
    }
    return performance.now() - start;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #openOne(host: string, port: number, head: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, host, () => socket.write(`${head}Host: ${host}:${port}\r\n\r\n`));
      let isOpen = false;
      socket.on("data", (bytes) => {
        if (!isOpen) {
          isOpen = true;
          if (!bytes.subarray(0, 12).equals(accepted))
            return reject(new Error(bytes.toString("latin1", 0, 200)));
          this.#sockets.push(socket);
          resolve();
        }
        if (bytes.includes("event: decision")) this.#received += 1;
      });
      socket.once("error", reject);
      socket.once("close", () => {
        this.#closed += 1;
      });
    });
  }
}

const accepted = Buffer.from("HTTP/1.1 200");
