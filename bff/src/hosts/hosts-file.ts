import { readFileSync } from "node:fs";
import { z } from "zod";
import { errorCode } from "../logging/error-summary.ts";
import { type FileStatus, WatchedFile } from "../settings/watched-file.ts";
import { type Host, type Hosts, hostsFile, hostsFrom } from "./hosts.ts";

/** Why a hosts file is not valid. The message names the entry and repeats no key. */
export class HostsFileError extends Error {
  /** Whether it is about the content of the file; otherwise the file cannot be read or written. */
  readonly isContent: boolean;

  constructor(message: string, { isContent = false } = {}) {
    super(message);
    this.isContent = isContent;
  }
}

/** Words for why a file cannot be used, for the operator. */
export function fileProblem(thrown: unknown): string {
  const code = errorCode(thrown);
  const words: Readonly<Record<string, string>> = {
    ENOENT: "does not exist",
    EACCES: "this user may not",
    EPERM: "this user may not",
    EISDIR: "is a directory",
    EROFS: "the file system is read-only",
    EBUSY: "it is mounted",
    ENOSPC: "the disk is full",
  };
  return `${words[code ?? ""] ?? "unknown reason"}${code ? `, ${code}` : ""}`;
}

/** Parses a hosts file. Throws `HostsFileError`. */
export function parseHosts(text: string): Host[] {
  let json: unknown;
  try {
    // Some editors write a byte order mark.
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new HostsFileError("is not JSON", { isContent: true });
  }
  const read = hostsFile.safeParse(json);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new HostsFileError(`is not valid at ${place(issue?.path)}: ${issue?.message ?? "unreadable"}`, {
    isContent: true,
  });
}

/** Reads a hosts file. Throws `HostsFileError`. */
export function readHosts(path: string): Host[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (thrown) {
    throw new HostsFileError(`cannot be read (${fileProblem(thrown)})`);
  }
  return parseHosts(text);
}

const place = (path: readonly PropertyKey[] = []) =>
  path.length === 0 ? "the top level" : z.core.toDotPath(path);

/** The ids of the hosts that a reload added, removed or changed. */
export type HostsChange = { added: string[]; removed: string[]; changed: string[] };

export type HostsEvents = {
  /** The changed file is not valid: the last valid list stays in use. */
  onRefused?: (why: string) => void;
  /** The file is valid again. */
  onRestored?: () => void;
  onChanged?: (change: HostsChange) => void;
};

export type WatchedHosts = Hosts & {
  readonly count: number;
  readonly status: Omit<FileStatus, "variable">;
  reload(): void;
  close(): void;
};

/** The hosts of a file, read again when it changes, within seconds. Throws `HostsFileError`. */
export function watchHosts(path: string, events: HostsEvents = {}): WatchedHosts {
  const file = new WatchedFile(path, () => readHosts(path), {
    onRefused: (thrown) =>
      events.onRefused?.(thrown instanceof HostsFileError ? thrown.message : "cannot be read"),
    onRestored: () => events.onRestored?.(),
    onChanged(list, before) {
      hosts = hostsFrom(list);
      events.onChanged?.(changeOf(before, list));
    },
  });
  let hosts = hostsFrom(file.value);
  return {
    get count() {
      return file.value.length;
    },
    get status() {
      return file.status;
    },
    find: (id) => hosts.find(id),
    authenticate: (id, key) => hosts.authenticate(id, key),
    knowsOrigin: (origin) => hosts.knowsOrigin(origin),
    hasWebhooks: () => hosts.hasWebhooks(),
    reload: file.reload,
    close: () => file.close(),
  };
}

function changeOf(before: readonly Host[], after: readonly Host[]): HostsChange {
  const texts = (hosts: readonly Host[]) => new Map(hosts.map((host) => [host.id, JSON.stringify(host)]));
  const [old, current] = [texts(before), texts(after)];
  return {
    added: [...current.keys()].filter((id) => !old.has(id)),
    removed: [...old.keys()].filter((id) => !current.has(id)),
    changed: [...current].filter(([id, text]) => old.has(id) && old.get(id) !== text).map(([id]) => id),
  };
}
