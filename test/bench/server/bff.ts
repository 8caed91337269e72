import { type Bff, makeSecret, startBff } from "../../stack/bff.ts";
import { type Host, makeHost, writeHostsFile } from "../../stack/host.ts";
import { meterArgs, readMeter } from "./metered-process.ts";

/** Users whose sessions take turns: enough to keep each of them far below the limits of one. */
const users = 50;

/** Rate limits above the load, which comes from one address. */
const wideLimits = "address=100000000/60,session=100000000/60,host=100000000/60,upload=100000000/60";

/** A BFF in front of a vendor, and users who looked up a beneficiary and made a request. */
export type MeteredBff = {
  bff: Bff;
  sessions: Session[];
  /** Bytes of memory before the first call. */
  idleMemory: number;
  /** Milliseconds from start to the first successful `/readyz`. */
  startToReady: number;
  stop(): Promise<void>;
};

/** Starts a BFF with default settings, metered, and signs its users in. */
export async function startMeteredBff(upstream: string): Promise<MeteredBff> {
  const host = makeHost(["https://clinic.example"]);
  const hostsFile = await writeHostsFile([host]);
  const start = performance.now();
  const bff = await startBff({
    nodeArgs: meterArgs,
    env: {
      OSIGU_ENVIRONMENT: "sandbox",
      OSIGU_BASE_URL: upstream,
      OSIGU_CLIENT_ID: "bench",
      OSIGU_CLIENT_SECRET: "bench-secret",
      SESSION_SECRET: makeSecret(),
      HOSTS_FILE: hostsFile.path,
      RATE_LIMITS: wideLimits,
    },
  });
  const startToReady = performance.now() - start;
  const { rss: idleMemory } = await readMeter(bff.process());
  const sessions = await Promise.all(
    Array.from({ length: users }, (_, index) => makeSession(bff.url, host, `user-${index}`)),
  );
  const stop = async () => {
    await bff.stop();
    await hostsFile.remove();
  };
  return { bff, sessions, idleMemory, startToReady, stop };
}

/** One user's headers, and the id of a request that this user made. */
export type Session = { headers: Record<string, string>; request: string };

/** A session that looked up a beneficiary and made a request, so that it may read it. */
async function makeSession(url: string, { id, key }: Host, subject: string): Promise<Session> {
  const { access_token } = await post(`${url}/v1/oauth/token`, {
    headers: { authorization: `Basic ${Buffer.from(`${id}:${key}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials", subject }),
  });
  const headers = { authorization: `Bearer ${access_token}`, origin: "https://clinic.example" };
  const json = { ...headers, "content-type": "application/json" };
  const { beneficiary_id } = await post(`${url}/v1/sponsors/sponsor-sandbox/search`, {
    headers: json,
    body: JSON.stringify({ number: "1" }),
  });
  const { authorization_request_id } = await post(`${url}/arc/v1/authorization-requests`, {
    headers: json,
    body: JSON.stringify({
      beneficiary_id,
      sponsor_slug: "sponsor-sandbox",
      diagnosis_code: "R51",
      products: [{ product_code: "MED-042", product_type: "MEDICATION", quantity: 30 }],
    }),
  });
  return { headers, request: authorization_request_id ?? "" };
}

/** Sends a POST and reads the JSON answer. Throws when it failed. */
export async function post(url: string, init: RequestInit): Promise<Record<string, string>> {
  const response = await fetch(url, { ...init, method: "POST" });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
