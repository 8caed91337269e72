/** The result of a command: the text to print, and the exit code. */
export type CommandResult = { text: string; status: 0 | 1 | 2 };

/** What commands say that need a Redis which is not there. */
export const withoutRedis: CommandResult = {
  text:
    "REDIS_URL is not set, or Redis does not answer. Without Redis everything is in the server's memory, " +
    "and ends with its process.",
  status: 1,
};
