/** Resolves once the page is one that a user sees: a browser may render a page before somebody opens it. */
export async function whenActivated(): Promise<void> {
  const { prerendering } = document as Document & { prerendering?: boolean };
  if (!prerendering) return;
  await new Promise((resolve) => {
    document.addEventListener("prerenderingchange", resolve, { once: true });
  });
}
