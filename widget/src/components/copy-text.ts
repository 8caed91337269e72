/**
 * Copies a text, which stands in the element with the id `of-<text>`. Resolves to whether it was copied: an insecure
 * context has no clipboard, and the text is selected for the user to copy.
 */
export async function copyText(root: ShadowRoot, value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    const shown = root.getElementById(`of-${value}`);
    if (shown) getSelection()?.selectAllChildren(shown);
    return false;
  }
}
