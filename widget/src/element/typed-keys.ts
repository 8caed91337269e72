/**
 * Keeps keys that are typed into a field from the page's hotkeys. For the page such a key comes from the element
 * itself, so a hotkey that leaves out text fields by `event.target` would take it.
 */
export function keepTypedKeys(root: ShadowRoot): void {
  for (const type of ["keydown", "keypress", "keyup"] as const) {
    root.addEventListener(type, (event) => {
      const { target, key, ctrlKey, altKey, metaKey } = event as KeyboardEvent;
      // AltGr, which makes a character, sets Ctrl.
      const isCommand = (ctrlKey && !altKey) || metaKey;
      const isTyped = key.length === 1 || /^(Backspace|Delete|Dead|Process)$/.test(key);
      if (isTyped && !isCommand && (target as Element).matches("input,textarea,select"))
        event.stopPropagation();
    });
  }
}
