import assert from "node:assert/strict";
import { problemDetails } from "@osigu-preauth/shared";
import { Pool } from "undici";
import type { Stack } from "../stack/stack.ts";

/** What a call came to. `status` is 0 when the connection broke before an answer. */
export type CallResult = { status: number; body: unknown; retryAfter: string | undefined; ms: number };

export type CallOptions = {
  body?: unknown;
  /** The `Idempotency-Key`. */
  key?: string;
  /** Which instance is called; they take turns where it is not said. */
  instance?: number;
};

/** One member of a clinic's staff, calling as a browser does: some instance or other, with a session token. */
export type Clinic = {
  call(method: "GET" | "POST", path: string, options?: CallOptions): Promise<CallResult>;
  upload(requestId: string, options?: CallOptions & { bytes?: number }): Promise<CallResult>;
  /** Looks MARIA up, and gives her id. */
  find(): Promise<string>;
  create(beneficiaryId: string, options?: CallOptions): Promise<CallResult>;
  complete(requestId: string, options?: CallOptions): Promise<CallResult>;
  close(): Promise<void>;
};

/** High enough that no limit of a session is met by a test's load. */
export const noLimits = {
  RATE_LIMITS: "session=1000000/60,address=1000000/60,host=1000000/60,search=1000000/60,upload=100000/60",
};

/** Signs in at the first instance, and calls the instances in turn as a plain round-robin would. */
export async function clinicAt(stack: Stack, subject = "staff-1"): Promise<Clinic> {
  const pools = stack.instances.map(({ url }) => new Pool(url, { connections: 64 }));
  let turn = 0;
  const send = async (
    method: "GET" | "POST",
    path: string,
    headers: Record<string, string>,
    body: string | Buffer | undefined,
    instance: number,
  ): Promise<CallResult> => {
    const started = performance.now();
    try {
      const pool = pools[instance % pools.length] as Pool;
      const answer = await pool.request({ method, path, headers, body: body ?? null });
      const text = await answer.body.text();
      return {
        status: answer.statusCode,
        body: text === "" ? undefined : JSON.parse(text),
        retryAfter: answer.headers["retry-after"] as string | undefined,
        ms: performance.now() - started,
      };
    } catch {
      return { status: 0, body: undefined, retryAfter: undefined, ms: performance.now() - started };
    }
  };

  const { id, key } = stack.host;
  const basic = `Basic ${Buffer.from(`${id}:${key}`).toString("base64")}`;
  const grant = `/v1/oauth/token?grant_type=client_credentials&subject=${subject}`;
  const signedIn = await send("POST", grant, { authorization: basic }, undefined, 0);
  assert.equal(signedIn.status, 200);
  const authorization = `Bearer ${read(signedIn, "access_token")}`;

  const headersOf = (key: string | undefined, type?: string) => ({
    authorization,
    ...(key !== undefined && { "idempotency-key": key }),
    ...(type !== undefined && { "content-type": type }),
  });
  const call: Clinic["call"] = (method, path, { body, key, instance = turn++ } = {}) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return send(method, path, headersOf(key, text && "application/json"), text, instance);
  };

  return {
    call,
    upload(requestId, { key, instance = turn++, bytes = 20_000 } = {}) {
      const boundary = "a-boundary";
      const body = Buffer.concat([
        Buffer.from(
          `--${boundary}\r\nContent-Disposition: form-data; name="file_type"\r\n\r\nMEDICAL_INDICATION\r\n` +
            `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\n`,
        ),
        Buffer.alloc(bytes, "x"),
        Buffer.from(`\r\n--${boundary}--\r\n`),
      ]);
      const type = `multipart/form-data; boundary=${boundary}`;
      const path = `/arc/v1/authorization-requests/${requestId}/upload/files`;
      return send("POST", path, headersOf(key, type), body, instance);
    },
    async find() {
      const body = { document_type: "CC", document_number: "123456789" };
      const found = await call("POST", "/v1/sponsors/sponsor-sandbox/search", { body });
      assert.equal(found.status, 200);
      return read(found, "beneficiary_id");
    },
    create: (beneficiaryId, options = {}) =>
      call("POST", "/arc/v1/authorization-requests", {
        ...options,
        body: {
          beneficiary_id: beneficiaryId,
          sponsor_slug: "sponsor-sandbox",
          diagnosis_code: "R51",
          products: [{ product_code: "MED-042", product_type: "MEDICATION", quantity: 1 }],
        },
      }),
    complete: (requestId, options = {}) =>
      call("POST", `/arc/v1/authorization-requests/${requestId}/complete`, options),
    close: async () => {
      await Promise.all(pools.map((pool) => pool.destroy()));
    },
  };
}

/** A text of an answer's body. */
export function read({ body }: CallResult, key: string): string {
  return String((body as Record<string, unknown> | undefined)?.[key]);
}

/** Every answer that is no success is a problem document, and its status is the document's. */
export function assertProblem(told: CallResult, code?: string): void {
  const problem = problemDetails.parse(told.body);
  assert.equal(problem.status, told.status);
  if (code !== undefined) assert.equal(problem.code, code);
}

/** Makes a request that only waits for its completion. */
export async function prepared(clinic: Clinic): Promise<string> {
  const made = await clinic.create(await clinic.find());
  assert.equal(made.status, 202);
  const id = read(made, "authorization_request_id");
  assert.equal((await clinic.upload(id)).status, 204);
  return id;
}

/** Waits until something is so; a test that waits in vain fails by its own deadline. */
export async function until(isSo: () => boolean | Promise<boolean>, patience = 60_000): Promise<void> {
  const end = Date.now() + patience;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error("It did not come to be in time.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * Runs what can only hold while Redis answers in time, which it need not on a busy machine: where it failed and Redis
 * did too, it is tried again, five times at the most. Each try needs people of its own.
 */
export async function undisturbed(
  redisFailures: () => number | Promise<number>,
  run: () => Promise<void>,
): Promise<void> {
  for (let left = 4; ; left -= 1) {
    const before = await redisFailures();
    try {
      return await run();
    } catch (thrown) {
      if (left === 0 || (await redisFailures()) === before) throw thrown;
    }
  }
}

/** Long runs are for a machine that has the time: `FAULTS=long`. */
export const long = process.env.FAULTS === "long";
