import { readFileSync, unwatchFile, watchFile } from "node:fs";
import { type LiveSecret, Secret } from "./secret.ts";

/**
 * Milliseconds between two checks of a secret's file. Polling, because orchestrators replace secrets by moving a
 * symbolic link, which file system events do not report.
 */
const pollInterval = 2_000;

export type SecretFile = LiveSecret & {
  /** Reads the file now instead of at the next check. */
  reload(): void;
  close(): void;
};

/**
 * A secret in a file, read again when the file changes. When the file becomes unreadable or invalid, `onRefused` is
 * called and the last valid values stay in use.
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

  watchFile(path, { interval: pollInterval, persistent: false }, reload);
  return {
    current: () => secrets,
    onChange: (listener) => listeners.push(listener),
    reload,
    close: () => unwatchFile(path, reload),
  };
}
