/** Encrypted files in IndexedDB, by the id of their entry in the flow. */

type Row = { until: number; encrypted: Uint8Array<ArrayBuffer> };

const storeName = "files";

/** The files in the store, by place and id, as far as this page wrote or read them. */
const storedByPlace: Record<string, Map<string, File | undefined>> = {};

function storedAt(place: string): Map<string, File | undefined> {
  storedByPlace[place] ??= new Map();
  return storedByPlace[place];
}

/**
 * Makes `files` the stored files of a place: writes new ones, deletes the others and every file that has expired.
 * A file is written again only when another one has its id. `until`: when they expire, ms since 1970.
 */
export async function storeFiles(
  place: string,
  files: Map<string, File>,
  until: number,
  encrypt: (file: File) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  const rows: [string, Row][] = [];
  const stored = storedAt(place);
  for (const [id, file] of files) {
    if (stored.get(id) !== file) rows.push([id, { until, encrypted: await encrypt(file) }]);
    stored.set(id, file);
  }
  const removed = [...stored.keys()].filter((id) => !files.has(id));
  if (!rows.length && !removed.length) return;
  await withStore((store) => {
    for (const [id, row] of rows) store.put(row, id);
    for (const id of removed) {
      store.delete(id);
      stored.delete(id);
    }
    return deleteExpired(store);
  });
}

/** The content of a stored file. Rejects when there is none that can be decrypted. */
export async function readStoredFile(
  place: string,
  id: string,
  decrypt: (encrypted: Row["encrypted"]) => Promise<ArrayBuffer>,
): Promise<ArrayBuffer> {
  storedAt(place).set(id, undefined);
  const { encrypted } = await withStore((store): IDBRequest<Row> => store.get(id));
  return decrypt(encrypted);
}

function deleteExpired(store: IDBObjectStore): IDBRequest {
  const request = store.openCursor();
  request.onsuccess = () => {
    const cursor = request.result;
    if (cursor?.value.until < Date.now()) cursor?.delete();
    cursor?.continue();
  };
  return request;
}

/** Runs one transaction. Resolves with the result of the returned request once the transaction is complete. */
function withStore<Result>(use: (store: IDBObjectStore) => IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("osigu-preauth", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
    opening.onerror = reject;
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(storeName, "readwrite");
      const request = use(transaction.objectStore(storeName));
      transaction.onabort = reject;
      transaction.oncomplete = () => {
        database.close();
        resolve(request.result);
      };
    };
  });
}
