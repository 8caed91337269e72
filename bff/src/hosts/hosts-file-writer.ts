import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { errorCode } from "../logging/error-summary.ts";
import { fileProblem, HostsFileError, parseHosts } from "./hosts-file.ts";

/** An entry of the file. */
export type HostEntry = {
  id: string;
  key_sha256: string | string[];
  origins: string[];
  sponsors?: string[];
  disabled?: boolean;
  limits?: string;
  sessions_ended?: { subject_sha256?: string; until: number }[];
  webhook?: { url: string; secret?: string; secret_file?: string };
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
    if (errorCode(thrown) === "ENOENT") return [];
    throw new HostsFileError(`cannot be read (${fileProblem(thrown)})`);
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
  } catch (thrown) {
    const why =
      errorCode(thrown) === "EEXIST"
        ? `another process edits it; if none does, remove ${lock}`
        : `${lock} cannot be created (${fileProblem(thrown)})`;
    throw new HostsFileError(`cannot be edited now: ${why}`);
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

/**
 * Replaces the file with another one of the same owner, group and mode, so that the service can still read it. A file
 * that is a mount point, as in a container, cannot be replaced: its content is overwritten.
 */
function replace(file: string, text: string): void {
  const next = join(dirname(file), `.${randomBytes(8).toString("hex")}.hosts`);
  const before = statSync(file, { throwIfNoEntry: false });
  try {
    write(next, "wx", text, before);
    renameSync(next, file);
  } catch (thrown) {
    rmSync(next, { force: true });
    if (errorCode(thrown) !== "EBUSY") throw problemOfWrite(thrown);
    try {
      write(file, "r+", text);
    } catch (second) {
      throw problemOfWrite(second);
    }
  }
}

function write(path: string, flags: "wx" | "r+", text: string, like?: Stats): void {
  const handle = openSync(path, flags, 0o600);
  try {
    if (like !== undefined) {
      const { uid, gid } = fstatSync(handle);
      if (uid !== like.uid || gid !== like.gid) fchownSync(handle, like.uid, like.gid);
      fchmodSync(handle, like.mode & 0o7777);
    }
    writeSync(handle, text);
    ftruncateSync(handle, Buffer.byteLength(text));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

const problemOfWrite = (thrown: unknown) =>
  new HostsFileError(`cannot be replaced with its owner and mode (${fileProblem(thrown)})`);
