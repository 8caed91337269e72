/** Sealed files in IndexedDB, by the id of their line. */

const name = "osigu-preauth";
const store = "files";

type Row = { until: number; sealed: Uint8Array<ArrayBuffer> };

/** Ids that this page wrote; a file never changes under its id, unless it was made to fit. */
const written = new Map<string, File>();

/** Makes these the files that are kept for this page, and drops whatever of others is too old. */
export async function keepFiles(
  files: Map<string, File>,
  until: number,
  seal?: (bytes: ArrayBuffer) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  if (!files.size && !written.size && !(await exists())) return;
  const rows: [string, Row][] = [];
  for (const [id, file] of files) {
    if (written.get(id) === file || !seal) continue;
    rows.push([id, { until, sealed: await seal(await file.arrayBuffer()) }]);
    written.set(id, file);
  }
  const gone = [...written.keys()].filter((id) => !files.has(id));
  for (const id of gone) written.delete(id);
  await inStore("readwrite", (all) => {
    for (const [id, row] of rows) all.put(row, id);
    for (const id of gone) all.delete(id);
    const cursor = all.openCursor();
    cursor.onsuccess = () => {
      const at = cursor.result;
      if (!at) return;
      if ((at.value as Row).until < Date.now()) at.delete();
      at.continue();
    };
    return cursor;
  });
}

/** The bytes of a kept file; rejects where there are none that can be read. */
export async function readFile(
  id: string,
  open: (sealed: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>,
): Promise<ArrayBuffer> {
  const row = (await inStore("readonly", (all) => all.get(id))) as Row;
  return open(row.sealed);
}

/** Opening a database makes it: it is not opened where it would only be looked into. */
async function exists(): Promise<boolean> {
  return (await indexedDB.databases()).some((database) => database.name === name);
}

function inStore<Result>(
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(store);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(store, mode);
      const request = use(transaction.objectStore(store));
      transaction.oncomplete = () => {
        database.close();
        resolve(request.result);
      };
      transaction.onabort = () => reject(transaction.error);
    };
  });
}
