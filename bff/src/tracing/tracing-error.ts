/** A variable of OpenTelemetry whose value this server does not know. The message is for the operator. */
export class TracingError extends Error {}
