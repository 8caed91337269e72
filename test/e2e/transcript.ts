import type { SerializedAXNode } from "puppeteer-core";

/** Whose name is all that is read of them. */
const named = /^(button|heading|combobox|textbox|checkbox|radio|option|image|DisclosureTriangle)$/;
const unread = /^(InlineTextBox|LineBreak)$/;
const unframed = /^(generic|none|LabelText|RootWebArea)$/;

/** What a screen reader has to say of a part of the page: a line for each element, with its role, name and state. */
export function transcriptOf(node: SerializedAXNode, depth = 1, isInLabel = false): string[] {
  const { role, children = [] } = node;
  // A label is read with its field.
  const isLabel = isInLabel || role === "LabelText";
  if (named.test(role)) return [line(depth, ownWords(node))];
  const isFramed = !unframed.test(role);
  const below: string[] = [];
  let text = "";
  const endText = () => {
    const words = text.replace(/\s+/g, " ").trim();
    if (words && !isLabel) below.push(line(isFramed ? depth + 1 : depth, words));
    text = "";
  };
  for (const child of children) {
    if (child.role === "StaticText") text += ` ${child.name}`;
    else if (!unread.test(child.role)) {
      endText();
      below.push(...transcriptOf(child, isFramed ? depth + 1 : depth, isLabel));
    }
  }
  endText();
  // A region without words, such as an empty alert, says nothing.
  if (!isFramed || (!below.length && !node.name)) return below;
  return [line(depth, ownWords(node)), ...below];
}

/** The landmark of the page's content, wherever it is in the tree. */
export function mainOf(node: SerializedAXNode | null): SerializedAXNode | undefined {
  if (node?.role === "main") return node;
  for (const child of node?.children ?? []) {
    const found = mainOf(child);
    if (found) return found;
  }
  return undefined;
}

function ownWords({
  role,
  name,
  description,
  focused,
  checked,
  required,
  invalid,
  expanded,
}: SerializedAXNode) {
  const isInvalid = String(invalid) === "true";
  const states = Object.entries({ focused, checked, required, invalid: isInvalid, expanded });
  const isOn = states.filter(([, value]) => value).map(([state]) => state);
  // The name of a list's item is what it contains.
  const own = role === "listitem" ? "" : name && `"${name}"`;
  return [role.replace("DisclosureTriangle", "summary"), own, description && `(${description})`, ...isOn]
    .filter(Boolean)
    .join(" ");
}

const line = (depth: number, words: string) => `${"  ".repeat(depth)}${words}`;
