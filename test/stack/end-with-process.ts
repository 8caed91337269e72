import type { ChildProcess } from "node:child_process";

const children = new Map<ChildProcess, NodeJS.Signals>();

process.once("exit", () => {
  for (const [child, signal] of children) child.kill(signal);
});
// A signal ends a process without its "exit" event, unless somebody asks for it.
for (const [signal, code] of Object.entries({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 })) {
  process.once(signal, () => process.exit(code));
}

/** Sends a child that still runs this signal when this process ends, also when a signal ends it. */
export function endWithProcess(child: ChildProcess, signal: NodeJS.Signals): void {
  children.set(child, signal);
  const forget = () => children.delete(child);
  child.once("exit", forget);
  child.once("error", forget);
}
