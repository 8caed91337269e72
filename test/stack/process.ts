import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { endWithProcess } from "./end-with-process.ts";

/** What a process needs to run: a name for messages, the command, and every variable that it may see. */
export type ProcessOptions = {
  name: string;
  command: string;
  args: string[];
  env?: Record<string, string>;
  cwd?: string;
  /** Called with each line of stdout and stderr. */
  onLine?: (line: string) => void;
};

/** A child process with everything it said. It never outlives this process. */
export type RunningProcess = {
  name: string;
  pid: number;
  child: ChildProcess;
  /** Every line of stdout and stderr so far. */
  lines: string[];
  /** Resolves to the exit code, `null` when a signal ended it. */
  exited: Promise<number | null>;
  isRunning(): boolean;
  /** Sends a signal and waits for the end. Harmless when it has ended already. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
};

/** Starts a process whose environment is exactly `env`, what is needed to find programs, and Node's compile cache. */
export function startProcess(options: ProcessOptions): RunningProcess {
  const { name, command, args, env = {}, cwd, onLine } = options;
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(command, args, {
    env: { PATH, HOME, NODE_COMPILE_CACHE, ...env },
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  endWithProcess(child, "SIGKILL");
  let runs = true;

  const lines: string[] = [];
  const keep = (line: string) => {
    lines.push(line);
    onLine?.(line);
  };
  const ended = [child.stdout, child.stderr].map(async (stream) => {
    for await (const line of createInterface({ input: stream })) keep(line);
  });
  const exited = new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      keep(`${name} did not start: ${error.message}`);
      runs = false;
      resolve(-1);
    });
    child.once("exit", async (code) => {
      runs = false;
      await Promise.all(ended);
      resolve(code);
    });
  });
  const isRunning = () => runs;

  return {
    name,
    pid: child.pid ?? -1,
    child,
    lines,
    exited,
    isRunning,
    end(signal = "SIGTERM") {
      if (isRunning()) child.kill(signal);
      return exited;
    },
  };
}

/** The last lines that a process said, for the message of an error about it. */
export function lastWords(running: RunningProcess): string {
  return running.lines.slice(-12).join("\n");
}
