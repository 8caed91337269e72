import { connect } from "node:net";

/** What a Redis server is asked to run, from now on. */
export type RedisMonitor = {
  /** The texts of scripts that ran. */
  readonly scripts: ReadonlySet<string>;
  stop(): void;
};

/** Watches the servers at these ports of 127.0.0.1. */
export async function monitorRedis(ports: readonly number[]): Promise<RedisMonitor> {
  const scripts = new Set<string>();
  const sockets = await Promise.all(
    ports.map(async (port) => {
      const socket = connect(port, "127.0.0.1");
      let rest = "";
      const started = Promise.withResolvers<void>();
      socket.setEncoding("utf8");
      socket.on("error", started.reject);
      socket.on("data", (text: string) => {
        started.resolve();
        const lines = (rest + text).split("\r\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          const [, script] = /"eval" ("(?:[^"\\]|\\.)*")/i.exec(line) ?? [];
          if (script !== undefined) scripts.add(JSON.parse(script) as string);
        }
      });
      socket.write("MONITOR\r\n");
      await started.promise;
      return socket;
    }),
  );
  return {
    scripts,
    stop() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
