/** The elements by their classes. */
const tagNames = { OsiguPreauth: "osigu-preauth", OsiguPreauthRequests: "osigu-preauth-requests" };

/** The manifest of the public elements: what a page may use, and nothing of what their parts need of them. */
export default {
  globs: [
    "src/element/host-element.ts",
    "src/element/osigu-preauth.ts",
    "src/element/osigu-preauth-define.ts",
    "src/request-list/osigu-preauth-requests.ts",
    "src/request-list/define-requests.ts",
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
            const tagName = tagNames[declaration.name];
            if (!tagName) continue;
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
            declaration.tagName = tagName;
            // The analyzer also takes the variable of a dispatched event for its name.
            declaration.events = declaration.events?.filter(({ name }) => name.startsWith("preauth-"));
            declaration.members = declaration.members?.filter(
              ({ name, privacy, static: isStatic }) =>
                privacy !== "private" && !isStatic && (attributes.has(name) || objects.includes(name)),
            );
          }
          for (const each of module.exports ?? []) each.declaration.module = "index.js";
          module.exports = module.exports?.filter(
            ({ name }) => !["tagName", "define", "defineRequests"].includes(name),
          );
          module.declarations = module.declarations?.filter(({ tagName }) => tagName);
        }
        customElementsManifest.modules = customElementsManifest.modules.filter(
          ({ declarations }) => declarations?.length,
        );
      },
    },
  ],
};
