import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { makeCertificateAuthority } from "../stack/certificate-authority.ts";
import { freePort } from "../stack/free-port.ts";
import { startProcess } from "../stack/process.ts";
import { answers, waitFor } from "../stack/readiness.ts";
import { inRepository } from "../stack/repository.ts";

/** A reverse proxy of the documentation. */
export type Proxy = {
  name: string;
  /** Its configuration, from the repository's top, and the language of its block in the documentation. */
  file: string;
  language: string;
  /** What takes the place of the address and the certificate of the documented configuration. */
  local(configuration: string, port: number): string;
  /** The whole configuration, with what surrounds the documented part on an operator's machine. */
  whole(configuration: string, folder: string): string;
  command(file: string, folder: string): [string, ...string[]];
  /** The program's check of a configuration. */
  check(file: string): [string, ...string[]];
};

const nginx: Proxy = {
  name: "nginx",
  file: "bff/deploy/nginx/preauth.conf",
  language: "nginx",
  local: (configuration, port) =>
    configuration
      .replace("listen 443 ssl http2;", `listen 127.0.0.1:${port};`)
      .replace(/ *ssl_certificate.*\n/g, ""),
  whole(configuration, folder) {
    const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map((name) => `${name}_temp_path ${folder}/${name};`)
      .join(" ");
    return `daemon off; pid ${folder}/pid; error_log stderr warn; events {} http { access_log off; ${paths}\n${configuration}}\n`;
  },
  command: (file, folder) => ["nginx", "-c", file, "-p", folder],
  check: (file) => ["nginx", "-t", "-c", file],
};

const caddy: Proxy = {
  name: "Caddy",
  file: "bff/deploy/caddy/Caddyfile",
  language: "caddyfile",
  local: (configuration, port) =>
    configuration.replace("preauth.clinic.example {", `http://127.0.0.1:${port} {`),
  whole: (configuration) => `{\n\tadmin off\n\tauto_https off\n}\n${configuration}`,
  command: (file) => ["caddy", "run", "--adapter", "caddyfile", "--config", file],
  check: (file) => ["caddy", "validate", "--adapter", "caddyfile", "--config", file],
};

const haproxy: Proxy = {
  name: "HAProxy",
  file: "bff/deploy/haproxy/haproxy.cfg",
  language: "haproxy",
  local: (configuration, port) => configuration.replace(/bind :443 ssl .*/, `bind 127.0.0.1:${port}`),
  whole: (configuration) => configuration,
  command: (file) => ["haproxy", "-db", "-f", file],
  check: (file) => ["haproxy", "-c", "-f", file],
};

export const proxies: readonly Proxy[] = [nginx, caddy, haproxy];

export const documentedConfiguration = ({ file }: Proxy): string => readFileSync(inRepository(file), "utf8");

/** A folder for a proxy's files, which its workers may read as another user. */
export function proxyFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "preauth-proxy-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o755);
  return folder;
}

/** What the program says of the configuration as it is documented, with a certificate in the place that it names. */
export function checkDocumented(t: TestContext, proxy: Proxy): { status: number | null; output: string } {
  const folder = proxyFolder(t);
  const { certificate, key, remove } = makeCertificateAuthority();
  t.after(remove);
  copyFileSync(certificate, join(folder, "preauth.crt"));
  copyFileSync(key, join(folder, "preauth.key"));
  writeFileSync(join(folder, "preauth.pem"), readFileSync(certificate, "utf8") + readFileSync(key, "utf8"));
  const file = join(folder, "proxy.conf");
  const configuration = documentedConfiguration(proxy).replaceAll("/etc/ssl/", `${folder}/`);
  writeFileSync(file, proxy.whole(configuration, folder));
  const [command, ...args] = proxy.check(file);
  const env = { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", env });
  return { status, output: `${stdout}${stderr}` };
}

/** Runs a proxy with the documented configuration in front of two instances, on a free port without TLS. */
export async function startProxy(t: TestContext, proxy: Proxy, [first, second]: readonly number[]) {
  const folder = proxyFolder(t);
  const port = await freePort();
  const adapted = proxy
    .local(documentedConfiguration(proxy), port)
    .replace("10.0.0.1:8787", `127.0.0.1:${first}`)
    .replace("10.0.0.2:8787", `127.0.0.1:${second}`);
  if (/10\.0\.0\.|bind :443|ssl_certificate/.test(adapted))
    throw new Error(`Not all of it was replaced:\n${adapted}`);
  const file = join(folder, "proxy.conf");
  writeFileSync(file, proxy.whole(adapted, folder));
  const [command, ...args] = proxy.command(file, folder);
  const running = startProcess({
    name: proxy.name,
    command,
    args,
    env: { XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  });
  t.after(() => running.end("SIGTERM"));
  const url = `http://127.0.0.1:${port}`;
  await waitFor(`an answer through ${proxy.name}`, () => answers(`${url}/healthz`), { of: running });
  return { url, lines: running.lines };
}
