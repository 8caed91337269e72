import { attributeName, literal } from "./literal.js";

/**
 * How the widget is embedded: the BFF's address, and the options that are set.
 * @typedef {{ bff: string, options: Record<string, unknown> }} Setup
 */

/** @param {string} indent */
const fetchToken = (indent) => `async () => {
${indent}  const reply = await fetch("/preauth-token", { method: "POST" });
${indent}  return (await reply.json()).access_token;
${indent}}`;

/**
 * @param {Setup} setup
 */
export function scriptCode({ bff, options }) {
  const lines = Object.entries(options).map(([name, value]) => `    ${name}: ${literal(value, "    ")},`);
  return `<div id="preauth" style="min-height: 336px"></div>
<script>
  const getToken = ${fetchToken("  ")};
  const firstToken = getToken(); // while the widget loads
  const callInstead = () => {
    document.querySelector("#preauth").textContent = "Call the insurer: 01 800 000 000";
  };
</script>
<script src="${bff}/widget/v1/loader.js" defer crossorigin onerror="callInstead()"></script>
<script type="module">
  OsiguPreAuth.mount({
    container: "#preauth",
    token: firstToken,
    getToken,
${lines.map((line) => `${line}\n`).join("")}    onComplete: (outcome) => console.log(outcome.authorizations),
    onClose: () => history.back(),
    onLoadError: callInstead,
  });
</script>
`;
}

/**
 * @param {Setup} setup
 */
export function elementCode({ bff, options }) {
  const { texts, objects } = parted(options);
  const lines = objects.map(([name, value]) => `  element.${name} = ${literal(value, "  ")};\n`);
  return `<script src="${bff}/widget/v1/loader.js" defer crossorigin></script>
<osigu-preauth${markupAttributes(texts)}></osigu-preauth>
<script type="module">
  const element = document.querySelector("osigu-preauth");
  element.getToken = ${fetchToken("  ")};
${lines.join("")}  element.addEventListener("preauth-complete", ({ detail }) => {
    console.log(detail.authorizations);
  });
  element.addEventListener("preauth-close", () => history.back());
</script>
`;
}

/**
 * The list of earlier requests, as it is beside the form.
 * @param {Setup} setup
 */
export function listCode({ bff, options: { locale, theme, appearance } }) {
  const texts = Object.fromEntries(Object.entries({ locale, theme }).filter(([, value]) => value));
  return `<script src="${bff}/widget/v1/loader.js" defer crossorigin></script>
<osigu-preauth-requests${markupAttributes(texts)}></osigu-preauth-requests>
<script type="module">
  const list = document.querySelector("osigu-preauth-requests");
  list.getToken = ${fetchToken("  ")};
${appearance ? `  list.appearance = ${literal(appearance, "  ")};\n` : ""}</script>
`;
}

/**
 * The options that markup can hold, and those that are objects.
 * @param {Record<string, unknown>} options
 */
export function parted(options) {
  const entries = Object.entries(options);
  const isObject = (/** @type {[string, unknown]} */ [, value]) => typeof value === "object";
  return {
    texts: Object.fromEntries(entries.filter((entry) => !isObject(entry))),
    objects: entries.filter(isObject),
  };
}

/**
 * The route that gives the page its token.
 * @param {Setup} setup
 */
export function serverCode({ bff }) {
  return `// Express. Your server's own id and key, never in a page.
app.post("/preauth-token", requireLogin, async (request, response) => {
  const credentials = \`\${process.env.PREAUTH_HOST_ID}:\${process.env.PREAUTH_HOST_KEY}\`;
  const reply = await fetch("${bff}/v1/oauth/token", {
    method: "POST",
    headers: { authorization: \`Basic \${btoa(credentials)}\` },
    body: new URLSearchParams({
      grant_type: "client_credentials",
      subject: request.user.id,
    }),
  });
  response.status(reply.status).json(await reply.json());
});
`;
}

/**
 * Attributes as HTML has them, each after a space.
 * @param {Record<string, unknown>} texts
 */
export function markupAttributes(texts) {
  const entries = Object.entries(texts);
  return entries
    .map(([name, value]) =>
      value === true ? ` ${attributeName(name)}` : ` ${attributeName(name)}="${value}"`,
    )
    .join("");
}
