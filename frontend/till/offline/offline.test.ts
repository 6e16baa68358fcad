import { ref } from "vue";
import { describe, expect, it } from "vitest";
import type { Limit } from "../api/limits";
import type { Cart, QuoteLine, TillInfo } from "../api/types";
import { emptyDraft, type Draft } from "../state/draft";
import { memberOf, quoteOf, skuOf } from "../state/testing";
import { createOffline, unsentElsewhere } from "./offline";
import { daysFrom, fetchNumbers } from "./numbers";
import { blockOf, memoryUnsent, NOON, serverOf } from "./testing";

const info = (): TillInfo => ({
  by_hand: { off_bp: 0, amount_minor: null, below_cost: false, reasons: [] },
  brand: { name: "锦绣", currency: "CNY", exponent: 2 }, store: { id: "s", name: "人民路店", code: "S1" }, till: { id: "t", name: "一号台", code: "T1" },
  staff: { id: "p", name: "小王" }, shift: { id: "h", opened_at: "", business_on: "2026-03-10", float_minor: 0, document_count: 0 }, permissions: ["sales.complete"],
  points_per_major: 100, language: "zh-hans", allows_negative_stock: false, has_gift_cards: false,
});

function ticketOf(more: Partial<Draft> = {}, total = 29900) {
  const draft: Draft = { ...emptyDraft("r1"), lines: [{ key: "k", sku: skuOf("dress", total), quantity: 1 }], ...more };
  const cart: Cart = { member_id: draft.member?.member_id ?? null, lines: [{ key: "k", sku_id: "dress", quantity: 1 }], coupon_codes: draft.couponCodes, points: draft.points };
  const line: QuoteLine = { key: "k", sku_id: "dress", quantity: 1, unit_tag_minor: total, unit_price_minor: total, gross_minor: total, net_minor: total, points_share_minor: 0, paid_minor: total, reasons: [] };
  const quote = { ...quoteOf(cart, total), lines: [line] };
  return { draft, cart: ref(cart), quote: ref(quote) } as unknown as Parameters<ReturnType<typeof createOffline>["sell"]>[0];
}

function away(blocks = [blockOf()]) {
  const store = memoryUnsent(blocks);
  const server = serverOf();
  const online = ref(false);
  return { store, server, online, offline: createOffline({ client: server, info: ref(info()), online, store, now: () => NOON }) };
}

const cash = [{ kind: "cash" as const, amount_minor: 30000 }];

describe("selling without the server", () => {
  it("keeps the sale on disk with the next number, its receipt and its change", async () => {
    const { offline, store } = away();
    const row = await offline.sell(ticketOf({ member: memberOf() }), cash, null);
    expect(row).toMatchObject({ request_id: "r1", label: "S1-T1-260310-F0001", total_minor: 29900, paper: { change_minor: 100, member_name: "李雪" } });
    expect(row).toMatchObject({ paper: { tenders: [{ kind: "cash", amount_minor: 29900 }] }, body: { tenders: cash, number: 1, number_on: "2026-03-10", shift_id: "h", staff_id: "p", level_id: "l" } });
    expect(await store.all()).toHaveLength(1);
    expect(offline.holds()).toContain("1");
  });

  it("takes stored value as far as it was set aside for this till, and shows by which limit", async () => {
    const store = memoryUnsent();
    const online = ref(true);
    const limit: Limit = {
      id: "a1", member_id: "m1", points: 0, wallet_minor: 20_000, coupon_codes: [], points_used: 0, wallet_used_minor: 0, until: "2026-03-10T16:00:00Z", signature: "s1",
    };
    const limits = { limits: async () => ({ items: [limit] }), giveLimitBack: async () => ({ items: [] }) };
    const disk = { read: async () => ({ limits: [], taken: {} }), write: async () => undefined };
    const offline = createOffline({ client: serverOf(), info: ref(info()), online, store, now: () => NOON, limits, limitStore: disk });
    offline.called("m1");
    await expect.poll(() => offline.left("m1")?.wallet_minor).toBe(20_000);
    online.value = false;
    const paid = (minor: number) => [{ kind: "wallet" as const, amount_minor: minor }, { kind: "cash" as const, amount_minor: 29_900 - minor }];
    expect(await offline.sell(ticketOf({ member: memberOf() }), paid(20_001), null)).toContain("set aside");
    expect(await offline.sell(ticketOf({ member: memberOf() }), paid(15_000), null)).toMatchObject({ body: { limits: [{ id: "a1", signature: "s1" }] } });
    expect(offline.left("m1")?.wallet_minor).toBe(5_000);
    expect(await offline.sell(ticketOf({ ...emptyDraft("r2"), member: memberOf() }), paid(5_001), null)).toContain("set aside");
    expect(await store.all()).toHaveLength(1);
  });

  it("sells a ticket once, however often it is pressed or its page dies", async () => {
    const { offline, store } = away();
    const [first, second] = await Promise.all([offline.sell(ticketOf(), cash, null), offline.sell(ticketOf(), cash, null)]);
    expect(second).toEqual(first);
    const reloaded = createOffline({ client: serverOf(), info: ref(info()), online: ref(false), store, now: () => NOON });
    expect((await reloaded.soldAs("r1"))?.label).toBe("S1-T1-260310-F0001");
    expect(await store.all()).toHaveLength(1);
  });

  it("makes a sale anew whose answer was lost, once, and names what it stands for", async () => {
    const { offline, store } = away();
    const row = await offline.sell(ticketOf(), cash, "r1");
    expect(row).toMatchObject({ instead_of: "r1", body: { instead_of: "r1" } });
    expect(typeof row === "string" ? row : row.request_id).not.toBe("r1");
    expect(await offline.sell(ticketOf(), cash, "r1")).toEqual(row);
    expect((await offline.soldAs("r1"))?.seq).toBe(1);
    expect(await store.all()).toHaveLength(1);
  });

  it("says what cannot be sold, and keeps nothing", async () => {
    const { offline, store } = away();
    const topup = { ...skuOf("topup"), kind: "topup" as const };
    const wallet = [{ kind: "wallet" as const, amount_minor: 29900 }];
    const told = await Promise.all([
      offline.sell(ticketOf({ lines: [{ key: "k", sku: topup, quantity: 1 }] }), cash, null),
      offline.sell(ticketOf({ couponCodes: ["C1"] }), cash, null),
      offline.sell(ticketOf({ points: 100 }), cash, null),
      offline.sell(ticketOf(), wallet, null),
    ]);
    expect(told.every((one) => typeof one === "string" && one !== "")).toBe(true);
    expect(await store.all()).toHaveLength(0);
  });

  it("has no number on a day without a block, or where the last was given", async () => {
    expect(typeof (await away([]).offline.sell(ticketOf(), cash, null))).toBe("string");
    expect(typeof (await away([blockOf({ next: 1001 })]).offline.sell(ticketOf(), cash, null))).toBe("string");
  });

  it("tells which other till's sales wait in this browser", async () => {
    const { offline, store } = away();
    await offline.sell(ticketOf(), cash, null);
    expect(await unsentElsewhere("t", store)).toBeNull();
    expect(await unsentElsewhere("another", store)).toEqual({ name: "一号台", count: 1 });
  });
});

describe("numbers for the days to come", () => {
  it("are fetched for a week, and again only where few are left", async () => {
    const store = memoryUnsent([]);
    const asked: (string | undefined)[] = [];
    const perform = async <T>(work: { body: object }): Promise<T> => {
      const day = (work.body as { business_on?: string }).business_on;
      asked.push(day);
      const on = day ?? "2026-03-10";
      const start = Date.parse(`${on}T00:00:00+08:00`);
      return { ...blockOf({ business_on: on }), starts_at: new Date(start).toISOString(), ends_at: new Date(start + 86_400_000).toISOString() } as T;
    };
    await fetchNumbers({ perform }, store, "t", NOON);
    expect(asked).toEqual([undefined, ...daysFrom("2026-03-11", 6)]);
    await fetchNumbers({ perform }, store, "t", NOON);
    expect(asked).toHaveLength(7);
    await fetchNumbers({ perform }, store, "t", new Date(NOON.getTime() + 86_400_000));
    expect(asked.slice(7)).toEqual(["2026-03-17"]);
  });

  it("days run over the end of a month", () => {
    expect(daysFrom("2026-02-27", 3)).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
  });
});
