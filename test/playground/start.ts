import { readTrySheet, type Sandbox, startSandbox } from "../sandbox/sandbox.ts";
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

  const sandbox = real ? undefined : await openSandbox(bffUrl, bffPort + 1);
  await startBff({
    port: bffPort,
    env: {
      SESSION_SECRET: makeSecret(),
      HOSTS_FILE: hostsFile.path,
      PUBLIC_URL: bffUrl,
      ...(sandbox?.settings ?? {}),
      ...Object.fromEntries(passedOn),
    },
    onLine: (line) => showLog && console.log(line),
  });
  const site = await startHostSite({
    port,
    host: () => host,
    bff: () => bffUrl,
    ...(sandbox && { trySheet: await readTrySheet(), setFaults: sandbox.setFaults }),
  });
  console.log(`
  Open ${site.url}

  It shows the widget in an invented clinic's page, fills it in for you, and has the code that embeds it.
  ${real ? "The vendor answers: requests are real." : "A sandbox answers in the insurers' place: no insurer is reached."}
  The widget's server is at ${bffUrl}. Ctrl-C ends everything.
`);
}

/** The stand-in for the insurers' network, with the settings by which the BFF reaches it. */
type OpenedSandbox = { settings: Record<string, string>; setFaults: Sandbox["faults"]["set"] };

async function openSandbox(bffUrl: string, from: number): Promise<OpenedSandbox> {
  const webhookSecret = makeSecret();
  const sandbox = await startSandbox({
    port: await freePortFrom(Math.max(8788, from)),
    webhookUrl: `${bffUrl}/webhooks/osigu`,
    webhookSecrets: [webhookSecret],
  });
  return {
    settings: {
      OSIGU_WEBHOOK_SECRET: webhookSecret,
      OSIGU_ENVIRONMENT: "sandbox",
      OSIGU_BASE_URL: sandbox.url,
      OSIGU_CLIENT_ID: "sandbox-client",
      OSIGU_CLIENT_SECRET: "sandbox-secret",
    },
    setFaults: (rules) => sandbox.faults.set(rules),
  };
}
