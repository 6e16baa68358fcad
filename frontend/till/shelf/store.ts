/** The snapshot on the till's disk: what is written there, and what is found there again. */
import type { TillInfo } from "../api/types";
import { asked, onDisk } from "../lib/disk";
import type { BookAnswer, KnownMember, ShelfItem } from "./types";

/** How far a part of the snapshot is: what is asked `since`, and the day on which all of it was read. */
export interface Mark {
  cursor: string;
  day: string;
}

/** Whose snapshot it is, and how far its parts are. */
export interface ShelfFact {
  store_id: string;
  items?: Mark;
  members?: Mark;
  salt?: string;
  rounds?: number;
}

export interface KeptBook {
  store_id: string;
  /** So many milliseconds the server's clock is ahead of this machine's. */
  ahead_ms: number;
  told: BookAnswer;
}

/** What a member is found by: the card's digest, and the end of the phone. */
export const keysOf = (member: KnownMember): string[] => [member.card_digest, member.phone_end].filter(Boolean);

export const shelfStore = {
  fact: () => onDisk("facts", "readonly", (disk) => asked(disk.objectStore("facts").get("shelf") as IDBRequest<ShelfFact | undefined>)),
  book: () => onDisk("facts", "readonly", (disk) => asked(disk.objectStore("facts").get("book") as IDBRequest<KeptBook | undefined>)),
  keepBook: (book: KeptBook) => onDisk("facts", "readwrite", (disk) => void disk.objectStore("facts").put(book, "book")),
  keepFact: (fact: ShelfFact) => onDisk("facts", "readwrite", (disk) => void disk.objectStore("facts").put(fact, "shelf")),

  /** Forget everything: it is another store's. Work that was not sent stays where it is. */
  clear: () =>
    onDisk(["items", "codes", "members", "facts"], "readwrite", (disk) => {
      for (const name of ["items", "codes", "members"]) disk.objectStore(name).clear();
      for (const key of ["shelf", "book"]) disk.objectStore("facts").delete(key);
    }),

  /** Write one part of the goods, and take away what is sold no more. */
  putItems: (items: ShelfItem[], gone: string[]) =>
    onDisk(["items", "codes"], "readwrite", async (disk) => {
      const [shelf, codes] = [disk.objectStore("items"), disk.objectStore("codes")];
      for (const sku_id of gone) {
        const old = await asked(shelf.get(sku_id) as IDBRequest<ShelfItem | undefined>);
        if (old) codes.delete(old.barcode.toUpperCase());
        shelf.delete(sku_id);
      }
      for (const item of items) {
        shelf.put(item);
        if (item.barcode) codes.put(item.sku_id, item.barcode.toUpperCase());
      }
    }),

  putMembers: (members: KnownMember[], gone: string[]) =>
    onDisk("members", "readwrite", (disk) => {
      const known = disk.objectStore("members");
      for (const member_id of gone) known.delete(member_id);
      for (const member of members) known.put({ ...member, keys: keysOf(member) });
    }),

  /** Everything of which a whole reading brought nothing. */
  itemIds: () => onDisk("items", "readonly", (disk) => asked(disk.objectStore("items").getAllKeys() as IDBRequest<string[]>)),
  memberIds: () => onDisk("members", "readonly", (disk) => asked(disk.objectStore("members").getAllKeys() as IDBRequest<string[]>)),

  item: (sku_id: string) => onDisk("items", "readonly", (disk) => asked(disk.objectStore("items").get(sku_id) as IDBRequest<ShelfItem | undefined>)),
  member: (member_id: string) =>
    onDisk("members", "readonly", (disk) => asked(disk.objectStore("members").get(member_id) as IDBRequest<KnownMember | undefined>)),

  /** The one SKU with that barcode. */
  byCode: (code: string) =>
    onDisk(["codes", "items"], "readonly", async (disk) => {
      const sku_id = await asked(disk.objectStore("codes").get(code.toUpperCase()) as IDBRequest<string | undefined>);
      return sku_id === undefined ? undefined : asked(disk.objectStore("items").get(sku_id) as IDBRequest<ShelfItem | undefined>);
    }),
};

export type ShelfStore = typeof shelfStore;

/** What a till is, as the server last said. */
export const tillStore = {
  keep: (info: TillInfo) => onDisk("facts", "readwrite", (disk) => void disk.objectStore("facts").put(JSON.parse(JSON.stringify(info)), `till ${info.till.id}`)),
  find: (tillId: string) => onDisk("facts", "readonly", (disk) => asked(disk.objectStore("facts").get(`till ${tillId}`) as IDBRequest<TillInfo | undefined>)),
};
