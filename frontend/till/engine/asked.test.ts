import { describe, expect, it } from "vitest";
import type { Cart } from "../api/types";
import type { ShelfItem } from "../shelf/types";
import { askedOf, isPricedHere, momentOf } from "./asked";

const item = (sku_id: string, kind: ShelfItem["kind"] = "goods"): ShelfItem => ({
  sku_id, kind, barcode: sku_id, style: "S", name: "旗袍", colour: "", size: "", tag_minor: 100, on_hand: null, picture: null,
  product_id: "p", position: 0, category: "女装", item: { sku_id, tag_minor: 100 },
});

const cart = (more: Partial<Cart> = {}): Cart => ({ member_id: null, lines: [{ key: "1", sku_id: "a", quantity: 2 }], coupon_codes: [], points: 0, ...more });

describe("what is priced here", () => {
  it("is goods, services and fees that the till knows", () => {
    expect(isPricedHere(cart(), [item("a"), item("b", "service"), item("c", "fee")])).toBe(true);
    expect(isPricedHere(cart(), [item("a"), undefined])).toBe(false);
    for (const kind of ["topup", "card", "gift"] as const) expect(isPricedHere(cart(), [item("a", kind)])).toBe(false);
  });

  it("is no cart with coupons or points, which the server looks up", () => {
    expect(isPricedHere(cart({ coupon_codes: ["C1"] }), [item("a")])).toBe(false);
    expect(isPricedHere(cart({ points: 100 }), [item("a")])).toBe(false);
  });
});

describe("what the engine is asked", () => {
  it("names the goods of the cart alone, and the member at the level's terms of today", () => {
    const member = { facts: { level_id: "gold", level_name: "旧", discount_bp: 0 }, used: { p: 1 } };
    const asked = askedOf(cart(), [item("a")], member, [{ id: "gold", name: "金卡", discount_bp: 500 }], "2026-03-10T12:00");
    expect(asked.items).toEqual({ a: { sku_id: "a", tag_minor: 100 } });
    expect(asked.member).toEqual({ level_id: "gold", level_name: "金卡", discount_bp: 500 });
    expect(asked.used).toEqual({ p: 1 });
    expect(asked.cart.lines).toEqual([{ key: "1", sku_id: "a", quantity: 2 }]);
  });

  it("tells the price that was set by hand, and not why", () => {
    const lines = [{ key: "1", sku_id: "a", quantity: 1, manual: { kind: "price", price_minor: 50, reason: "老顾客" } }];
    const asked = askedOf({ ...cart(), lines, manual: { off_bp: 100, reason: "x" } } as Cart, [item("a")], null, [], "2026-03-10T12:00");
    expect(asked.cart.lines[0]?.manual).toEqual({ kind: "price", price_minor: 50 });
    expect(asked.cart.manual).toEqual({ off_bp: 100 });
  });
});

describe("the store's moment", () => {
  it.each([
    ["2026-03-10T04:00:00Z", "Asia/Shanghai", 0, "2026-03-10T12:00"],
    ["2026-03-09T16:00:00Z", "Asia/Shanghai", 0, "2026-03-10T00:00"],
    ["2026-03-09T17:30:00Z", "Asia/Shanghai", 3, "2026-03-09T01:30"],
    ["2026-02-28T19:00:00Z", "Asia/Shanghai", 3, "2026-03-01T03:00"],
    ["2026-02-28T18:59:00Z", "Asia/Shanghai", 3, "2026-02-28T02:59"],
    ["2026-11-01T05:30:00Z", "America/New_York", 0, "2026-11-01T01:30"],
  ])("%s in %s with a cut-over at %i is %s", (instant, zone, cutover, moment) => {
    expect(momentOf(Date.parse(instant), zone, cutover)).toBe(moment);
  });
});
