/** The name of the place where the flow of a widget is saved. On a page with several, each has one by its `id`. */
export const placeName = (id: string): string => `osigu-preauth ${id}`.trim();

/** Whether a flow is saved at the place of this widget in this tab. */
export function hasSavedFlow(id: string): boolean {
  try {
    return sessionStorage.getItem(placeName(id)) !== null;
  } catch {
    // Storage is blocked.
    return false;
  }
}
