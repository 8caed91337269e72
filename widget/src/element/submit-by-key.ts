/** Ctrl+Enter and ⌘+Enter press the primary button of the form that has the keyboard, wherever in it. */
export function submitByKey(event: KeyboardEvent): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
  event.preventDefault();
  const { currentTarget, target } = event;
  const form =
    (target as Element).closest("form") ??
    (currentTarget as Element).querySelector<HTMLFormElement>("form.step");
  form?.requestSubmit();
}
