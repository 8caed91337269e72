import { attributeName, literal } from "./literal.js";

/**
 * How the widget is embedded: the BFF's address, the options that are set, the CSS variables that are set.
 * @typedef {{ bff: string, options: Record<string, unknown>, variables: Record<string, string> }} Setup
 */

/** @param {string} indent */
const fetchToken = (indent) => `async () => {
${indent}  const reply = await fetch("/preauth-token", { method: "POST" });
${indent}  return (await reply.json()).access_token;
${indent}}`;

/**
 * @param {Setup} setup
 */
export function scriptCode({ bff, options, variables }) {
  const lines = Object.entries(options).map(([name, value]) => `    ${name}: ${literal(value, "    ")},`);
  return `<div id="preauth"></div>
<script src="${bff}/widget/v1/loader.js" defer crossorigin></script>
<script type="module">
  OsiguPreAuth.mount({
    container: "#preauth",
    getToken: ${fetchToken("    ")},
${lines.map((line) => `${line}\n`).join("")}    onComplete: (outcome) => console.log(outcome.authorizations),
  });
</script>
${styleCode(variables)}`;
}

/**
 * @param {Setup} setup
 */
export function elementCode({ bff, options, variables }) {
  const { prefill, ...texts } = options;
  return `<script src="${bff}/widget/v1/loader.js" defer crossorigin></script>
<osigu-preauth${markupAttributes(texts)}></osigu-preauth>
<script type="module">
  const element = document.querySelector("osigu-preauth");
  element.getToken = ${fetchToken("  ")};
${prefill ? `  element.prefill = ${literal(prefill, "  ")};\n` : ""}  element.addEventListener("preauth-complete", ({ detail }) => {
    console.log(detail.authorizations);
  });
</script>
${styleCode(variables)}`;
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

/**
 * @param {Record<string, string>} variables
 */
export function styleCode(variables) {
  const lines = Object.entries(variables).map(([name, value]) => `    ${name}: ${value};\n`);
  return lines.length === 0 ? "" : `<style>\n  osigu-preauth {\n${lines.join("")}  }\n</style>\n`;
}
