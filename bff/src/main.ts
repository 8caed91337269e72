import { hostname } from "node:os";
import type { CommandResult } from "./cli/command-result.ts";
import { doctor } from "./cli/doctor/doctor.ts";
import { eraseCommand, eraseUsage } from "./cli/erase.ts";
import { hostsCommand, hostsUsage } from "./cli/hosts.ts";
import { sessionsCommand, sessionsUsage } from "./cli/sessions.ts";
import { subscribeUsage, webhooksCommand } from "./cli/subscribe-webhooks.ts";
import { deliveriesCommand, deliveriesUsage } from "./cli/webhook-deliveries.ts";
import { HostsFileError } from "./hosts/hosts-file.ts";
import { errorCode } from "./logging/error-summary.ts";
import { processLoggers } from "./logging/logger.ts";
import { buildLine, readBuildInfo } from "./process/build-info.ts";
import { readSettings, type Settings } from "./process/settings.ts";
import { type Running, StartError, startServer } from "./process/start-server.ts";
import { mistakeLine } from "./settings/setting.ts";
import { startTracing } from "./tracing/start-tracing.ts";
import { TracingError } from "./tracing/tracing-error.ts";

/** Subcommands, by their first argument. Without one the server starts. */
const commands: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  serve: runServer,
  webhooks: runWebhooksCommand,
  erase: runEraseCommand,
  doctor: async () => {
    const { text, status } = await doctor(process.env);
    process.stdout.write(`${text}\n`);
    process.exitCode = status;
  },
  sessions: async (args) => {
    process.exitCode = sessionsCommand(args, process.env.HOSTS_FILE, {
      out: (text) => process.stdout.write(`${text}\n`),
      err: (text) => process.stderr.write(`${text}\n`),
    });
  },
  hosts: async (args) => {
    process.exitCode = hostsCommand(args, process.env.HOSTS_FILE, {
      out: (text) => process.stdout.write(`${text}\n`),
      err: (text) => process.stderr.write(`${text}\n`),
    });
  },
};

const help = `Usage: pnpm bff [command]

  serve                 start the server, with the settings of the environment (the default)
  hosts …               list, add, change and remove the host sites in HOSTS_FILE
  sessions end          end the sessions of a user, or of a host
  webhooks subscribe    have the vendor deliver decisions to this server
  webhooks deliveries   list what hosts' servers have not taken, try it again, or send a test
  erase                 remove what is known of a host's user, or of a request
  doctor                check the settings and everything that the server depends on

  --version             print the version of the server
  --help                print this text

Every setting: bff/docs/configuration.md
`;

/** What a command prints with `--help`, which needs no settings. */
const usages: Readonly<Record<string, string>> = {
  serve: help,
  hosts: hostsUsage,
  sessions: sessionsUsage,
  webhooks: `${subscribeUsage}\n\n${deliveriesUsage}`,
  erase: eraseUsage,
  doctor:
    "Usage: pnpm bff doctor, with the settings of the server. It exits with 1 where something does not work.",
};

const options: Readonly<Record<string, () => string>> = {
  "--version": () => `${buildLine(readBuildInfo())}\n`,
  "--help": () => help,
  "-h": () => help,
};

const [name = "serve", ...args] = process.argv.slice(2);
const usage = args.some((arg) => arg === "--help" || arg === "-h") ? usages[name] : undefined;
if (Object.hasOwn(options, name)) process.stdout.write(options[name]?.() ?? "");
else if (usage !== undefined) process.stdout.write(`${usage}\n`);
else if (Object.hasOwn(commands, name)) await commands[name]?.(args);
else {
  process.stderr.write(`Unknown command ${name}. Commands: ${Object.keys(commands).join(", ")}.\n`);
  process.exit(2);
}

async function runServer(): Promise<void> {
  const { settings, mistakes } = readSettings(process.env, {
    onRefused: (file) => log.error({ file }, "secret_file_refused"),
    onRestored: (file) => log.info({ file }, "secret_file_restored"),
    onChanged: (file, count) => log.info({ file, values: count }, "secret_file_changed"),
  });
  if (settings === undefined) stopWith(mistakes.map(mistakeLine));
  const loggers = processLoggers(settings.logLevel, `${hostname()}:${settings.port}`);
  const { log } = loggers;
  // In place of Node's own listener, which writes text to standard error.
  process.removeAllListeners("warning");
  process.on("warning", (warning) => log.warn({ err: warning }, "process_warning"));
  let running: Running;
  try {
    const instance = `${hostname()}:${settings.port}`;
    const tracing = await startTracing(process.env, { version: readBuildInfo().version, instance }, log);
    running = await startServer(settings, loggers, tracing);
  } catch (thrown) {
    stopWith([startupMistake(thrown, settings)]);
  }

  let stopping: Promise<void> | undefined;
  const stop = (status: number, lead = 0) => {
    // A second signal ends the process at once.
    if (stopping !== undefined) process.exit(status || 1);
    stopping = running
      .stop(lead)
      .finally(() => loggers.close())
      .finally(() => process.exit(status));
  };
  // Balancers send SIGTERM, and need time to notice. SIGINT comes from a terminal.
  process.on("SIGTERM", () => stop(0, settings.drainSeconds * 1000));
  process.on("SIGINT", () => stop(0));
  const onUncaught = (thrown: unknown) => {
    log.error({ err: thrown }, "uncaught_exception");
    if (stopping === undefined) stop(1);
  };
  process.on("uncaughtException", onUncaught);
  process.on("unhandledRejection", onUncaught);
}

async function runWebhooksCommand(args: readonly string[]): Promise<void> {
  const { settings, mistakes } = readSettings(process.env);
  if (settings === undefined) stopWith(mistakes.map(mistakeLine));
  const [action, ...rest] = args;
  print(
    await (action === "deliveries" ? deliveriesCommand(rest, settings) : webhooksCommand(args, settings)),
  );
  settings.close();
}

async function runEraseCommand(args: readonly string[]): Promise<void> {
  const { settings, mistakes } = readSettings(process.env);
  if (settings === undefined) stopWith(mistakes.map(mistakeLine));
  print(await eraseCommand(args, settings));
  settings.close();
}

function print({ text, status }: CommandResult): void {
  (status === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  process.exitCode = status;
}

function stopWith(lines: readonly string[]): never {
  for (const line of lines) process.stderr.write(`${line}\n`);
  process.exit(1);
}

function startupMistake(thrown: unknown, { hostsFile, host, port }: Settings): string {
  if (thrown instanceof HostsFileError) {
    const example = '[{"id":"clinic","key_sha256":"<64 hex digits>","origins":["https://clinic.example"]}]';
    const hint = thrown.isContent ? ` Example of its content: ${example}` : "";
    return `HOSTS_FILE ${hostsFile} ${thrown.message}.${hint}`;
  }
  if (thrown instanceof StartError || thrown instanceof TracingError) return thrown.message;
  const code = errorCode(thrown);
  if (code === "EADDRINUSE") return `PORT ${port} is in use by another process. Example: PORT=8787`;
  if (code === "EACCES")
    return `PORT ${port} is not for this user: below 1024 are root's. Example: PORT=8787`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return `HOST ${host} is no address of this machine. Example: HOST=0.0.0.0`;
  }
  return `The server could not start (${code ?? "unknown reason"}).`;
}
