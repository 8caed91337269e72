import type { z } from "zod";

/** A setting, as the capability that it configures defines it. */
export type Setting<Schema extends z.ZodType = z.ZodType> = {
  /** The environment variable. */
  variable: string;
  schema: Schema;
  /** A valid value, shown with each mistake. */
  example: string;
  /** The value where the variable is unset or empty. Without one, the setting is required unless it is optional. */
  fallback?: string;
  optional?: boolean;
};

/** A setting that may also be given as the path of a file, in the variable with `_FILE` added. */
export type SecretSetting = Setting<z.ZodType<string[]>>;

type Details = Pick<Setting, "example" | "fallback" | "optional">;

export function setting<Schema extends z.ZodType>(
  variable: string,
  schema: Schema,
  details: Details,
): Setting<Schema> {
  return { variable, schema, ...details };
}

/** The environment variables: `process.env`, or those of a test. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A mistake in the environment. `wrong` does not repeat the value. */
export type Mistake = { variable: string; wrong: string; example: string };

/** The line that is printed for a mistake. */
export function mistakeLine({ variable, wrong, example }: Mistake): string {
  return `${variable} ${wrong}. Example: ${variable}=${example}`;
}
