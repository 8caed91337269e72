import { parseArgs } from "node:util";
import { HostsFileError } from "../hosts/hosts-file.ts";
import { editHosts, type HostEntry, newKey, readEntries } from "../hosts/hosts-file-writer.ts";
import { changeHost, hostChangesUsage, isHostChange } from "./host-changes.ts";
import { UsageError } from "./usage-error.ts";

/** Where a command writes: results to `out`, messages for the operator to `err`. */
export type Terminal = { out(text: string): void; err(text: string): void };

export const hostsUsage = `Usage, with HOSTS_FILE naming the file:
  hosts list
${hostChangesUsage}
  hosts add <id> --origin https://clinic.example [--origin …] [--sponsor <slug> …]
  hosts rotate <id>            makes a second key; both are valid
  hosts rotate <id> --finish   ends the rotation; the older key becomes invalid
  hosts origin add <id> https://clinic.example [https://…]
  hosts origin remove <id> https://clinic.example [https://…]
  hosts remove <id>`;

const options = {
  origin: { type: "string", multiple: true },
  sponsor: { type: "string", multiple: true },
  finish: { type: "boolean" },
} as const;

/** `hosts add|list|rotate|origin|remove`. Returns the exit code: 0 done, 1 the file is not valid, 2 the command is not. */
export function hostsCommand(args: readonly string[], path: string | undefined, terminal: Terminal): number {
  try {
    if (!path) throw new UsageError("HOSTS_FILE is missing. Example: HOSTS_FILE=/etc/preauth/hosts.json");
    run(args, path, terminal);
    return 0;
  } catch (thrown) {
    if (thrown instanceof HostsFileError) {
      terminal.err(`HOSTS_FILE ${path} ${thrown.message}.`);
      return 1;
    }
    if (!isUsageError(thrown)) throw thrown;
    terminal.err(`${thrown.message}\n${hostsUsage}`);
    return 2;
  }
}

function run(args: readonly string[], path: string, terminal: Terminal): void {
  if (isHostChange(args[0])) {
    terminal.err(changeHost(args, path));
    return;
  }
  const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [action, id, ...more] = positionals;
  if (more.length > 0 && action !== "origin") throw new UsageError(`Unexpected argument: ${more[0]}.`);
  const { origin = [], sponsor, finish } = values;
  if (action === "origin") changeOrigins(path, positionals.slice(1), terminal);
  else if (action === "list" && id === undefined) list(path, terminal);
  else if (id === undefined) throw new UsageError("A command and a host id are required.");
  else if (action === "add")
    add(path, { id, origins: origin, ...(sponsor && { sponsors: sponsor }) }, terminal);
  else if (action === "rotate" && finish) finishRotation(path, id, terminal);
  else if (action === "rotate") rotate(path, id, terminal);
  else if (action === "remove") remove(path, id, terminal);
  else throw new UsageError(`Unknown command: ${action}.`);
}

function list(path: string, { out }: Terminal): void {
  for (const { id, key_sha256, origins, sponsors, limits, disabled } of readEntries(path)) {
    const keys = [key_sha256].flat().length;
    const parts = [
      id,
      keys === 1 ? "1 key" : `${keys} keys`,
      origins.join(" "),
      sponsors?.join(" ") ?? "every sponsor",
      ...(limits ? [`limits ${limits}`] : []),
      ...(disabled ? ["switched off"] : []),
    ];
    out(parts.join("  "));
  }
}

function add(path: string, host: Omit<HostEntry, "key_sha256">, terminal: Terminal): void {
  if (host.origins.length === 0) throw new UsageError("Name at least one --origin.");
  const { key, hash } = newKey();
  editHosts(path, (entries) => {
    if (entries.some(({ id }) => id === host.id)) throw new UsageError(`${host.id} already exists.`);
    const { id, ...rest } = host;
    return [...entries, { id, key_sha256: hash, ...rest }];
  });
  show(host.id, key, terminal);
}

function rotate(path: string, id: string, terminal: Terminal): void {
  const { key, hash } = newKey();
  let ended = 0;
  change(path, id, (entry) => {
    const [newest, ...older] = [entry.key_sha256].flat();
    ended = older.length;
    return { ...entry, key_sha256: newest === undefined ? hash : [hash, newest] };
  });
  show(id, key, terminal);
  if (ended > 0) terminal.err("The rotation before was not finished: its older key is invalid now.");
  terminal.err(`The previous key stays valid until: hosts rotate ${id} --finish`);
}

function finishRotation(path: string, id: string, { err }: Terminal): void {
  change(path, id, (entry) => ({ ...entry, key_sha256: [entry.key_sha256].flat()[0] ?? "" }));
  err(`${id} has one valid key: the newest.`);
}

function remove(path: string, id: string, { err }: Terminal): void {
  let left = 0;
  editHosts(path, (entries) => {
    known(entries, id);
    const others = entries.filter((entry) => entry.id !== id);
    left = others.length;
    return others;
  });
  err(`${id} is removed. Its session tokens end with it, within seconds.`);
  if (left === 0) err("No host is left: nobody gets a session.");
}

/** `origin add|remove <id> <origin>…`. An origin that is there already, or not there, changes nothing. */
function changeOrigins(path: string, [action, id, ...named]: readonly string[], { err }: Terminal): void {
  if ((action !== "add" && action !== "remove") || id === undefined || named.length === 0) {
    throw new UsageError("origin takes add or remove, a host id, and at least one origin.");
  }
  let origins: string[] = [];
  change(path, id, (entry) => {
    const others = entry.origins.filter((each) => !named.includes(each));
    origins = action === "add" ? [...others, ...named] : others;
    if (origins.length === 0) throw new UsageError(`${id} needs an origin: add another one before.`);
    return { ...entry, origins };
  });
  err(
    `${id} may be embedded at ${origins.join(" ")}. A running BFF knows within seconds; pages need a new token.`,
  );
}

function change(path: string, id: string, make: (entry: HostEntry) => HostEntry): void {
  editHosts(path, (entries) => {
    known(entries, id);
    return entries.map((entry) => (entry.id === id ? make(entry) : entry));
  });
}

function known(entries: readonly HostEntry[], id: string): void {
  if (!entries.some((entry) => entry.id === id)) throw new UsageError(`Host ${id} does not exist.`);
}

function show(id: string, key: string, { out, err }: Terminal): void {
  out(`id   ${id}\nkey  ${key}`);
  err("The key is shown only once; only its hash is stored. Give it to the host's server, never to a page.");
}

function isUsageError(thrown: unknown): thrown is Error {
  if (thrown instanceof UsageError) return true;
  // Thrown by `parseArgs`.
  return thrown instanceof TypeError && "code" in thrown && String(thrown.code).startsWith("ERR_PARSE_ARGS");
}
