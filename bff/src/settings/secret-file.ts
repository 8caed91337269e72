import { readFileSync } from "node:fs";
import { type LiveSecret, Secret } from "./secret.ts";
import { type FileEvents, type FileStatus, WatchedFile } from "./watched-file.ts";

export type SecretFile = LiveSecret & {
  readonly status: Omit<FileStatus, "variable">;
  /** Reads the file now instead of at the next check. */
  reload(): void;
  close(): void;
};

/** A secret in a file. Its events say how many values it has, never which. */
export function watchSecretFile(
  path: string,
  parse: (text: string) => readonly string[],
  events: FileEvents<number>,
): SecretFile {
  const listeners: (() => void)[] = [];
  let secrets: readonly Secret[] = [];
  const adopt = (values: readonly string[]) => {
    secrets = values.map((value) => new Secret(value));
  };
  const file = new WatchedFile(path, () => parse(readFileSync(path, "utf8").trim()), {
    onRefused: (thrown) => events.onRefused?.(thrown),
    onRestored: () => events.onRestored?.(),
    onChanged(values, before) {
      adopt(values);
      events.onChanged?.(values.length, before.length);
      for (const listener of listeners) listener();
    },
  });
  adopt(file.value);
  return {
    current: () => secrets,
    onChange: (listener) => listeners.push(listener),
    get status() {
      return file.status;
    },
    reload: file.reload,
    close: () => file.close(),
  };
}
