/** Keeps the snapshot as new as the line allows: all of it once a business day, then what changed. */
import type { Client } from "../api/client";
import { NoAnswer, Refusal } from "../api/errors";
import type { KeptBook, Mark, ShelfFact, ShelfStore } from "./store";
import type { Page } from "./types";

export interface KeeperOptions {
  client: Pick<Client, "book" | "shelf" | "knownMembers">;
  store: ShelfStore;
  storeId: string;
  /** Told of every book that is new, the kept one first. */
  learn: (book: KeptBook) => void;
  /** The business day of the store. */
  day: () => string;
  now?: () => number;
}

type Part = "items" | "members";

export function createKeeper({ client, store, storeId, learn, day, now = Date.now }: KeeperOptions) {
  let known = "";
  let running: Promise<void> | null = null;

  /** What the disk holds of this store; nothing of another's stays. */
  async function fact(): Promise<ShelfFact> {
    const found = await store.fact();
    if (found?.store_id === storeId) return found;
    const fresh = { store_id: storeId };
    await store.clear();
    await store.keepFact(fresh);
    return fresh;
  }

  /** Open with what is on the disk. Whether there was a book. */
  async function open(): Promise<boolean> {
    await fact();
    const kept = await store.book();
    if (kept?.store_id !== storeId) return false;
    known = kept.told.version;
    learn(kept);
    return true;
  }

  async function refreshBook(): Promise<void> {
    const told = await client.book(known);
    if (!told.book) return;
    const kept = { store_id: storeId, ahead_ms: Date.parse(told.at) - now(), told };
    await store.keepBook(kept);
    known = told.version;
    learn(kept);
  }

  interface Reading<T> {
    part: Part;
    read: (params: { after?: string; since?: string }) => Promise<Page<T>>;
    put: (items: T[], gone: string[]) => Promise<void>;
    ids: () => Promise<string[]>;
    idOf: (item: T) => string;
  }

  /** All of it, part by part; what no part brought is taken away at the end. */
  async function whole<T>(reading: Reading<T>): Promise<Mark> {
    const seen = new Set<string>();
    let cursor = "";
    for (let after: string | null | undefined; after !== null; ) {
      const page: Page<T> = await reading.read(after ? { after } : {});
      cursor ||= page.cursor;
      await reading.put(page.items, []);
      for (const item of page.items) seen.add(reading.idOf(item));
      after = page.after;
    }
    await reading.put([], (await reading.ids()).filter((id) => !seen.has(id)));
    return { cursor, day: day() };
  }

  async function bring<T>(reading: Reading<T>): Promise<void> {
    const mark = (await fact())[reading.part];
    let next: Mark | null = null;
    if (mark?.day === day()) {
      const page = await reading.read({ since: mark.cursor });
      if (!page.again) {
        await reading.put(page.items, page.gone);
        next = { ...mark, cursor: page.cursor };
      }
    }
    next ??= await whole(reading);
    await store.keepFact({ ...(await fact()), [reading.part]: next });
  }

  async function keepSecret(secret: { salt: string; rounds: number }): Promise<void> {
    const { salt, rounds } = secret;
    const kept = await fact();
    if (kept.salt !== salt || kept.rounds !== rounds) await store.keepFact({ ...kept, salt, rounds });
  }

  /** Whoever may not know something does not get it; that is no fault. */
  async function allowed(work: Promise<void>): Promise<void> {
    await work.catch((problem: unknown) => {
      if (!(problem instanceof Refusal) || problem.status !== 403) throw problem;
    });
  }

  async function bringAll(): Promise<void> {
    await fact(); // another store's is cleared away first
    await allowed(refreshBook());
    await allowed(bring({ part: "items", read: client.shelf, put: store.putItems, ids: store.itemIds, idOf: (item) => item.sku_id }));
    const read = async (params: { after?: string; since?: string }) => {
      const page = await client.knownMembers(params);
      await keepSecret(page);
      return page;
    };
    await allowed(bring({ part: "members", read, put: store.putMembers, ids: store.memberIds, idOf: (member) => member.member_id }));
  }

  /** Bring what is new; one round at a time. What the line or the disk does not give today comes another time. */
  function refresh(): Promise<void> {
    running ??= bringAll()
      .catch((problem: unknown) => {
        if (!(problem instanceof NoAnswer) && !(problem instanceof Refusal) && !(problem instanceof DOMException)) throw problem;
      })
      .finally(() => (running = null));
    return running;
  }

  return { open, refresh };
}

export type Keeper = ReturnType<typeof createKeeper>;
