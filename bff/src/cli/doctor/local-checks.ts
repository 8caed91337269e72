import { statSync } from "node:fs";
import { fileProblem, HostsFileError } from "../../hosts/hosts-file.ts";
import { readEntries } from "../../hosts/hosts-file-writer.ts";
import type { Settings } from "../../process/settings.ts";
import { builtWidget } from "../../process/start-server.ts";
import { WidgetVersions } from "../../static/widget-versions.ts";
import { type Finding, fail, ok, warn } from "./finding.ts";

/** The hosts file: its content, and who may read and change it. */
export function checkHosts({ hostsFile }: Settings): Finding {
  const check = "hosts file";
  try {
    const entries = readEntries(hostsFile);
    const { mode } = statSync(hostsFile);
    const permissions = (mode & 0o777).toString(8);
    if (entries.length === 0) {
      return fail(
        check,
        "names no host: nobody gets a session",
        "pnpm bff hosts add <id> --origin https://clinic.example",
      );
    }
    if ((mode & 0o022) !== 0) {
      return warn(
        check,
        `others than its owner may change it (mode ${permissions})`,
        `chmod go-w ${hostsFile}`,
      );
    }
    const rotating = entries.filter(({ key_sha256 }) => [key_sha256].flat().length > 1).map(({ id }) => id);
    if (rotating.length > 0) {
      const action = "when their servers use the new key: pnpm bff hosts rotate <id> --finish";
      return warn(check, `two keys are valid for ${rotating.join(", ")}`, action);
    }
    return ok(check, `${entries.length} ${entries.length === 1 ? "host" : "hosts"}, mode ${permissions}`);
  } catch (thrown) {
    const why = thrown instanceof HostsFileError ? thrown.message : fileProblem(thrown);
    return fail(check, why, `correct HOSTS_FILE, or the file ${hostsFile}`);
  }
}

/** The widget's files. */
export async function checkWidget({ widgetDir, widgetVersion }: Settings): Promise<Finding> {
  const check = "widget";
  const directory = widgetDir ?? builtWidget;
  const versions = new WidgetVersions(directory, widgetVersion);
  const found = (await versions.list()).map(({ version }) => version ?? "unknown").join(", ");
  const current = await versions.current();
  if (current !== undefined) {
    return ok(check, `/widget/v1/ is ${current.version ?? "unknown"}; there are ${found}`);
  }
  if (found !== "") {
    return fail(check, `WIDGET_VERSION is not among ${found}`, "correct WIDGET_VERSION, or unset it");
  }
  return warn(check, `no built widget in ${directory}`, "pnpm build, or set WIDGET_DIR");
}

/** Whether address and proxies fit together. */
export function checkProxies({ publicUrl, proxyHops }: Settings): Finding {
  const check = "proxies";
  if (publicUrl === undefined) {
    return warn(check, "PUBLIC_URL is not set", "set it to the address that browsers use");
  }
  const { protocol, hostname } = new URL(publicUrl);
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  if (protocol === "http:" && !isLocal) {
    return fail(check, "PUBLIC_URL is http: tokens travel unencrypted", "serve it over https");
  }
  if (protocol === "https:" && proxyHops === 0) {
    const action =
      "set TRUSTED_PROXY_HOPS to the number of your proxies: otherwise all users count as one address";
    return warn(check, "TLS ends in a proxy, and TRUSTED_PROXY_HOPS is 0", action);
  }
  return ok(check, `${publicUrl}, ${proxyHops} trusted ${proxyHops === 1 ? "proxy" : "proxies"}`);
}
