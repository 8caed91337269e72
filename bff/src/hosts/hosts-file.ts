import { readFileSync, unwatchFile, watchFile } from "node:fs";
import { z } from "zod";
import { type Host, type Hosts, hostsFile, hostsFrom } from "./hosts.ts";

/** Milliseconds between two looks at the file. */
const lookEvery = 2_000;

/** Why a file of hosts is not taken: a sentence that names the entry and repeats no key. */
export class HostsFileError extends Error {}

/** The hosts that a text lists. Throws `HostsFileError`. */
export function parseHosts(text: string): Host[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new HostsFileError("is not JSON");
  }
  const read = hostsFile.safeParse(json);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new HostsFileError(`is not valid at ${place(issue?.path)}: ${issue?.message ?? "unreadable"}`);
}

function readHosts(path: string): Host[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new HostsFileError("cannot be read");
  }
  return parseHosts(text);
}

const place = (path: readonly PropertyKey[] = []) =>
  path.length === 0 ? "the top level" : z.core.toDotPath(path);

/**
 * The hosts of a file, followed while the process runs: a change holds within seconds, a change for the worse is
 * told to `onRefused` and leaves the last good list in force. A file without hosts is a mistake at the start only:
 * later it says that the last of them was removed.
 */
export function watchHosts(
  path: string,
  onRefused: (why: string) => void,
): Hosts & { reload(): void; close(): void } {
  const first = readHosts(path);
  if (first.length === 0) throw new HostsFileError("must hold at least one host");
  let hosts = hostsFrom(first);
  const reload = () => {
    try {
      hosts = hostsFrom(readHosts(path));
    } catch (error) {
      onRefused(error instanceof HostsFileError ? error.message : "cannot be read");
    }
  };
  watchFile(path, { interval: lookEvery, persistent: false }, reload);
  return {
    find: (id) => hosts.find(id),
    authenticate: (id, key) => hosts.authenticate(id, key),
    knowsOrigin: (origin) => hosts.knowsOrigin(origin),
    reload,
    close: () => unwatchFile(path, reload),
  };
}
