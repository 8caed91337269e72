/** Moves the focus from the name of a request to that of another: arrows, Home and End. */
export function moveBetweenRows(event: KeyboardEvent): void {
  const from = (event.target as Element).closest(".open");
  if (!from || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>(".open")];
  const index = all.indexOf(from as HTMLElement);
  const targets: Record<string, number> = {
    ArrowDown: Math.min(index + 1, all.length - 1),
    ArrowUp: Math.max(index - 1, 0),
    Home: 0,
    End: all.length - 1,
  };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  all[target]?.focus();
}
