import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A line of TCP between a browser and a server that can be cut in the middle of a transfer. */
export type CuttableLine = {
  url: string;
  /**
   * From now on every connection that carries this many bytes towards the server is cut. One cut is not enough for
   * a test: a browser sends again by itself what broke on a connection that it had used before.
   */
  cutAfter(bytes: number): void;
  /** From now on a connection that has carried this many bytes towards the server carries no more until it is mended. */
  holdAfter(bytes: number): void;
  mend(): void;
  /** How often a connection was cut. */
  cuts(): number;
  close(): Promise<void>;
};

/**
 * Opens a line to one of these ports of 127.0.0.1. Of several, each new connection leads to the first that takes it, as a balancer
 * goes on to the next where one is down; and a question that is left open when its server is gone is answered with 502.
 */
export async function openLine(ports: number[]): Promise<CuttableLine> {
  const sockets = new Set<Socket>();
  let limit = Number.POSITIVE_INFINITY;
  let held = Number.POSITIVE_INFINITY;
  let cuts = 0;
  /** Connections that are held, with where they lead. */
  const waiting = new Map<Socket, Socket>();

  const server = createServer({ pauseOnConnect: true }, async (near) => {
    near.on("error", () => near.destroy());
    sockets.add(near);
    const far = await reach(ports);
    if (!far || near.destroyed) {
      far?.destroy();
      reset(near);
      return;
    }
    let carried = 0;
    let isOpen = false;
    far.on("data", () => {
      isOpen = false;
    });
    const cut = () => {
      reset(near);
      reset(far);
    };
    near.on("data", (bytes) => {
      carried += bytes.length;
      isOpen = true;
      // The pipe resumes what it drains: only without it does the connection stay still.
      if (carried >= held) {
        near.unpipe(far).pause();
        waiting.set(near, far);
      }
      if (carried < limit) return;
      cuts++;
      cut();
    });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", cut);
      socket.on("close", () => {
        sockets.delete(socket);
        waiting.delete(socket);
        if (isOpen && ports.length > 1 && socket === far && near.writable) near.write(badGateway);
        (socket === near ? far : near).destroySoon();
      });
    }
    near.pipe(far);
    far.pipe(near, { end: ports.length === 1 });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutAfter(bytes) {
      limit = bytes;
    },
    holdAfter(bytes) {
      held = bytes;
    },
    mend() {
      limit = Number.POSITIVE_INFINITY;
      held = Number.POSITIVE_INFINITY;
      for (const [near, far] of waiting) near.pipe(far);
      waiting.clear();
    },
    cuts: () => cuts,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

const badGateway = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/** A connection to the first of these ports that takes one. */
async function reach(ports: number[]): Promise<Socket | undefined> {
  for (const port of ports) {
    const socket = connect(port, "127.0.0.1");
    const isThere = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    if (isThere) return socket;
  }
  return undefined;
}

/** A reset while a socket says goodbye is refused by the system, and leaves a handle that keeps the process alive. */
function reset(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}
