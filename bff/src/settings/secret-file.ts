import { readFileSync, unwatchFile, watchFile } from "node:fs";
import { type LiveSecret, Secret } from "./secret.ts";

/**
 * Milliseconds between two looks at a secret's file. Polling, because orchestrators swap secrets by moving a
 * symbolic link, which file system events do not tell.
 */
const lookEvery = 2_000;

export type SecretFile = LiveSecret & {
  /** Reads the file now instead of at the next look. */
  reload(): void;
  close(): void;
};

/**
 * A secret in a file, read again when the file changes. A file that has become unreadable or invalid leaves the
 * last good values in use, and is told to `onRefused`.
 */
export function watchSecretFile(
  path: string,
  parse: (text: string) => readonly string[],
  onRefused: () => void,
): SecretFile {
  let values = parse(readFileSync(path, "utf8").trim());
  let secrets = values.map((value) => new Secret(value));
  const listeners: (() => void)[] = [];

  const reload = () => {
    let next: readonly string[];
    try {
      next = parse(readFileSync(path, "utf8").trim());
    } catch {
      onRefused();
      return;
    }
    if (next.length === values.length && next.every((value, index) => value === values[index])) return;
    values = next;
    secrets = next.map((value) => new Secret(value));
    for (const listener of listeners) listener();
  };

  watchFile(path, { interval: lookEvery, persistent: false }, reload);
  return {
    current: () => secrets,
    onChange: (listener) => listeners.push(listener),
    reload,
    close: () => unwatchFile(path, reload),
  };
}
