import { startSandbox } from "./sandbox.ts";

const { SANDBOX_PORT = "8788", HOST = "127.0.0.1", SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET } = process.env;

const sandbox = await startSandbox({
  port: Number(SANDBOX_PORT),
  host: HOST,
  clientId: SANDBOX_CLIENT_ID,
  clientSecret: SANDBOX_CLIENT_SECRET,
});

console.log(JSON.stringify({ listening: sandbox.url, name: "ARC sandbox (test equipment)" }));

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => sandbox.close().then(() => process.exit(0)));
}
