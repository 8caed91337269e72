import { createHash, randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A host as its own server knows itself: the id and the key with which it asks for session tokens. */
export type Host = {
  id: string;
  key: string;
  origins: string[];
  sponsors?: string[];
  /** Its own limits, as in `RATE_LIMITS`. */
  limits?: string;
  /** Where its server is told of its requests. */
  webhook?: { url: string; secret?: string; secret_file?: string };
};

/** A host with a key made just now. */
export function makeHost(origins: string[], id = "clinica-demo"): Host {
  return { id, key: randomBytes(32).toString("base64url"), origins };
}

export type HostsFile = {
  path: string;
  remove(): Promise<void>;
  /** For a process that is just ending. */
  removeNow(): void;
};

/** `HOSTS_FILE` in a folder of its own: ids, origins and the SHA-256 of each key in hex, never a key. */
export async function writeHostsFile(hosts: Host[]): Promise<HostsFile> {
  const folder = await mkdtemp(join(tmpdir(), "osigu-preauth-"));
  const path = join(folder, "hosts.json");
  const entries = hosts.map(({ key, ...host }) => ({
    ...host,
    key_sha256: createHash("sha256").update(key).digest("hex"),
  }));
  await writeFile(path, JSON.stringify(entries), { mode: 0o600 });
  return {
    path,
    remove: () => rm(folder, { recursive: true, force: true }),
    removeNow: () => rmSync(folder, { recursive: true, force: true }),
  };
}
