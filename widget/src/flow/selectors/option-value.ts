import type { FieldOption } from "@osigu-preauth/shared";
import { cleanTyped } from "../../format/clean-text.ts";

/** The value of the option that a value means: the same one, else one that differs only in what cannot be seen. */
export function optionValue(options: FieldOption[], value: string): string | undefined {
  const clean = cleanTyped(value);
  const found =
    options.find((option) => option.value === value) ??
    options.find((option) => clean && cleanTyped(option.value) === clean);
  return found?.value;
}
