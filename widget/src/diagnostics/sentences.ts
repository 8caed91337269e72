/** What can be wrong with how a page embeds the widget, and what each sentence is made of. */
export type Findings = {
  /** The element is in the page for a while and has neither `getToken` nor a token. */
  token_missing: [];
  token_failed: [error: unknown];
  token_wrong: [value: unknown];
  origin_refused: [origin: string, host: string];
  sponsor_unknown: [slug: string];
  option_unknown: [name: string, alike: string | undefined];
  attribute_unknown: [name: string, alike: string | undefined];
  value_unknown: [name: string, value: string, known: readonly string[]];
  container_taken: [];
  defined_twice: [known: string | undefined, version: string];
};

const howTo =
  'Set it to a function that resolves to a session token: getToken = async () => (await (await fetch("/preauth-token", { method: "POST" })).json()).access_token';

const sentences: { [Topic in keyof Findings]: (...about: Findings[Topic]) => string } = {
  token_missing: () => `getToken is not set, and nothing can be shown without it. ${howTo}`,
  token_failed: (error) =>
    `getToken failed: ${error}. Check the route on your own server that it calls, and that the user is signed in there.`,
  token_wrong: (value) =>
    `getToken resolved to ${described(value)} instead of a session token. Return the string access_token of the answer of POST /v1/oauth/token.`,
  origin_refused: (origin, host) =>
    origin === "null"
      ? "This page has no origin, as in an iframe with sandbox but without allow-same-origin, and the BFF answers registered origins only. Add allow-same-origin to the iframe."
      : `The BFF does not answer pages of ${origin}: it is no origin of the host "${host}". Add it where the BFF runs: pnpm bff hosts origin add ${host} ${origin}`,
  sponsor_unknown: (slug) =>
    `The BFF knows no sponsor "${slug}", or this session may not use it. GET /v1/sponsors lists the values of sponsor-slug.`,
  option_unknown: (name, alike) => `There is no option "${name}".${suggestion(alike)}`,
  attribute_unknown: (name, alike) => `There is no attribute "${name}".${suggestion(alike)}`,
  value_unknown: (name, value, known) =>
    `${name} is "${value}", which is ignored. It may be ${known.join(", ")}.`,
  defined_twice: (known, version) => `${known} is already defined; ${version} is not used.`,
  container_taken: () =>
    "mount was called twice for one container, which now has two widgets. Call unmount() of the first one before.",
};

const said = new Set<string>();

/** Writes the sentence, unless it was written on this page before. */
export function warn<Topic extends keyof Findings>(topic: Topic, ...about: Findings[Topic]): void {
  warnOf("osigu-preauth", topic, ...about);
}

/** Writes the sentence about this element, unless it was written on this page before. */
export function warnOf<Topic extends keyof Findings>(
  tag: string,
  topic: Topic,
  ...about: Findings[Topic]
): void {
  const sentence = `<${tag}> ${sentences[topic](...about)}`;
  if (said.has(sentence)) return;
  said.add(sentence);
  console.warn(sentence);
}

const suggestion = (alike: string | undefined) => (alike ? ` Did you mean ${alike}?` : "");

/** What a value is, without showing it: it may be a secret. */
function described(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (value === "") return "an empty text";
  if (typeof value === "string") return "a text that is no token";
  if (typeof value !== "object") return `a ${typeof value}`;
  const keys = Object.keys(value);
  return keys.length ? `an object with ${keys.slice(0, 5).join(", ")}` : "an object";
}
