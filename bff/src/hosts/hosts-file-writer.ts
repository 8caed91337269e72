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

/** An entry of the file. */
export type HostEntry = {
  id: string;
  key_sha256: string | string[];
  origins: string[];
  sponsors?: string[];
};

/** Bytes of a key. 256 random bits cannot be guessed, so a plain SHA-256 of it may be stored. */
const keyBytes = 32;

/** A new key and its hash, which is stored. The prefix lets secret scanners recognize a leaked key. */
export function newKey(): { key: string; hash: string } {
  const key = `preauth_${randomBytes(keyBytes).toString("base64url")}`;
  return { key, hash: createHash("sha256").update(key).digest("hex") };
}

/** The entries of a file; none when it does not exist. Throws `HostsFileError`. */
export function readEntries(path: string): HostEntry[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT") return [];
    throw new HostsFileError("cannot be read");
  }
  parseHosts(text);
  return JSON.parse(text.replace(/^\uFEFF/, "")) as HostEntry[];
}

/**
 * Changes a hosts file atomically: a reader sees the old list or the new one, and concurrent edits cannot overwrite
 * each other. Throws `HostsFileError` without a change.
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

/** The file that a symbolic link points to: the file is replaced, the link stays. */
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
