import { once } from "node:events";
import { connect } from "node:net";
import { freePort } from "./free-port.ts";
import { type RunningProcess, startProcess } from "./process.ts";
import { waitFor } from "./readiness.ts";

/**
 * Milliseconds that an operation of Redis may take in tests that are not about a slow one: a busy machine may let it
 * wait for longer than the usual 200.
 */
export const redisTimeout = 2_000;

/** A real Redis that keeps nothing on disk. */
export type Redis = {
  url: string;
  port: number;
  isRunning(): boolean;
  /** Ends it as a crash would, or gently; `start` brings an empty one back on the same port. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stands still, with its connections open, until it is thawed: what is sent meanwhile it carries out then. */
  freeze(): void;
  thaw(): void;
};

/** Sends one inline command on a connection of its own. Gives the first bytes of the reply, in Redis' protocol. */
export async function sendCommand({ port }: Pick<Redis, "port">, line: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(`${line}\r\n`);
  const [reply] = (await once(socket, "data")) as [Buffer];
  socket.destroy();
  return reply.toString();
}

/** Starts `redis-server` on a free port of 127.0.0.1, with further options such as `--requirepass a`. */
export async function startRedis(...options: string[]): Promise<Redis> {
  const port = await freePort();
  let server: RunningProcess | undefined;

  const start = async () => {
    server = startProcess({
      name: "redis-server",
      command: "redis-server",
      args: ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", ...options],
    });
    await waitFor("an answer of Redis", () => answersPing(port), { of: server });
  };
  await start();

  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    start,
    isRunning: () => server?.isRunning() === true,
    freeze() {
      server?.child.kill("SIGSTOP");
    },
    thaw() {
      server?.child.kill("SIGCONT");
    },
    async stop() {
      server?.child.kill("SIGCONT");
      await server?.end("SIGTERM");
    },
    async kill() {
      await server?.end("SIGKILL");
    },
  };
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write("PING\r\n"));
    const finish = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.once("data", (data) => finish(/^(\+PONG|-NOAUTH)/.test(data.toString())));
    socket.once("error", () => finish(false));
  });
}
