import { parseJson } from "../http/json-value.ts";

/** A caller of the sandbox as the vendor's quickstart has it: plain fetch, nothing of our own client. */
export type ArcCaller = ReturnType<typeof makeArcCaller>;

export type Reply = { status: number; body: unknown; headers: Headers };

export function makeArcCaller(url: string, token: string) {
  const call = async (method: string, path: string, init: RequestInit = {}): Promise<Reply> => {
    const headers = { authorization: `Bearer ${token}`, ...init.headers };
    return read(await fetch(`${url}${path}`, { method, ...init, headers }));
  };
  const post = (path: string, body: unknown) =>
    call("POST", path, {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  return {
    get: (path: string) => call("GET", path),
    post,
    call,
    upload: (
      id: string,
      fileType: string,
      bytes: Uint8Array<ArrayBuffer> = somePdf,
      type = "application/pdf",
    ) => {
      const form = new FormData();
      form.set("file", new Blob([bytes], { type }), "indication.pdf");
      form.set("file_type", fileType);
      return call("POST", `/arc/v1/authorization-requests/${id}/upload/files`, { body: form });
    },
    complete: (id: string, body?: unknown) => {
      const path = `/arc/v1/authorization-requests/${id}/complete`;
      return body === undefined ? call("POST", path) : post(path, body);
    },
  };
}

/** A whole PDF, small. */
export const somePdf: Uint8Array<ArrayBuffer> = new TextEncoder().encode(
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);

/** Asks for a token as the quickstart does. */
export async function askForToken(
  url: string,
  { id = "sandbox-client", secret = "sandbox-secret", place = "body", method = "POST" } = {},
): Promise<Reply> {
  const grant = "grant_type=client_credentials";
  const basic = Buffer.from(`${id}:${secret}`).toString("base64");
  const inBody = place === "body" && method === "POST";
  return read(
    await fetch(`${url}/v1/oauth/token${place === "query" ? `?${grant}` : ""}`, {
      method,
      headers: {
        authorization: `Basic ${basic}`,
        ...(inBody && { "content-type": "application/x-www-form-urlencoded" }),
      },
      ...(inBody && { body: grant }),
    }),
  );
}

/** A caller that holds a token. */
export async function signIn(
  url: string,
  credentials: Parameters<typeof askForToken>[1] = {},
): Promise<ArcCaller> {
  const { body } = await askForToken(url, credentials);
  return makeArcCaller(url, String(field(body, "access_token")));
}

/** One value deep in a JSON body: `field(body, "authorizations", 0, "status")`. */
export function field(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Record<string | number, unknown> | undefined)?.[key],
    value,
  );
}

async function read(response: Response): Promise<Reply> {
  const text = await response.text();
  const isJson = /^application\/(problem\+)?json\b/.test(response.headers.get("content-type") ?? "");
  return { status: response.status, headers: response.headers, body: isJson ? parseJson(text) : text };
}
