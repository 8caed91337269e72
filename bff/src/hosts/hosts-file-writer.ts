import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { HostsFileError, parseHosts } from "./hosts-file.ts";

/** An entry as it stands in the file. */
export type HostEntry = {
  id: string;
  key_sha256: string | string[];
  origins: string[];
  sponsors?: string[];
};

/** Bytes of a key: 256 bits, which nobody guesses, so that a plain SHA-256 of it may be kept. */
const keyBytes = 32;

/** A new key and what is kept of it. The prefix lets scanners of code and logs recognise one that leaked. */
export function newKey(): { key: string; hash: string } {
  const key = `preauth_${randomBytes(keyBytes).toString("base64url")}`;
  return { key, hash: createHash("sha256").update(key).digest("hex") };
}

/** The hosts of a file as they are written there; none when there is no file yet. Throws `HostsFileError`. */
export function readEntries(path: string): HostEntry[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT") return [];
    throw new HostsFileError("cannot be read");
  }
  parseHosts(text);
  return JSON.parse(text) as HostEntry[];
}

/**
 * Changes a file of hosts as one step: whoever reads it sees the old list or the new one, never a part, and two who
 * edit at once cannot lose each other's change. Throws `HostsFileError`; then nothing was changed.
 */
export function editHosts(path: string, change: (entries: HostEntry[]) => HostEntry[]): void {
  const file = target(path);
  const lock = `${file}.lock`;
  try {
    closeSync(openSync(lock, "wx", 0o600));
  } catch {
    throw new HostsFileError(`cannot be edited now: ${lock} exists or cannot be created`);
  }
  try {
    const text = `${JSON.stringify(change(readEntries(file)), null, 2)}\n`;
    parseHosts(text);
    replace(file, text);
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Where the list lies when the path is a link to it: the link stays, what it points to is replaced. */
function target(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function replace(file: string, text: string): void {
  const next = join(dirname(file), `.${randomBytes(8).toString("hex")}.hosts`);
  const handle = openSync(next, "wx", modeOf(file));
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    renameSync(next, file);
  } catch {
    rmSync(next, { force: true });
    throw new HostsFileError("cannot be replaced");
  }
}

function modeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mode ?? 0o600;
}
