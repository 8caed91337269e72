import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { clinicAt, noLimits, read } from "../faults/clinic.ts";
import { freePort } from "../stack/free-port.ts";
import { startProcess } from "../stack/process.ts";
import { answers, waitFor } from "../stack/readiness.ts";
import { inRepository } from "../stack/repository.ts";
import { startStack } from "../stack/stack.ts";

const configuration = readFileSync(inRepository("bff/deploy/nginx/preauth.conf"), "utf8");

/** Runs nginx with the configuration that the documentation shows, on a free port without TLS. */
async function startNginx(t: TestContext, ports: readonly number[]) {
  const folder = mkdtempSync(join(tmpdir(), "preauth-nginx-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  // Its workers run as another user.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const adapted = configuration
    .replace("10.0.0.1:8787", `127.0.0.1:${ports[0]}`)
    .replace("10.0.0.2:8787", `127.0.0.1:${ports[1]}`)
    .replace("listen 443 ssl;", `listen 127.0.0.1:${port};`)
    .replace(/ *ssl_certificate.*\n/g, "");
  assert.ok(!adapted.includes("10.0.0."));
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(" ");
  const file = join(folder, "nginx.conf");
  writeFileSync(
    file,
    `daemon off; pid ${folder}/pid; error_log stderr warn; events {} http { access_log off; ${paths}\n${adapted}}\n`,
  );
  const nginx = startProcess({ name: "nginx", command: "nginx", args: ["-c", file, "-p", folder] });
  t.after(() => nginx.end("SIGTERM"));
  const url = `http://127.0.0.1:${port}`;
  await waitFor("an answer through nginx", () => answers(`${url}/healthz`), { of: nginx });
  return { url, lines: nginx.lines };
}

test("a rolling restart of two instances behind nginx fails no call, and makes nothing twice", async (t) => {
  const settings = { ...noLimits, DRAIN_SECONDS: "2", TRUSTED_PROXY_HOPS: "1" };
  const stack = await startStack({ instances: 2, bff: settings });
  t.after(() => stack.stop());
  const { url, lines } = await startNginx(
    t,
    stack.instances.map(({ port }) => port),
  );
  const clinic = await clinicAt({ ...stack, instances: [{ ...stack.bff, url }] });
  t.after(() => clinic.close());
  const person = await clinic.find();
  const before = stack.sandbox.counts().creates;
  const failed: string[] = [];
  let made = 0;
  let going = true;
  const expect = (what: string, status: number, wanted: number) => {
    if (status !== wanted) failed.push(`${what} ${status}`);
  };
  const workers = Array.from({ length: 3 }, async (_, worker) => {
    for (let count = 0; going; count += 1) {
      const created = await clinic.create(person, { key: `roll-${worker}-${count}` });
      expect("create", created.status, 202);
      if (created.status !== 202) continue;
      made += 1;
      const id = read(created, "authorization_request_id");
      expect("upload", (await clinic.upload(id, { bytes: 200_000 })).status, 204);
      expect("read", (await clinic.call("GET", `/arc/v1/authorization-requests/${id}`)).status, 200);
    }
  });
  for (const instance of stack.instances) {
    assert.equal(await instance.stop(), 0);
    await instance.start();
  }
  going = false;
  await Promise.all(workers);
  assert.deepEqual(failed, [], lines.slice(-5).join("\n"));
  assert.ok(made > 50, `${made} requests`);
  assert.equal(stack.sandbox.counts().creates - before, made);
});

test("the documentation shows the configuration that is tested", () => {
  const page = readFileSync(inRepository("bff/docs/deployment.md"), "utf8");
  assert.ok(page.includes(`\`\`\`nginx\n${configuration}\`\`\``));
});
