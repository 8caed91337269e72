import { collect } from "../memory/collector.ts";

/** Bytes that may have passed before what is spent of them is let go: less costs a tenth more CPU time an upload. */
const most = 24_000_000;

let passed = 0;

/**
 * Counts bytes of uploads that have passed through, and lets their spent buffers go once there are some megabytes.
 * Node reads every 64 KB of an upload into a new buffer. To V8 that is hardly anything, as the bytes lie outside of
 * its heap, and left to itself it comes round to them when there are sixty megabytes or more. A collection of the
 * young generation costs some milliseconds, once for so many bytes.
 */
export function countPassed(bytes: number): void {
  passed += bytes;
  if (passed < most) return;
  passed = 0;
  collect({ type: "minor" });
}
