/*
 * Loaded into a process that is measured, before anything of its own (`node --import meter.mjs …`): on SIGUSR2 it
 * writes one line with its CPU time so far (user and system, in microseconds) and its memory (bytes). JavaScript,
 * because whatever makes it of TypeScript would be 18 MB of what is measured.
 */
process.on("SIGUSR2", () => {
  const { user, system } = process.cpuUsage();
  process.stderr.write(
    `${JSON.stringify({ meter: { cpu: user + system, rss: process.memoryUsage.rss() } })}\n`,
  );
});
