import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram } from "../../stack/browser.ts";
import { freePort } from "../../stack/free-port.ts";
import { startProcess } from "../../stack/process.ts";
import { answers, waitFor } from "../../stack/readiness.ts";
import type { Call, Subject } from "./subject.ts";

/** nginx with one worker and connections kept open to the vendor; undefined where it is not installed, or not on Linux. */
export async function startNginx(upstream: string, calls: Call[]): Promise<Subject | undefined> {
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
    name: "nginx",
    url,
    calls,
    cpu: () => cpuOfFamily(running.pid),
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
    }
  }
}
`;
}

/** CPU time of a process and its children in microseconds, to the nanosecond as the scheduler counts it. */
async function cpuOfFamily(pid: number): Promise<number> {
  const pids = [pid];
  for (const entry of await readdir("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = await readFile(`/proc/${entry}/stat`, "utf8").catch(() => "");
    const parent = stat.slice(stat.lastIndexOf(")")).split(" ")[2];
    if (Number(parent) === pid) pids.push(Number(entry));
  }
  let nanoseconds = 0;
  for (const one of pids) {
    const [onCpu = "0"] = (await readFile(`/proc/${one}/schedstat`, "utf8")).split(" ");
    nanoseconds += Number(onCpu);
  }
  return nanoseconds / 1000;
}
