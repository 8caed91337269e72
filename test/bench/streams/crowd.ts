import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** Connections that are being opened at once: a crowd, not a flood. */
const atOnce = 100;

/** Many readers of event streams, each a bare socket, so that the crowd itself weighs little. */
export class Crowd {
  readonly #sockets: Socket[] = [];
  #reached = 0;
  #begun = 0;
  #broken = 0;

  /** How many have been reached by an event since `expect`. */
  get reached(): number {
    return this.#reached;
  }

  get broken(): number {
    return this.#broken;
  }

  /** Opens one stream for each head, a whole request without its end. */
  async open(url: string, heads: readonly string[]): Promise<void> {
    const { hostname, port } = new URL(url);
    const waiting = [...heads];
    const open = async () => {
      for (let head = waiting.pop(); head !== undefined; head = waiting.pop()) {
        await this.#openOne(hostname, Number(port), head);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, open));
    if (this.#begun !== heads.length)
      throw new Error(`${this.#begun} of ${heads.length} streams were opened.`);
  }

  expect(): void {
    this.#reached = 0;
  }

  /** Resolves when an event has reached everybody. */
  async allReached(): Promise<void> {
    const until = Date.now() + 30_000;
    while (this.#reached < this.#sockets.length) {
      if (Date.now() > until) throw new Error(`${this.#reached} of ${this.#sockets.length} were reached.`);
      await pause(1);
    }
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #openOne(host: string, port: number, head: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, host, () => socket.write(`${head}Host: ${host}:${port}\r\n\r\n`));
      let begun = false;
      socket.on("data", (bytes) => {
        if (!begun) {
          begun = true;
          if (!bytes.subarray(0, 12).equals(accepted))
            return reject(new Error(bytes.toString("latin1", 0, 200)));
          this.#sockets.push(socket);
          this.#begun += 1;
          resolve();
        }
        if (bytes.includes("event: decision")) this.#reached += 1;
      });
      socket.once("error", reject);
      socket.once("close", () => {
        this.#broken += 1;
      });
    });
  }
}

const accepted = Buffer.from("HTTP/1.1 200");
