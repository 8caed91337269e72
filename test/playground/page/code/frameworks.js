import { attributeName, literal } from "./literal.js";
import { markupAttributes, parted } from "./plain.js";

/** @import { Setup } from "./plain.js" */

const getToken = `async function getToken() {
  const response = await fetch("/preauth-token", { method: "POST" });
  return (await response.json()).access_token;
}
`;

/**
 * @param {Setup} setup
 */
function reactCode({ bff, options }) {
  const { texts, objects } = parted(options);
  /** @type {[string, unknown][]} */
  const entries = Object.entries({ bffUrl: bff, ...texts });
  const props = entries.map(([name, value]) => (value === true ? name : `${name}="${value}"`));
  const all = [
    ...props,
    "getToken={getToken}",
    ...objects.map(([name, value]) => `${name}={${literal(value, "      ")}}`),
    "onComplete={save}",
    "onClose={close}",
  ];
  return `import { OsiguPreauth } from "@osigu-preauth/widget/react";

${getToken}
export function Authorization({ save, close }) {
  return (
    <OsiguPreauth
${all.map((prop) => `      ${prop}\n`).join("")}    />
  );
}
`;
}

/**
 * @param {Setup} setup
 */
function vueCode({ bff, options }) {
  const { texts, objects } = parted(options);
  return `<script setup>
import "@osigu-preauth/widget/vue";

const emit = defineEmits(["complete", "close"]);
${getToken}${constantCode(objects)}</script>

<template>
  <osigu-preauth
    bff-url="${bff}"
${attributeLines(texts, "    ")}    :getToken.prop="getToken"
${objects.map(([name]) => `    :${name}.prop="${name}"\n`).join("")}    @preauth-complete="emit('complete', $event.detail)"
    @preauth-close="emit('close')"
  />
</template>
`;
}

/**
 * @param {Setup} setup
 */
function angularCode({ bff, options }) {
  const { texts, objects } = parted(options);
  const fields = objects.map(([name, value]) => `  readonly ${name} = ${literal(value, "  ")};\n`);
  return `import { Component, CUSTOM_ELEMENTS_SCHEMA, output } from "@angular/core";
import "@osigu-preauth/widget";

@Component({
  selector: "app-authorization",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`
    <osigu-preauth
      bff-url="${bff}"
${attributeLines(texts, "      ")}      [getToken]="getToken"
${objects.map(([name]) => `      [${name}]="${name}"\n`).join("")}      (preauth-complete)="complete.emit($event.detail)"
      (preauth-close)="close.emit()"
    ></osigu-preauth>
  \`,
})
export class Authorization {
  readonly complete = output<unknown>();
  readonly close = output<void>();
${fields.join("")}  readonly getToken = async () => {
    const response = await fetch("/preauth-token", { method: "POST" });
    return (await response.json()).access_token;
  };
}
`;
}

/**
 * @param {Setup} setup
 */
function svelteCode({ bff, options }) {
  const { texts, objects } = parted(options);
  return `<script>
  import "@osigu-preauth/widget/svelte";

  let { save, close } = $props();
${indented(getToken + constantCode(objects))}</script>

<osigu-preauth
  bff-url="${bff}"
${attributeLines(texts, "  ")}  {getToken}
${objects.map(([name]) => `  {${name}}\n`).join("")}  onpreauth-complete={({ detail }) => save(detail)}
  onpreauth-close={close}
></osigu-preauth>
`;
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

/** @param {[string, unknown][]} objects */
const constantCode = (objects) =>
  objects.map(([name, value]) => `\nconst ${name} = ${literal(value)};\n`).join("");

/** @param {string} text */
const indented = (text) => text.replace(/^(?=.)/gm, "  ");

/** @type {Record<string, (setup: Setup) => string>} */
export const frameworkCodes = { React: reactCode, Vue: vueCode, Angular: angularCode, Svelte: svelteCode };
