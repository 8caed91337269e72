import { startProcess } from "./process.ts";
import { inRepository } from "./repository.ts";
import type { Stack } from "./stack.ts";

/** Runs a command of the BFF with the settings of a stack's instances. */
export async function runBff(
  { env }: Pick<Stack, "env">,
  args: readonly string[],
  more: Record<string, string> = {},
): Promise<{ status: number | null; text: string }> {
  const command = startProcess({
    name: `bff ${args[0]}`,
    command: process.execPath,
    args: [inRepository("bff/src/main.ts"), ...args],
    env: { ...env, ...more },
  });
  const status = await command.exited;
  return { status, text: command.lines.join("\n") };
}
