/** The manifest of the public element: what a page may use, and nothing of what the steps need of it. */
export default {
  globs: [
    "src/element/host-element.ts",
    "src/element/osigu-preauth.ts",
    "src/element/osigu-preauth-define.ts",
  ],
  outdir: "dist/npm",
  litelement: true,
  packagejson: false,
  plugins: [
    {
      name: "public-face",
      packageLinkPhase({ customElementsManifest }) {
        for (const module of customElementsManifest.modules) {
          module.path = "index.js";
          for (const declaration of module.declarations ?? []) {
            if (declaration.name !== "OsiguPreauth") continue;
            const attributes = new Set((declaration.attributes ?? []).map(({ fieldName }) => fieldName));
            const objects = [
              "getToken",
              "prefill",
              "hooks",
              "telemetry",
              "support",
              "messages",
              "appearance",
              "restart",
            ];
            declaration.tagName = "osigu-preauth";
            declaration.members = declaration.members?.filter(
              ({ name, privacy, static: isStatic }) =>
                privacy !== "private" && !isStatic && (attributes.has(name) || objects.includes(name)),
            );
          }
          for (const each of module.exports ?? []) each.declaration.module = "index.js";
          module.exports = module.exports?.filter(({ name }) => name !== "tagName" && name !== "define");
          module.declarations = module.declarations?.filter(({ tagName }) => tagName);
        }
        customElementsManifest.modules = customElementsManifest.modules.filter(
          ({ declarations }) => declarations?.length,
        );
      },
    },
  ],
};
