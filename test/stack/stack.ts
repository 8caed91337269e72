import { type Sandbox, type SandboxOptions, startSandbox } from "../sandbox/sandbox.ts";
import { type Bff, makeSecret, startBff } from "./bff.ts";
import { openTogether } from "./closing.ts";
import { freePort } from "./free-port.ts";
import { type Host, makeHost, writeHostsFile } from "./host.ts";
import { type Redis, redisTimeout, startRedis } from "./redis.ts";

export type StackOptions = {
  sandbox?: SandboxOptions;
  /** Further settings of every BFF. */
  bff?: Record<string, string>;
  /** How many BFFs stand side by side; more than one brings a Redis with it. */
  instances?: number;
  redis?: boolean;
  /** Arguments for the Node of each BFF, before the script. */
  nodeArgs?: string[];
  /** What each BFF is waited for; `/readyz` by default. */
  waitsFor?: "/readyz" | "/healthz";
  /** Origins of the pages that the host embeds the widget in. */
  origins?: string[];
  /** Where the stack's own host is told of its requests. */
  webhook?: Host["webhook"];
  /** Further hosts beside the stack's own. */
  hosts?: Host[];
};

/** Everything between a browser and the insurers' network, running for one test file. */
export type Stack = {
  /** Lives in this process, so that a test can look into it and make it fail. */
  sandbox: Sandbox;
  /** The first of the instances. */
  bff: Bff;
  instances: Bff[];
  redis: Redis | undefined;
  /** The host whose key was made for this run. */
  host: Host;
  /** The settings of every BFF, without its address. */
  env: Record<string, string>;
  /** Ends every BFF, so that nothing is held back, and gives all that they printed. */
  wholeLog(): Promise<string>;
  stop(): Promise<void>;
};

/** Starts a sandbox, and BFFs as processes of their own on free ports, with keys made for this run. */
export function startStack(options: StackOptions = {}): Promise<Stack> {
  const { instances: count = 1 } = options;
  return openTogether(async (closing) => {
    const host = {
      ...makeHost(options.origins ?? ["https://clinic.example"]),
      ...(options.webhook && { webhook: options.webhook }),
    };
    const hosts = [host, ...(options.hosts ?? [])];
    const hostsFile = closing.also(await writeHostsFile(hosts), (file) => file.remove());
    // The sandbox's events go to the first instance, which is told of their secret.
    const port = await freePort();
    const webhookSecret = makeSecret();
    const sandbox = closing.also(
      await startSandbox({
        webhookUrl: `http://127.0.0.1:${port}/webhooks/osigu`,
        webhookSecrets: [webhookSecret],
        ...options.sandbox,
      }),
      (one) => one.close(),
    );
    const redis =
      options.redis || count > 1 ? closing.also(await startRedis(), (one) => one.stop()) : undefined;
    const env = {
      OSIGU_ENVIRONMENT: "sandbox",
      OSIGU_BASE_URL: sandbox.url,
      OSIGU_CLIENT_ID: options.sandbox?.clientId ?? "sandbox-client",
      OSIGU_CLIENT_SECRET: options.sandbox?.clientSecret ?? "sandbox-secret",
      OSIGU_WEBHOOK_SECRET: webhookSecret,
      SESSION_SECRET: makeSecret(),
      HOSTS_FILE: hostsFile.path,
      ...(redis && { REDIS_URL: redis.url, REDIS_TIMEOUT_MS: `${redisTimeout}` }),
      ...options.bff,
    };
    const start = async (at?: number) =>
      closing.also(
        await startBff({
          env,
          redis,
          nodeArgs: options.nodeArgs ?? [],
          ...(at && { port: at }),
          ...(options.waitsFor && { waitsFor: options.waitsFor }),
        }),
        (one) => one.stop(),
      );
    const bff = await start(port);
    const instances = [bff];
    while (instances.length < count) instances.push(await start());
    return {
      sandbox,
      bff,
      instances,
      redis,
      host,
      env,
      async wholeLog() {
        await Promise.all(instances.map((instance) => instance.stop()));
        return instances.flatMap((instance) => instance.log).join("\n");
      },
      stop: closing.close,
    };
  });
}
