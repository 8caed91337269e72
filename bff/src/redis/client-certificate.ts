import { createPrivateKey, X509Certificate } from "node:crypto";
import type { LiveSecret } from "../settings/secret.ts";

/** What this server shows to Redis: certificate and private key in PEM. */
export type ClientCertificate = { cert: string; key: string };

/** A client certificate that may change while the process runs. */
export type LiveClientCertificate = {
  current(): ClientCertificate;
  /** Calls back after each change. */
  onChange(listener: () => void): void;
};

/** The last certificate and key that belong together: their two files change one after the other. */
export function liveClientCertificate(certificate: LiveSecret, key: LiveSecret): LiveClientCertificate {
  const read = () => ({ cert: textOf(certificate), key: textOf(key) });
  const listeners: (() => void)[] = [];
  let current = read();
  const onChange = () => {
    const next = read();
    if (!belongTogether(next)) return;
    current = next;
    for (const listener of listeners) listener();
  };
  certificate.onChange(onChange);
  key.onChange(onChange);
  return { current: () => current, onChange: (listener) => listeners.push(listener) };
}

/** Whether a key is the one of a certificate. Both are in PEM and valid. */
export const belongTogether = ({ cert, key }: ClientCertificate): boolean =>
  new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));

const textOf = (secret: LiveSecret) => secret.current()[0]?.reveal() ?? "";
