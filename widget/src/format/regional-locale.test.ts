import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { datePattern } from "./date-input.ts";
import { readNumber } from "./numbers.ts";
import { regional } from "./regional-locale.ts";

describe("The language with the region of the browser", () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, "navigator") as PropertyDescriptor;
  const speak = (...languages: string[]) =>
    Object.defineProperty(globalThis, "navigator", { value: { languages }, configurable: true });
  afterEach(() => Object.defineProperty(globalThis, "navigator", before));

  it("is the browser's first one of that language", () => {
    speak("en-US", "es-GT", "es-MX");
    assert.equal(regional("es"), "es-GT");
    assert.equal(regional("pt-BR"), "pt-BR");
  });

  for (const tag of ["en-US@posix", "en_US", "en-US.UTF-8", "en-", "en-u", ""]) {
    it(`is not "${tag}", which Intl refuses`, () => {
      speak(tag, "en-GB");
      const locale = regional("en");
      assert.equal(locale, "en-GB");
      assert.equal(datePattern({ day: "D", month: "M", year: "Y" }, locale), "D/M/Y");
      assert.equal(readNumber("1.5", locale), "1.5");
    });
  }

  it("is the language alone where the browser has no usable tag of it", () => {
    speak("es_GT");
    assert.equal(regional("es"), "es");
  });
});
