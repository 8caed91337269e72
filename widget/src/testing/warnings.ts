/** Collects what is written to the console as warnings, until `restore`. */
export function collectWarnings(): { said: string[]; restore(): void } {
  const said: string[] = [];
  const { warn } = console;
  console.warn = (text: string) => said.push(text);
  return { said, restore: () => Object.assign(console, { warn }) };
}
