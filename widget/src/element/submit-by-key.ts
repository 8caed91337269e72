/**
 * Ctrl+Enter and ⌘+Enter press the primary button of the form that has the keyboard, wherever in it. Not that of an
 * outcome, which begins anew: a second press, a moment too late, would take the code away.
 */
export function submitByKey(event: KeyboardEvent): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
  event.preventDefault();
  const { currentTarget, target } = event;
  const { host } = (currentTarget as Element).getRootNode() as ShadowRoot;
  if (host.getAttribute("step") === "outcome") return;
  const form =
    (target as Element).closest("form") ??
    (currentTarget as Element).querySelector<HTMLFormElement>("form.step");
  form?.requestSubmit();
}
