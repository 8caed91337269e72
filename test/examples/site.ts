import { once } from "node:events";
import { glob, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import type { Stack } from "../stack/stack.ts";

const types: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
};

/** The address that examples without a build give the BFF. */
const documentedBff = "https://preauth.clinic.example";

export type FileSite = {
  /** How many session tokens its pages were given. */
  tokensGiven(): number;
  /** Whether one of its scripts contains this text. */
  contains(text: string): Promise<boolean>;
  close(): Promise<void>;
};

/**
 * Serves the files of a folder on a port of 127.0.0.1, `index.html` for every other path, and session tokens at
 * `POST /preauth-token`. In `index.html` the stack's BFF takes the place of the documented one.
 */
export async function serveFiles(folder: string, port: number, stack: Stack): Promise<FileSite> {
  let tokens = 0;
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://site.invalid");
    response.setHeader("cache-control", "no-store");
    if (request.method === "POST") {
      tokens += 1;
      response.setHeader("content-type", "application/json");
      return response.end(await tokenAnswer(stack));
    }
    const path = join(folder, pathname);
    const file = path.startsWith(folder + sep) && types[extname(path)] ? path : join(folder, "index.html");
    const content = await readFile(file).catch(() => undefined);
    if (!content) return response.writeHead(404).end();
    response.setHeader("content-type", types[extname(file)] ?? "");
    const isPage = extname(file) === ".html";
    response.end(isPage ? content.toString().replaceAll(documentedBff, stack.bff.url) : content);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    tokensGiven: () => tokens,
    async contains(text) {
      for await (const path of glob("**/*.js", { cwd: folder }))
        if ((await readFile(join(folder, path), "utf8")).includes(text)) return true;
      return false;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function tokenAnswer({ bff, host }: Stack): Promise<string> {
  const reply = await fetch(`${bff.url}/v1/oauth/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${host.id}:${host.key}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials", subject: "user-1042" }),
  });
  return reply.text();
}
