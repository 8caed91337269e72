import type { Tab } from "./tab.ts";

/** Everything that the host page's origin stores on the device, as text. */
export const readStorage = (tab: Tab) =>
  tab.evaluate(async () => {
    const databases = await indexedDB.databases();
    const rows: string[] = [];
    for (const { name } of databases) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name as string);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const all = await new Promise<{ encrypted: Uint8Array }[]>((resolve) => {
          const asking = database.transaction(store).objectStore(store).getAll();
          asking.onsuccess = () => resolve(asking.result);
        });
        rows.push(...all.map(({ encrypted }) => new TextDecoder("latin1").decode(encrypted)));
      }
      database.close();
    }
    return {
      session: Object.values({ ...sessionStorage }),
      local: Object.values({ ...localStorage }),
      cookies: document.cookie,
      databases: databases.map(({ name }) => name),
      rows,
    };
  });

/** Waits until nothing of a flow is stored any more. */
export const waitForEmptyStorage = async (tab: Tab) => {
  const { session, rows } = await readStorage(tab);
  if (session.length || rows.length) await waitForEmptyStorage(tab);
};

/**
 * Waits until the last change is stored: encryption takes a moment, which a busy machine may make a long one, and no
 * person reloads faster.
 */
export const waitForSaved = (tab: Tab) =>
  tab.waitFor(async () => {
    const now = JSON.stringify(sessionStorage);
    for (let looks = 0; looks < 3; looks += 1) {
      await new Promise((resolve) => setTimeout(resolve, 400));
      if (!sessionStorage.length || now !== JSON.stringify(sessionStorage)) return false;
    }
    return true;
  });
