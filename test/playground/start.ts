import { readTrySheet, startSandbox } from "../sandbox/sandbox.ts";
import { makeSecret, startBff } from "../stack/bff.ts";
import { freePortFrom } from "../stack/free-port.ts";
import { makeHost, writeHostsFile } from "../stack/host.ts";
import { startHostSite } from "./server.ts";
import { buildWidgetIfStale } from "./widget-build.ts";

/*
 * `pnpm start`: an invented clinic's site with the widget in it, the BFF, and a sandbox in the insurers' place.
 * With OSIGU_CLIENT_ID set, the BFF talks to the vendor instead. `--log` shows the BFF's log. Ctrl-C ends all.
 */
const real = Boolean(process.env.OSIGU_CLIENT_ID);
const showLog = process.argv.includes("--log");

/** Settings that are passed on to the BFF when they are set. */
const passedOn = Object.entries(process.env).filter(
  (entry): entry is [string, string] =>
    entry[1] !== undefined &&
    /^(OSIGU_|REDIS_URL|SESSION_SECRET|MAX_UPLOAD_BYTES|LOG_LEVEL|DVS_)/.test(entry[0]),
);

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function start(): Promise<void> {
  await buildWidgetIfStale((sentence) => console.log(sentence));
  const port = await freePortFrom(8786);
  const bffPort = await freePortFrom(Math.max(8787, port + 1));
  const bffUrl = `http://localhost:${bffPort}`;
  const host = makeHost([`http://localhost:${port}`, `http://127.0.0.1:${port}`]);
  const hostsFile = await writeHostsFile([host]);
  process.once("exit", hostsFile.removeNow);

  await startBff({
    port: bffPort,
    env: {
      SESSION_SECRET: makeSecret(),
      HOSTS_FILE: hostsFile.path,
      PUBLIC_URL: bffUrl,
      ...(real ? {} : await sandboxSettings(bffUrl, bffPort + 1)),
      ...Object.fromEntries(passedOn),
    },
    onLine: (line) => showLog && console.log(line),
  });
  const site = await startHostSite({
    port,
    host: () => host,
    bff: () => bffUrl,
    trySheet: real ? [] : await readTrySheet(),
  });
  console.log(`
  Open ${site.url}

  The page there is an invented clinic's, and says what to type.
  ${real ? "The vendor answers: requests are real." : "A sandbox answers in the insurers' place: no insurer is reached."}
  The widget's server is at ${bffUrl}. Ctrl-C ends everything.
`);
}

/** Starts the stand-in for the insurers' network, and says how the BFF reaches it. */
async function sandboxSettings(bffUrl: string, from: number): Promise<Record<string, string>> {
  const webhookSecret = makeSecret();
  const sandbox = await startSandbox({
    port: await freePortFrom(Math.max(8788, from)),
    webhookUrl: `${bffUrl}/webhooks/osigu`,
    webhookSecrets: [webhookSecret],
  });
  return {
    OSIGU_WEBHOOK_SECRET: webhookSecret,
    OSIGU_ENVIRONMENT: "sandbox",
    OSIGU_BASE_URL: sandbox.url,
    OSIGU_CLIENT_ID: "sandbox-client",
    OSIGU_CLIENT_SECRET: "sandbox-secret",
  };
}
