import { spawn } from "node:child_process";
import { endWithProcess } from "../stack/end-with-process.ts";
import { inRepository } from "../stack/repository.ts";
import { type Count, failure, passed } from "./count.ts";

export type CommandOptions = {
  cwd?: string;
  env?: Record<string, string>;
  /** Milliseconds after which the command is killed. */
  deadline?: number;
};

export type CommandResult = { code: number | null; output: string; timedOut: boolean };

/**
 * Runs a command to its end and gives back all that it said. Never rejects. Node keeps what it has compiled: the tests
 * start the same modules some hundred times.
 */
export function runCommand(
  command: string,
  args: string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const { cwd = inRepository("."), env = {}, deadline = 300_000 } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { NODE_COMPILE_CACHE: inRepository("node_modules/.cache/node"), ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    // SIGTERM: a test that started processes takes them along.
    endWithProcess(child, "SIGTERM");
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }

    let timedOut = false;
    const watchdog = setTimeout(() => {
      timedOut = true;
      // SIGTERM first: a test that started processes takes them along.
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), 3_000).unref();
    }, deadline);
    const finish = (code: number | null) => {
      clearTimeout(watchdog);
      resolve({ code, output, timedOut });
    };
    child.once("error", (error) => {
      output += error.message;
      finish(-1);
    });
    child.once("close", finish);
    // A process that it left behind may hold its output open, and never write to it again.
    child.once("exit", () => {
      setTimeout(() => {
        for (const stream of [child.stdout, child.stderr]) stream.destroy();
      }, 2_000).unref();
    });
  });
}

/** A command that is itself the test: it passes by ending with 0. */
export async function countCommand(name: string, command: string, args: string[]): Promise<Count> {
  const { code, output, timedOut } = await runCommand(command, args);
  if (code === 0) return passed;
  return failure(`${name} ${timedOut ? "did not end" : `ended with ${code}`}\n${output.trim()}`);
}
