import { readFileSync, unwatchFile, watchFile } from "node:fs";
import { z } from "zod";
import { type Hosts, hostsFile, hostsFrom } from "./hosts.ts";

/** Milliseconds between two looks at the file. */
const lookEvery = 2_000;

/** Why a file of hosts is not taken: a sentence that names the entry and repeats no key. */
export class HostsFileError extends Error {}

/** Reads a file of hosts. Throws `HostsFileError`. */
export function readHosts(path: string): Hosts {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new HostsFileError("cannot be read");
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new HostsFileError("is not JSON");
  }
  const read = hostsFile.safeParse(json);
  if (read.success) return hostsFrom(read.data);
  const issue = read.error.issues[0];
  throw new HostsFileError(`is not valid at ${place(issue?.path)}: ${issue?.message ?? "unreadable"}`);
}

const place = (path: readonly PropertyKey[] = []) =>
  path.length === 0 ? "the top level" : z.core.toDotPath(path);

/**
 * The hosts of a file, followed while the process runs: a change holds within seconds, a change for the worse is
 * told to `onRefused` and leaves the last good list in force.
 */
export function watchHosts(
  path: string,
  onRefused: (why: string) => void,
): Hosts & { reload(): void; close(): void } {
  let hosts = readHosts(path);
  const reload = () => {
    try {
      hosts = readHosts(path);
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
