import { readFileSync } from "node:fs";
import type { z } from "zod";
import { fixedSecret, type LiveSecret } from "./secret.ts";
import { type SecretFile, watchSecretFile } from "./secret-file.ts";
import type { Mistake, SecretSetting, Setting, Variables } from "./setting.ts";
import type { FileStatus } from "./watched-file.ts";

/** What happens to the file of a secret while the process runs. `count`: how many values it has now. */
export type SecretFileEvents = {
  onRefused?: (variable: string) => void;
  onRestored?: (variable: string) => void;
  onChanged?: (variable: string, count: number) => void;
};

/** Reads settings one by one and collects every mistake. */
export class SettingsReader {
  readonly mistakes: Mistake[] = [];
  readonly #env: Variables;
  readonly #events: SecretFileEvents;
  readonly #files: { variable: string; file: SecretFile }[] = [];

  /** `events` are of the files of secrets, once the process runs. */
  constructor(env: Variables, events: SecretFileEvents) {
    this.#env = env;
    this.#events = events;
  }

  /** The value; undefined when it is unset and optional, or when it is a mistake. */
  value<Schema extends z.ZodType>(setting: Setting<Schema>): z.output<Schema> | undefined {
    const { variable, schema, fallback, optional } = setting;
    const text = this.#env[variable] || fallback;
    if (text === undefined) {
      if (!optional) this.mistake(setting, "is missing");
      return undefined;
    }
    const read = schema.safeParse(text);
    if (read.success) return read.data;
    this.mistake(setting, reason(read.error));
    return undefined;
  }

  /** The secret, from its variable or from its file, which is then watched. */
  secret(setting: SecretSetting): LiveSecret | undefined {
    const { variable, schema, optional } = setting;
    const { text, path, wrong } = secretText(this.#env, variable);
    if (wrong === undefined && !text && optional) return undefined;
    const read = text ? schema.safeParse(text) : undefined;
    if (read?.success) {
      if (path === undefined) return fixedSecret(read.data);
      const parse = (value: string) => schema.parse(value);
      const { onRefused, onRestored, onChanged } = this.#events;
      const file = watchSecretFile(path, parse, {
        onRefused: () => onRefused?.(variable),
        onRestored: () => onRestored?.(variable),
        onChanged: (count) => onChanged?.(variable, count),
      });
      this.#files.push({ variable, file });
      return file;
    }
    this.mistake(setting, wrong ?? (read ? reason(read.error) : "is missing"));
    return undefined;
  }

  mistake({ variable, example }: Pick<Setting, "variable" | "example">, wrong: string): void {
    this.mistakes.push({ variable, wrong, example });
  }

  /** The files of secrets, as they are now. */
  fileStatus(): FileStatus[] {
    return this.#files.map(({ variable, file }) => ({ variable, ...file.status }));
  }

  /** Stops watching the files of secrets. */
  close(): void {
    for (const { file } of this.#files) file.close();
  }
}

/** What is wrong with a value first, in words that do not repeat the value. */
function reason(error: z.ZodError): string {
  const message = error.issues[0]?.message ?? "is not valid";
  return /^(is|must) /.test(message) ? message : `is not valid (${message})`;
}

/** The text of a secret's variable or of its file; undefined when neither is set. */
function secretText(env: Variables, variable: string): { text?: string; path?: string; wrong?: string } {
  const path = env[`${variable}_FILE`];
  if (path === undefined || path === "") return { text: env[variable] };
  if (env[variable]) return { wrong: `is set together with ${variable}_FILE; set one of them` };
  try {
    return { text: readFileSync(path, "utf8").trim(), path };
  } catch {
    return { wrong: `cannot be read from the file that ${variable}_FILE names` };
  }
}
