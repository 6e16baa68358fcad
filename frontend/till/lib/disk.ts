/**
 * The till's disk: the one place that opens the database `tessera-till`.
 *
 * What a store holds and who writes it:
 *   outbox   work sent online and not answered yet (`lib/outbox.ts`), by its request's UUID
 *   unsent   sales made offline and not sent yet, by `request_id`
 *   items    the store's SKUs with their prices, by `sku_id`; indexes `style` and `words`
 *   codes    a SKU's `sku_id` by each barcode that finds it
 *   members  the brand's members as a till may know them, by `member_id`; index `keys`
 *   facts    everything else that is one thing: cursors, the book, a block of numbers, limits
 *
 * A fact that belongs to one till has the till's id in its key: a browser may serve several tills.
 */
export const STORES = ["outbox", "unsent", "items", "codes", "members", "facts"] as const;
export type StoreName = (typeof STORES)[number];

const DATABASE = "tessera-till";
const VERSION = 2;

/** Bring a disk of any former version, or none, to what is described above. Nothing that is there is lost. */
function upgrade(database: IDBDatabase): void {
  const missing = STORES.filter((name) => !database.objectStoreNames.contains(name));
  for (const name of missing) MAKERS[name](database);
}

const MAKERS: Record<StoreName, (database: IDBDatabase) => void> = {
  outbox: (database) => void database.createObjectStore("outbox"),
  unsent: (database) => void database.createObjectStore("unsent", { keyPath: "request_id" }),
  items: (database) => {
    const items = database.createObjectStore("items", { keyPath: "sku_id" });
    items.createIndex("style", "style");
    items.createIndex("words", "words", { multiEntry: true });
  },
  codes: (database) => void database.createObjectStore("codes"),
  members: (database) => {
    const members = database.createObjectStore("members", { keyPath: "member_id" });
    members.createIndex("keys", "keys", { multiEntry: true });
  },
  facts: (database) => void database.createObjectStore("facts"),
};

let opened: Promise<IDBDatabase> | null = null;

/** One connection for the page; it gives way to a page of a newer version and is opened again on demand. */
function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.onupgradeneeded = () => upgrade(request.result);
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => {
        database.close();
        opened = null;
      };
      database.onclose = () => void (opened = null);
      resolve(database);
    };
    request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
  }).catch((problem: unknown) => {
    opened = null;
    throw problem;
  });
  return opened;
}

/** The answer to one request of a transaction. Wait for nothing else inside one: it ends when it has nothing to do. */
export function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
  });
}

/**
 * Run one transaction over `stores`; what `act` answers with, once it is done.
 * What is written is flushed to the disk before it counts as done. If `act` throws, nothing was written.
 */
export async function onDisk<T>(
  stores: StoreName | StoreName[],
  mode: "readonly" | "readwrite",
  act: (transaction: IDBTransaction) => T | Promise<T>,
): Promise<T> {
  const transaction = (await open()).transaction(stores, mode, { durability: mode === "readwrite" ? "strict" : "default" });
  const ended = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB"));
  });
  ended.catch(() => undefined); // whoever waits below hears of it; nobody waits where `act` threw
  try {
    const answer = await act(transaction);
    await ended;
    return answer;
  } catch (problem) {
    undo(transaction);
    throw problem;
  }
}

/** Take back what is written so far; a transaction that has ended by itself has nothing to take back. */
function undo(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    return;
  }
}
