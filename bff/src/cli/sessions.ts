import { parseArgs } from "node:util";
import { subjectDigest } from "../hosts/hosts.ts";
import { HostsFileError } from "../hosts/hosts-file.ts";
import { editHosts, type HostEntry } from "../hosts/hosts-file-writer.ts";
import type { Terminal } from "./hosts.ts";
import { UsageError } from "./usage-error.ts";

export const sessionsUsage = `Usage, with HOSTS_FILE naming the file:
  sessions end --host <id> --subject <name>   ends the sessions of one user of a host
  sessions end --host <id>                    ends all sessions of a host`;

/** Seconds after which no session token is valid any more: an hour, and the tolerance of clocks. */
const longestSession = 3_600 + 120;

/** `sessions end`. Returns the exit code: 0 done, 1 the file is not valid, 2 the command is not. */
export function sessionsCommand(
  args: readonly string[],
  path: string | undefined,
  terminal: Terminal,
): number {
  const wanted = readArgs(args);
  if (typeof wanted === "string" || !path) {
    terminal.err(`${typeof wanted === "string" ? wanted : "HOSTS_FILE is missing."}\n${sessionsUsage}`);
    return 2;
  }
  const { host: id, subject } = wanted;
  try {
    editHosts(path, (entries) => {
      if (!entries.some((entry) => entry.id === id)) throw new UsageError(`Host ${id} does not exist.`);
      return entries.map((entry) => (entry.id === id ? withEnded(entry, subject) : entry));
    });
  } catch (thrown) {
    if (thrown instanceof HostsFileError) {
      terminal.err(`HOSTS_FILE ${path} ${thrown.message}.`);
      return 1;
    }
    if (!(thrown instanceof UsageError)) throw thrown;
    terminal.err(`${thrown.message}\n${sessionsUsage}`);
    return 2;
  }
  const whose = subject === undefined ? `All sessions of ${id}` : `The sessions of this user of ${id}`;
  terminal.err(`${whose} end within seconds. The host's server can request new ones.`);
  return 0;
}

/** Ends what was issued until now. What ended longer ago than a session lives is dropped. */
function withEnded(entry: HostEntry, subject: string | undefined): HostEntry {
  const now = Math.floor(Date.now() / 1000);
  const others = (entry.sessions_ended ?? []).filter(({ until }) => until > now - longestSession);
  const ended =
    subject === undefined ? { until: now } : { subject_sha256: subjectDigest(entry.id, subject), until: now };
  return { ...entry, sessions_ended: [...others, ended] };
}

function readArgs(args: readonly string[]): { host: string; subject: string | undefined } | string {
  try {
    const options = { host: { type: "string" }, subject: { type: "string" } } as const;
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (positionals.join(" ") !== "end") return "The command is: sessions end.";
    if (!values.host) return "Name the --host.";
    if (values.subject === "") return "The --subject is empty.";
    return { host: values.host, subject: values.subject };
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : "The arguments are not valid.";
  }
}
