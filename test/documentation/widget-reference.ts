import { problems } from "@osigu-preauth/shared";
import firstScreen from "../../widget/src/i18n/en/first-screen.ts";
import messages from "../../widget/src/i18n/en/messages.ts";
import { problemAliases } from "../../widget/src/i18n/problem-aliases.ts";
import { cssDefaults } from "./css-defaults.ts";
import { declarationOf } from "./declarations.ts";
import { browserProblems } from "./problem-codes.ts";
import { readManifest } from "./widget-manifest.ts";

/** The page of the reference, in the folder of the widget's documentation. */
export const referencePage = "widget/docs/reference.md";

const options = "widget/src/public/options.ts";
const mounted = "widget/src/public/mounted.ts";
const contract = "widget/src/public/host-contract.ts";

/** The callback of `mount` that goes with each event. */
const callbacks: Record<string, string> = {
  "preauth-ready": "onReady",
  "preauth-step": "onStepChange",
  "preauth-complete": "onComplete",
  "preauth-decision": "onDecision",
  "preauth-error": "onError",
  "preauth-close": "onClose",
};

/** The reference of the widget's public face, in Markdown, from the source of the widget and of `shared/`. */
export function writeReference(): string {
  const { members, events, cssParts, cssProperties } = readManifest("osigu-preauth");
  const list = readManifest("osigu-preauth-requests");
  const defaults = cssDefaults();
  const fields = members.filter(({ kind, name }) => kind === "field" && name !== "restart");
  return `# Reference

Generated from the source by \`node test/documentation/write-reference.ts\`; a test fails when it is stale. Explained in [start](start.md), [frameworks](frameworks.md), [styling](styling.md) and [removal and reload](removal-and-reload.md).

[Options](#options) · [events and callbacks](#events-and-callbacks) · [parts](#parts) · [CSS variables](#css-variables) · [problem codes](#problem-codes) · [the list of requests](#the-list-of-requests) · [types](#types)

## Options

An option is a property of the element and, under the same name, an option of \`mount\`. Texts and switches are attributes as well.

${table(
  ["attribute", "property, option", "meaning"],
  fields.map(({ attribute, name, description }) => [code(attribute), code(name), description]),
)}

\`mount\` also takes \`container\`, an element or a selector. It returns \`{ element, update(options), unmount() }\`, and throws if the container does not exist or \`getToken\` is not a function. \`environment\` is accepted and ignored: the BFF knows it.

### State and methods

They exist once \`customElements.whenDefined("osigu-preauth")\` has resolved.

${table(
  ["property, method", "meaning"],
  [
    [
      code("step"),
      "The current step; undefined before the first screen. Read-only; shown as the attribute `step`.",
    ],
    [
      code("busy"),
      "Whether the user waits for a call, or a file is on its way. Read-only; shown as the attribute `busy`.",
    ],
    [code("update"), "`update(options)` changes options and callbacks, at any time."],
    [code("restart"), "`restart()` starts an empty request."],
  ],
)}

## Events and callbacks

All events bubble and cross shadow roots. Each is a callback of \`mount\`, and a property of the element.

${table(
  ["event", "callback", "fired when"],
  events.map(({ name, description }) => [code(name), code(callbacks[name]), description]),
)}

Steps: ${Object.keys(firstScreen.steps).map(code).join(", ")}. The step change to \`outcome\` comes before \`preauth-complete\`. Problems of the first screen come after \`preauth-ready\` and the first \`preauth-step\`.

The loader calls \`onLoadError\` when the widget's script could not be loaded after several attempts. The next \`mount\` tries again.

One request can bring several authorizations, and they can differ. Never trust a browser alone: your server reads the request from the BFF with a session token of the same \`subject\`, or is told by a [webhook](../../bff/docs/api.md#webhooks-for-the-host).

## Parts

${table(
  ["part", "element"],
  cssParts.map(({ name, description }) => [code(name), description]),
)}

## CSS variables

${table(
  ["variable", "for", "default"],
  cssProperties.map(({ name, description }) => [code(name), description, defaults[name]]),
)}

## Problem codes

\`code\` of \`preauth-error\`. \`message\` of the event is the sentence that the user reads, in the user's language, or the code where the sentence is not loaded; here in English. A retryable error keeps everything that the user entered, and so do the others.

A page whose \`beforeSubmit\` stops a request hears of no problem: it knows, and tells the user why.

### Of the browser

${table(
  ["code", "meaning", "the user reads"],
  browserProblems()
    .filter(([name]) => name !== "cancelled")
    .map(([name, meaning]) => [code(name), meaning, sentenceOf(name)]),
)}

### Of the server

${table(
  ["code", "status", "retryable", "meaning", "the user reads"],
  Object.entries(problems).map(([name, { status, retryable, title }]) => [
    code(name),
    String(status),
    retryable ? "yes" : "no",
    title,
    sentenceOf(name),
  ]),
)}

## The list of requests

\`<osigu-preauth-requests>\`, explained in [the list of requests](requests.md). Its CSS variables are those above.

${table(
  ["attribute", "property", "meaning"],
  list.members
    .filter(({ kind }) => kind === "field")
    .map(({ attribute, name, description }) => [code(attribute), code(name), description]),
)}

${table(
  ["event", "fired when"],
  list.events.map(({ name, description }) => [code(name), description]),
)}

${table(
  ["part", "element"],
  list.cssParts.map(({ name, description }) => [code(name), description]),
)}

## Types

As in the package.

${types([mounted, "Mounted", "OsiguPreAuthGlobal"])}

${types(["widget/src/public/public-element.ts", "OsiguPreauthElement", "OsiguPreauthClass"])}

${types([options, "MountOptions", "ProductType", "LocaleTag", "Theme", "Telemetry", "Callbacks", "Prefill", "Hooks", "Support"])}

${types(["widget/src/public/requests.ts", "OsiguPreauthRequestsElement", "RequestsProperties", "OpenedRequest", "ReusedRequest"])}

The names of the sentences are those of the English texts: [the first screen](../src/i18n/en/first-screen.ts) (\`FirstScreenMessages\`), [every other one](../src/i18n/en/messages.ts) (\`Messages\`), [the list of requests](../src/i18n/en/request-list.ts) (\`RequestListMessages\`).

${types(["widget/src/i18n/message-overrides.ts", "MessageOverrides", "PartialMessages"])}

${types(["widget/src/public/appearance.ts", "Appearance", "AppearanceVariable"])}

${types(["widget/src/public/events.ts", "PreauthError"])}

${types([contract, "StepName", "StepChange", "CompletedOutcome", "Authorization", "PrefilledProduct", "CreateAuthorizationRequest", "RequestedProduct", "Beneficiary", "Dependent", "Coverage", "Open"])}
`;
}

/** The English sentence of a problem. Several problems share one. */
function sentenceOf(name: string): string {
  const shown = (problemAliases as Record<string, string>)[name] ?? name;
  const sentences: Record<string, string> = { ...messages.problems, ...firstScreen.problems };
  return sentences[shown] ?? "";
}

function types([file = "", ...names]: string[]): string {
  return `\`\`\`ts\n${names.map((name) => declarationOf(file, name)).join("\n\n")}\n\`\`\``;
}

const code = (text: string | undefined) => (text ? `\`${text}\`` : "");

/** A table of Markdown whose columns are as wide as their widest cell, as the formatter of the other pages has them. */
function table(head: string[], rows: (string | undefined)[][]): string {
  const cells = [head, ...rows.map((row) => row.map((cell) => (cell ?? "").replaceAll("|", "\\|")))];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? "").length)));
  const line = (row: string[]) =>
    `| ${widths.map((width, at) => (row[at] ?? "").padEnd(width)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  const [first = [], ...others] = cells;
  return [line(first), rule, ...others.map(line)].join("\n");
}
