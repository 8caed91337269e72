import { withDeadline } from "../platform/deadline.ts";

/** Encrypted files in IndexedDB, by the id of their entry in the flow. */

type Row = { until: number; encrypted: Uint8Array<ArrayBuffer> };

const storeName = "files";

/** Milliseconds after which the rows of a flow that goes on get a later `until`. They outlive the flow by as much. */
const extensionInterval = 1_800_000;
/** Milliseconds for a transaction: some browsers never answer. */
const transactionTimeout = 10_000;

/** What this page wrote or read of a place: the files by id, and when its rows expire. */
type Place = { files: Map<string, File | undefined>; until: number };

const places: Record<string, Place> = {};

function placeAt(name: string): Place {
  places[name] ??= { files: new Map(), until: 0 };
  return places[name];
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
  const known = placeAt(place);
  const { files: stored } = known;
  const isExtended = until - known.until > 0;
  if (isExtended) known.until = until + extensionInterval;
  for (const [id, file] of files) {
    if (stored.get(id) !== file) rows.push([id, { until: known.until, encrypted: await encrypt(file) }]);
    stored.set(id, file);
  }
  const removed = [...stored.keys()].filter((id) => !files.has(id));
  const extended = isExtended ? [...files.keys()].filter((id) => !rows.some(([other]) => other === id)) : [];
  if (!rows.length && !removed.length && !extended.length) return;
  await withStore((store) => {
    for (const [id, row] of rows) store.put(row, id);
    for (const id of extended) extend(store, id, known.until);
    for (const id of removed) {
      store.delete(id);
      stored.delete(id);
    }
    return deleteExpired(store);
  });
}

/** Gives a row a later end. */
function extend(store: IDBObjectStore, id: string, until: number): void {
  const request: IDBRequest<Row | undefined> = store.get(id);
  request.onsuccess = () => {
    if (request.result) store.put({ ...request.result, until }, id);
  };
}

/** The content of a stored file. Rejects when there is none that can be decrypted. */
export async function readStoredFile(
  place: string,
  id: string,
  decrypt: (encrypted: Row["encrypted"]) => Promise<ArrayBuffer>,
): Promise<ArrayBuffer> {
  placeAt(place).files.set(id, undefined);
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

/**
 * Runs one transaction. Resolves with the result of the returned request once the transaction is complete. Rejects
 * where storage is blocked, damaged or does not answer.
 */
function withStore<Result>(use: (store: IDBObjectStore) => IDBRequest<Result>): Promise<Result> {
  const run = async () => {
    const database = await openDatabase();
    try {
      const transaction = database.transaction(storeName, "readwrite");
      const request = use(transaction.objectStore(storeName));
      await new Promise<unknown>((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      return request.result;
    } finally {
      database.close();
    }
  };
  return withDeadline(transactionTimeout, run, () => new DOMException("No answer", "TimeoutError"));
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("osigu-preauth", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => resolve(opening.result);
  });
}
