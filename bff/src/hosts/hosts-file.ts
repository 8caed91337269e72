import { readFileSync, unwatchFile, watchFile } from "node:fs";
import { z } from "zod";
import { type Host, type Hosts, hostsFile, hostsFrom } from "./hosts.ts";

/** Milliseconds between two checks of the file. */
const pollInterval = 2_000;

/** Why a hosts file is not valid. The message names the entry and repeats no key. */
export class HostsFileError extends Error {}

/** Parses a hosts file. Throws `HostsFileError`. */
export function parseHosts(text: string): Host[] {
  let json: unknown;
  try {
    // Some editors write a byte order mark.
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
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
 * The hosts of a file, read again when it changes, within seconds. When the changed file is not valid, `onRefused` is
 * called and the last valid list stays in use. An empty list is refused at the start only: later it means that the
 * last host was removed.
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
  watchFile(path, { interval: pollInterval, persistent: false }, reload);
  return {
    find: (id) => hosts.find(id),
    authenticate: (id, key) => hosts.authenticate(id, key),
    knowsOrigin: (origin) => hosts.knowsOrigin(origin),
    reload,
    close: () => unwatchFile(path, reload),
  };
}
