import assert from "node:assert/strict";
import { test } from "node:test";
import { request, serve } from "../testing/http.ts";
import { language } from "./language.ts";

const rows: [header: string | undefined, language: string | undefined][] = [
  ["es", "es"],
  ["es-GT,es;q=0.9,en;q=0.8", "es"],
  ["pt", "pt-BR"],
  ["pt-BR", "pt-BR"],
  ["pt-PT,pt;q=0.9", "pt-BR"],
  ["EN-us", "en"],
  ["de,es;q=0.5", "es"],
  ["de", undefined],
  ["*;q=0", undefined],
  ["", undefined],
  [undefined, undefined],
  ["es\u0001canary", undefined],
];
for (const [header, expected] of rows) {
  test(`Accept-Language ${JSON.stringify(header)} is ${expected ?? "no language that is passed on"}`, async (t) => {
    const languages: unknown[] = [];
    const { port } = await serve(t, language(), (ctx) => {
      languages.push(ctx.state.language);
      ctx.body = "";
    });
    await request(port, "GET", "/", header === undefined ? {} : { "Accept-Language": header });
    assert.ok(languages.every((one) => one === expected));
  });
}
