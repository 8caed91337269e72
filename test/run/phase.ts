import type { Count } from "./count.ts";

/** One process of the test run: a test file, or a command that is itself a test. */
export type Job = { name: string; run(): Promise<Count> };

/** A named part of the test run, reported on one line. */
export type Phase = {
  name: string;
  /** Listed when the phase begins: an earlier phase may have made what they run on. */
  jobs(): Job[];
  /** Programs that the phase runs, beside Node. */
  programs?: Program[];
};

/** Programs that are not npm packages. */
export type Program =
  | "caddy"
  | "chromium"
  | "curl"
  | "firefox"
  | "haproxy"
  | "nginx"
  | "promtool"
  | "redis"
  | "unzip"
  | "webkit";

/**
 * Phases whose jobs share one queue. The next stage begins when the queue is empty, so that what depends on an
 * earlier phase, or must not compete with it for the processor, stands in a later stage.
 */
export type Stage = {
  /** Number of jobs that run at the same time. */
  width: number;
  phases: Phase[];
};
