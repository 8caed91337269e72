import { startSandbox } from "./sandbox.ts";

const {
  SANDBOX_PORT,
  SANDBOX_CONTROL_PORT,
  HOST,
  SANDBOX_CLIENT_ID,
  SANDBOX_CLIENT_SECRET,
  SANDBOX_WEBHOOK_URL,
  SANDBOX_WEBHOOK_SECRET,
} = process.env;

const port = Number(SANDBOX_PORT ?? 8788);
const sandbox = await startSandbox({
  port,
  controlPort: Number(SANDBOX_CONTROL_PORT ?? (port === 0 ? 0 : port + 1)),
  ...(HOST && { host: HOST }),
  ...(SANDBOX_CLIENT_ID && { clientId: SANDBOX_CLIENT_ID }),
  ...(SANDBOX_CLIENT_SECRET && { clientSecret: SANDBOX_CLIENT_SECRET }),
  ...(SANDBOX_WEBHOOK_URL && { webhookUrl: SANDBOX_WEBHOOK_URL }),
  ...(SANDBOX_WEBHOOK_SECRET && { webhookSecrets: SANDBOX_WEBHOOK_SECRET.split(",") }),
}).catch((error: Error) => {
  console.error(`The ARC sandbox cannot start: ${error.message}`);
  process.exit(1);
});

console.log(
  JSON.stringify({
    listening: sandbox.url,
    control: sandbox.controlUrl,
    name: "ARC sandbox (test equipment)",
  }),
);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => sandbox.close().then(() => process.exit(0)));
}
