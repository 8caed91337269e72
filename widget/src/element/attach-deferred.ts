import { addStyles } from "../components/add-styles.ts";
import { cleanPaste } from "../components/clean-paste.ts";
import { styles } from "./deferred.styles.ts";
import { keepEntries } from "./keep-entries.ts";
import { LastChoice } from "./last-choice.ts";
import type { OwnerOfEntries } from "./owner-of-entries.ts";
import { StateAttributes } from "./state-attributes.ts";
import { keepTypedKeys } from "./typed-keys.ts";

type DeferringElement = OwnerOfEntries &
  ConstructorParameters<typeof StateAttributes>[0] &
  ConstructorParameters<typeof LastChoice>[0];

/** Adds to an element, once, what listens to it after the first screen. */
export function attachDeferred(element: DeferringElement): void {
  const { root } = element;
  keepEntries(element);
  new LastChoice(element);
  new StateAttributes(element);
  addStyles(root, styles);
  keepTypedKeys(root);
  root.addEventListener("paste", cleanPaste as (event: Event) => void);
}
