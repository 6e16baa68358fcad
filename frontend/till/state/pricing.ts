/** Prices without a request: the snapshot on the disk, the engine in its worker, and when both can do it. */
import { computed, shallowRef } from "vue";
import type { Client } from "../api/client";
import type { Cart, MemberDetail, Quote, Sku } from "../api/types";
import { askedOf, isPricedHere, momentOf } from "../engine/asked";
import type { Engine } from "../engine/engine";
import { createKeeper } from "../shelf/keeper";
import { shelfStore, type KeptBook, type ShelfStore } from "../shelf/store";
import { skuOf, type ShelfItem } from "../shelf/types";

export interface PricingOptions {
  client: Pick<Client, "book" | "shelf" | "knownMembers">;
  engine: Engine;
  storeId: string;
  zone: string;
  store?: ShelfStore;
  now?: () => number;
}

const REFRESH_MS = 60_000;

/** So many SKUs that were on tickets stay in memory. */
const REMEMBERED = 500;

export function createPricing({ client, engine, storeId, zone, store = shelfStore, now = Date.now }: PricingOptions) {
  /** The book that the engine has learnt; none before it can price. */
  const book = shallowRef<KeptBook | null>(null);
  const ready = computed(() => book.value !== null);
  const items = new Map<string, ShelfItem>();

  const moment = (): string => momentOf(now() + (book.value?.ahead_ms ?? 0), book.value?.told.zone ?? zone, book.value?.told.cutover_hour ?? 0);

  /** A book counts once the engine has learnt it; until then the former one does. */
  function learn(next: KeptBook): void {
    items.clear(); // whatever made the book new may have made prices new
    void engine.learn(next.told).then(
      () => (book.value = next),
      () => undefined, // no Python in this browser, or its files did not come: the server prices
    );
  }

  const keeper = createKeeper({ client, store, storeId, learn, day: () => moment().slice(0, 10), now });

  async function itemOf(skuId: string): Promise<ShelfItem | undefined> {
    const known = items.get(skuId) ?? (await store.item(skuId));
    if (known) {
      if (items.size >= REMEMBERED) items.clear();
      items.set(skuId, known);
    }
    return known;
  }

  /** The quote, or null where only the server can tell. */
  async function local(cart: Cart, member: MemberDetail | null): Promise<Quote | null> {
    if (!book.value) return null;
    const found = await Promise.all(cart.lines.map((line) => itemOf(line.sku_id)));
    if (!isPricedHere(cart, found)) return null;
    const facts = member ? ((await store.member(member.member_id)) ?? null) : null;
    if (member && !facts) return null;
    const told = facts && { ...facts, facts: { ...facts.facts, points: member?.points ?? 0 } };
    return engine.quote(askedOf(cart, found, told, book.value.told.levels, moment()));
  }

  /** Open with what is on the disk, then bring what is new, now and again. */
  async function start(): Promise<void> {
    await keeper.open().catch(() => false);
    await keeper.refresh();
    setInterval(() => void keeper.refresh(), REFRESH_MS);
    globalThis.addEventListener?.("online", () => void keeper.refresh());
  }

  /** Where the sources of the engine that runs are. */
  const sources = (): string => book.value?.told.engine.url ?? "";

  /** The SKU with exactly this barcode, as the ticket keeps one. */
  async function byCode(code: string): Promise<Sku | undefined> {
    const found = await store.byCode(code);
    if (!found) return undefined;
    items.set(found.sku_id, found);
    return skuOf(found);
  }

  return { local, keeper, moment, ready, start, sources, byCode };
}

export type Pricing = ReturnType<typeof createPricing>;
