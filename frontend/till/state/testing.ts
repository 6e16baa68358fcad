/** What the tests of the till's state start from. */
import type { Cart, MemberDetail, Quote, Sku } from "../api/types";

export function skuOf(id: string, price = 1000): Sku {
  return {
    sku_id: id, barcode: id, style: id, name: id, colour: "", size: "", tag_minor: price, kind: "goods", on_hand: 5, picture: null,
  };
}

export function quoteOf(cart: Cart, total: number): Quote {
  return {
    book_version: "1", currency: "CNY", lines: [], reasons: [], missed: [], gross_minor: total, reduction_minor: 0,
    points_used: cart.points, points_minor: 0, rounding_minor: 0, total_minor: total, points_to_earn: 0, points_room: null,
  };
}

export const memberOf = (more: Partial<MemberDetail> = {}): MemberDetail => ({
  member_id: "m1", name: "李雪", phone_masked: "138****0001", level: { id: "l", name: "银卡", discount_bp: 500 },
  card_masked: "M…1", points: 0, points_debt: 0, principal_minor: 0, bonus_minor: 0, birthday: null, guide: "", coupons: [], passes: [], ...more,
});

/** A browser's storage that lives in memory, and tells of each write. */
export function memory(wrote: () => void = () => undefined): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => (kept.set(name, text), wrote()),
    removeItem: (name: string) => (kept.delete(name), wrote()),
    get length() {
      return kept.size;
    },
  } as Storage;
}
