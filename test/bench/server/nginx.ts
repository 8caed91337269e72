import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram } from "../../stack/browser.ts";
import { freePort } from "../../stack/free-port.ts";
import { startProcess } from "../../stack/process.ts";
import { answers, waitFor } from "../../stack/readiness.ts";
import { cpuOfFamily } from "./process-family.ts";
import type { Call, Subject } from "./subject.ts";

/** Where nginx is, with what is needed to end it. */
export type Nginx = { url: string; pid: number; stop(): Promise<void> };

/** nginx as what is measured beside others; undefined where there is none. */
export async function nginxSubject(upstream: string, calls: Call[]): Promise<Subject | undefined> {
  const nginx = await startNginx(upstream);
  return nginx && { name: "nginx", calls, cpu: () => cpuOfFamily(nginx.pid), ...nginx };
}

/** nginx with one worker and connections kept open to the vendor; undefined where it is not installed, or not on Linux. */
export async function startNginx(upstream: string): Promise<Nginx | undefined> {
  const command = findProgram("nginx");
  if (!command || process.platform !== "linux") return undefined;
  const folder = await mkdtemp(join(tmpdir(), "osigu-preauth-nginx-"));
  const port = await freePort();
  const configuration = join(folder, "nginx.conf");
  await writeFile(configuration, configurationOf(folder, port, new URL(upstream).host));
  const running = startProcess({
    name: "nginx",
    command,
    args: ["-c", configuration, "-e", join(folder, "error.log")],
  });
  const url = `http://127.0.0.1:${port}`;
  await waitFor("an answer of nginx", () => answers(url), { of: running });
  return {
    url,
    pid: running.pid,
    async stop() {
      await running.end("SIGQUIT");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configurationOf(folder: string, port: number, upstream: string): string {
  return `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  keepalive_requests 1000000;
  upstream vendor { server ${upstream}; keepalive 64; keepalive_requests 1000000; }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://vendor;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_request_buffering off;
      client_max_body_size 20m;
    }
  }
}
`;
}
