import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The files in the package: a CycloneDX document, and the licences for people to read. */
export const sbomFile = "sbom.cdx.json";
export const licensesFile = "THIRD-PARTY-LICENSES.md";

/** What pnpm says of the installed packages. */
export type Materials = { sbom: Sbom; licenses: Record<string, Licensed[]> };
type Licensed = { name: string; versions: string[]; author?: string; homepage?: string };
type Sbom = { components: Component[]; [key: string]: unknown };
type Component = { group?: string; name: string; version: string; [key: string]: unknown };

/** A package whose code is in the widget's files, as Vite lists it. */
type Bundled = { name: string; version: string; identifier: string | null; text?: string };

const installed = ["--prod", "--filter", "@osigu-preauth/bff..."];

/** Asks pnpm for what it has installed. `pnpm` runs it and gives what it prints. */
export function materialsOf(pnpm: (args: readonly string[]) => string): Materials {
  const sbom = pnpm(["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "application", ...installed]);
  const licenses = pnpm(["licenses", "list", "--json", ...installed]);
  return { sbom: JSON.parse(sbom), licenses: JSON.parse(licenses) };
}

/** Writes both files: what is installed, and what the widget's files contain. `bundledFile`: Vite's list in JSON. */
export function writeMaterials(directory: string, { sbom, licenses }: Materials, bundledFile: string): void {
  const bundled: Bundled[] = existsSync(bundledFile) ? JSON.parse(readFileSync(bundledFile, "utf8")) : [];
  const known = new Set(sbom.components.map(({ name, version, group }) => nameOf(name, version, group)));
  const added = bundled.filter(({ name, version }) => !known.has(`${name}@${version}`)).map(componentOf);
  const whole = { ...sbom, components: [...sbom.components, ...added] };
  writeFileSync(join(directory, sbomFile), `${JSON.stringify(whole, null, 2)}\n`);
  writeFileSync(join(directory, licensesFile), licensesText(licenses, bundled));
}

const nameOf = (name: string, version: string, group?: string) =>
  `${group ? `${group}/` : ""}${name}@${version}`;

function componentOf({ name, version, identifier }: Bundled): Component {
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  const [group, short] = name.startsWith("@") ? name.split("/") : [undefined, name];
  return {
    type: "library",
    ...(group && { group }),
    name: short ?? name,
    version,
    purl,
    "bom-ref": purl,
    ...(identifier && { licenses: [{ license: { id: identifier } }] }),
  };
}

function licensesText(licenses: Materials["licenses"], bundled: readonly Bundled[]): string {
  const rows = Object.entries(licenses).flatMap(([license, packages]) =>
    packages.flatMap(({ name, versions, author, homepage }) =>
      versions.map(
        (version) => `| ${name} | ${version} | ${license} | ${author ?? ""} | ${homepage ?? ""} |`,
      ),
    ),
  );
  const texts = bundled.map(
    ({ name, version, identifier, text }) =>
      `### ${name} ${version} (${identifier ?? "no identifier"})\n\n${text?.trim() ?? ""}\n`,
  );
  return [
    "# Licences of third parties\n",
    "## The server\n\nThe text of each licence is in the folder of its package, in `node_modules`.\n",
    "| package | version | licence | author | homepage |\n| --- | --- | --- | --- | --- |",
    `${rows.toSorted().join("\n")}\n`,
    "## The widget\n\nIts files contain code of these packages.\n",
    ...texts,
  ].join("\n");
}
