/** Sealed files in IndexedDB, by the id of their line. */

type Row = { until: number; sealed: Uint8Array<ArrayBuffer> };

const store = "files";

/** What this page has written or read, by place: a file never changes under its id, unless it was made to fit. */
const writtenAt: Record<string, Map<string, File | undefined>> = {};

function writtenOf(place: string): Map<string, File | undefined> {
  writtenAt[place] ??= new Map();
  return writtenAt[place];
}

/** Makes these the files that are kept for this place, and drops whatever of others is too old. */
export async function keepFiles(
  place: string,
  files: Map<string, File>,
  until: number,
  seal: (file: File) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  const rows: [string, Row][] = [];
  const written = writtenOf(place);
  for (const [id, file] of files) {
    if (written.get(id) !== file) rows.push([id, { until, sealed: await seal(file) }]);
    written.set(id, file);
  }
  const gone = [...written.keys()].filter((id) => !files.has(id));
  if (!rows.length && !gone.length) return;
  await inStore((all) => {
    for (const [id, row] of rows) all.put(row, id);
    for (const id of gone) {
      all.delete(id);
      written.delete(id);
    }
    const walk = all.openCursor();
    walk.onsuccess = () => {
      const at = walk.result;
      if (at?.value.until < Date.now()) at?.delete();
      at?.continue();
    };
    return walk;
  });
}

/** The bytes of a kept file; rejects where there are none that can be read. */
export async function keptFile(
  place: string,
  id: string,
  open: (sealed: Row["sealed"]) => Promise<ArrayBuffer>,
): Promise<ArrayBuffer> {
  writtenOf(place).set(id, undefined);
  const { sealed } = await inStore((all): IDBRequest<Row> => all.get(id));
  return open(sealed);
}

function inStore<Result>(use: (store: IDBObjectStore) => IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("osigu-preauth", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(store);
    opening.onerror = reject;
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(store, "readwrite");
      const request = use(transaction.objectStore(store));
      transaction.onabort = reject;
      transaction.oncomplete = () => {
        database.close();
        resolve(request.result);
      };
    };
  });
}
