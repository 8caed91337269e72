/** A command that is not valid. Its message says what is wrong, for the operator. */
export class UsageError extends Error {}
