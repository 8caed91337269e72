/** Something that must not be seen: its name, for the message, and its value. */
export type Canary = { name: string; value: string };

/** The ways in which a value may be written: as it is, Base64, encoded for an address, hex, and its beginning. */
export function formsOf({ value }: Canary): string[] {
  const base64 = Buffer.from(value).toString("base64").replace(/=+$/, "");
  const forms = [
    value,
    // The last letter of a Base64 text depends on what follows.
    base64.slice(0, -1),
    Buffer.from(value).toString("base64url").slice(0, -1),
    encodeURIComponent(value),
    Buffer.from(value).toString("hex"),
    ...(value.length > 20 ? [value.slice(0, 12)] : []),
  ];
  return [...new Set(forms)];
}

/** Names of the canaries that a text holds, in whatever form. */
export function canariesIn(text: string, canaries: readonly Canary[]): string[] {
  return canaries
    .filter((canary) => formsOf(canary).some((form) => text.includes(form)))
    .map(({ name }) => name);
}

/** People, numbers and documents of the sandbox that tests look up: in no log and no metric. */
export const personal: Canary[] = [
  { name: "first name", value: "MARIA" },
  { name: "last name", value: "GONZALEZ" },
  { name: "first name with an accent", value: "JOSÉ ÁNGEL" },
  { name: "document number", value: "123456789" },
  { name: "another document number", value: "700800900" },
  { name: "diagnosis", value: '"R51"' },
  { name: "plan", value: "GOLD-100" },
  { name: "beneficiary", value: "bnf_01HW8GQ2KMNP3F4R5T6Y7U8I9O" },
  { name: "file name", value: "secreto-medico.pdf" },
  { name: "product", value: "MED-042" },
  { name: "subject", value: "usuario-opaco-7731" },
];
