import { attributeName, literal } from "./literal.js";
import { markupAttributes, styleCode } from "./plain.js";

/** @import { Setup } from "./plain.js" */

const getToken = `async function getToken() {
  const response = await fetch("/preauth-token", { method: "POST" });
  return (await response.json()).access_token;
}
`;

/**
 * @param {Setup} setup
 */
function reactCode({ bff, options, variables }) {
  const { prefill, ...texts } = options;
  /** @type {[string, unknown][]} */
  const entries = Object.entries({ bffUrl: bff, ...texts });
  const props = entries.map(([name, value]) => (value === true ? name : `${name}="${value}"`));
  const all = [
    ...props,
    "getToken={getToken}",
    ...(prefill ? ["prefill={prefill}"] : []),
    "onComplete={save}",
  ];
  return `import { OsiguPreauth } from "@osigu-preauth/widget/react";

${getToken}${constantCode(prefill)}
export function Authorization({ save }) {
  return (
    <OsiguPreauth
${all.map((prop) => `      ${prop}\n`).join("")}    />
  );
}
${cssComment(variables)}`;
}

/**
 * @param {Setup} setup
 */
function vueCode({ bff, options, variables }) {
  const { prefill, ...texts } = options;
  return `<script setup>
import "@osigu-preauth/widget/vue";

const emit = defineEmits(["complete"]);
${getToken}${constantCode(prefill)}</script>

<template>
  <osigu-preauth
    bff-url="${bff}"
${attributeLines(texts, "    ")}    :getToken.prop="getToken"
${prefill ? '    :prefill.prop="prefill"\n' : ""}    @preauth-complete="emit('complete', $event.detail)"
  />
</template>

${styleCode(variables)}`;
}

/**
 * @param {Setup} setup
 */
function angularCode({ bff, options, variables }) {
  const { prefill, ...texts } = options;
  const styles = Object.entries(variables).map(([name, value]) => `${name}: ${value};`);
  return `import { Component, CUSTOM_ELEMENTS_SCHEMA, output } from "@angular/core";
import "@osigu-preauth/widget";

@Component({
  selector: "app-authorization",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`
    <osigu-preauth
      bff-url="${bff}"
${attributeLines(texts, "      ")}      [getToken]="getToken"
${prefill ? '      [prefill]="prefill"\n' : ""}      (preauth-complete)="complete.emit($event.detail)"
    ></osigu-preauth>
  \`,
  styles: "osigu-preauth { ${styles.join(" ")} }",
})
export class Authorization {
  readonly complete = output<unknown>();
${prefill ? `  readonly prefill = ${literal(prefill, "  ")};\n` : ""}  readonly getToken = async () => {
    const response = await fetch("/preauth-token", { method: "POST" });
    return (await response.json()).access_token;
  };
}
`;
}

/**
 * @param {Setup} setup
 */
function svelteCode({ bff, options, variables }) {
  const { prefill, ...texts } = options;
  return `<script>
  import "@osigu-preauth/widget/svelte";

  let { save } = $props();
${indented(getToken + constantCode(prefill))}</script>

<osigu-preauth
  bff-url="${bff}"
${attributeLines(texts, "  ")}  {getToken}
${prefill ? "  {prefill}\n" : ""}  onpreauth-complete={({ detail }) => save(detail)}
></osigu-preauth>

${styleCode(variables)}`;
}

/**
 * @param {Record<string, unknown>} texts
 * @param {string} indent
 */
function attributeLines(texts, indent) {
  return Object.entries(texts)
    .map(([name, value]) => `${indent}${markupAttributes({ [attributeName(name)]: value }).trim()}\n`)
    .join("");
}

/** @param {unknown} prefill */
const constantCode = (prefill) => (prefill ? `\nconst prefill = ${literal(prefill)};\n` : "");

/** @param {string} text */
const indented = (text) => text.replace(/^(?=.)/gm, "  ");

/** @param {Record<string, string>} variables */
function cssComment(variables) {
  const lines = Object.entries(variables).map(([name, value]) => `  ${name}: ${value};\n`);
  return lines.length === 0 ? "" : `\n/* In your style sheet:\nosigu-preauth {\n${lines.join("")}}\n*/\n`;
}

/** @type {Record<string, (setup: Setup) => string>} */
export const frameworkCodes = { React: reactCode, Vue: vueCode, Angular: angularCode, Svelte: svelteCode };
