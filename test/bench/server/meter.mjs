/*
 * Loaded into a measured process before its own code (`node --import meter.mjs …`): on SIGUSR2 it writes one line
 * with its CPU time so far (user and system, in microseconds), its resident memory and what its objects use (bytes). Under `--expose-gc` it
 * collects garbage first, so that the memory is what the process still refers to. It is JavaScript because the
 * TypeScript loader itself needs 18 MB.
 */
process.on("SIGUSR2", () => {
  const { user, system } = process.cpuUsage();
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.stderr.write(
    `${JSON.stringify({ meter: { cpu: user + system, rss, used: heapUsed + external } })}\n`,
  );
});
