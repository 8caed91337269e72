import { createServer } from "node:http";
import type { TestContext } from "node:test";
import type { appFixture } from "./app-fixture.ts";
import { listen } from "./http.ts";

/** A call as a test makes it: a POST when it has a body. */
export type ClientCall = { body?: unknown; headers?: Record<string, string> };

/** Listens with an application, and gives a client of it whose session is the fixture's user. */
export async function appClient(t: TestContext, { app, bearer }: ReturnType<typeof appFixture>) {
  const port = await listen(t, createServer(app.callback()));
  const session = await bearer();
  return async (path: string, { body, headers = {} }: ClientCall = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
      headers: { ...session, "content-type": "application/json", ...headers },
    });
    const text = await response.text();
    return { status: response.status, value: text === "" ? undefined : JSON.parse(text) };
  };
}
