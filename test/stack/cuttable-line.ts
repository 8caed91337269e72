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

/** Opens a line to a port of 127.0.0.1. */
export async function openLine(to: number): Promise<CuttableLine> {
  const sockets = new Set<Socket>();
  let limit = Number.POSITIVE_INFINITY;
  let held = Number.POSITIVE_INFINITY;
  let cuts = 0;
  /** Connections that are held, with where they lead. */
  const waiting = new Map<Socket, Socket>();

  const server = createServer((near) => {
    const far = connect(to, "127.0.0.1");
    let carried = 0;
    const cut = () => {
      reset(near);
      reset(far);
    };
    near.on("data", (bytes) => {
      carried += bytes.length;
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
        (socket === near ? far : near).destroySoon();
      });
    }
    near.pipe(far);
    far.pipe(near);
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

/** A reset while a socket says goodbye is refused by the system, and leaves a handle that keeps the process alive. */
function reset(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}
