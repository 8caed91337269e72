import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate authority of a test, with a certificate of it for 127.0.0.1: paths of files in PEM. */
export type CertificateAuthority = { authority: string; certificate: string; key: string; remove(): void };

/** Makes an authority, and a certificate that it signs. */
export function makeCertificateAuthority(): CertificateAuthority {
  const folder = mkdtempSync(join(tmpdir(), "preauth-ca-"));
  const path = (name: string) => join(folder, name);
  const openssl = (...args: string[]) =>
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...args], {
      stdio: "pipe",
    });
  openssl("-subj", "/CN=Test authority", "-keyout", path("ca.key"), "-out", path("ca.pem"));
  openssl(
    ...[
      "-subj",
      "/CN=127.0.0.1",
      "-addext",
      "subjectAltName=IP:127.0.0.1",
      "-addext",
      "basicConstraints=critical,CA:FALSE",
    ],
    ...[
      "-CA",
      path("ca.pem"),
      "-CAkey",
      path("ca.key"),
      "-keyout",
      path("server.key"),
      "-out",
      path("server.pem"),
    ],
  );
  return {
    authority: path("ca.pem"),
    certificate: path("server.pem"),
    key: path("server.key"),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
