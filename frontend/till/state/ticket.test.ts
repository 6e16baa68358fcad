import { describe, expect, it, vi } from "vitest";
import type { Cart, Quote } from "../api/types";
import type { Draft, DraftShelf } from "./draft";
import { memberOf, quoteOf, skuOf } from "./testing";
import { createTicket } from "./ticket";

const member = memberOf({
  points: 800,
  coupons: [{ code: "C1", name: "满100减20", threshold_minor: 10000, amount_minor: 2000, ends_on: "2026-12-31" }],
});

function shelf(initial: Draft | null = null): DraftShelf & { saved: Draft | null } {
  return {
    saved: initial,
    load: () => initial,
    save(draft) {
      this.saved = structuredClone(JSON.parse(JSON.stringify(draft)) as Draft);
    },
  };
}

/** A quote service whose answers the test gives by hand, in any order. */
function slowServer() {
  const asked: { cart: Cart; answer: (total: number) => void; refuse: (problem: Error) => void }[] = [];
  const quote = (cart: Cart) =>
    new Promise<Quote>((resolve, reject) => {
      asked.push({ cart, answer: (total) => resolve(quoteOf(cart, total)), refuse: reject });
    });
  return { asked, quote };
}

function ticketOn(server: ReturnType<typeof slowServer>, draft: Draft | null = null) {
  const kept = shelf(draft);
  return { kept, ticket: createTicket({ quote: server.quote, shelf: kept, debounceMs: 0 }) };
}

const asking = (server: ReturnType<typeof slowServer>, count: number) => vi.waitFor(() => expect(server.asked).toHaveLength(count));

describe("gift cards that are sold", () => {
  it("take what is scanned one after the other, each once, and no more than are sold", () => {
    const { ticket } = ticketOn(slowServer());
    expect(ticket.takeGiftCode("G1")).toBe(false);
    ticket.add({ ...skuOf("GIFT500"), kind: "gift" }, 2);
    expect(["G1", "G1", "G2", "G3"].map((code) => ticket.takeGiftCode(code))).toEqual([true, true, true, false]);
    expect(ticket.draft.lines[0]?.giftCodes).toEqual(["G1", "G2"]);
  });
});

describe("the ticket", () => {
  it("asks for a quote once the changes pause, and shows its total", async () => {
    const server = slowServer();
    const { ticket } = ticketOn(server);
    ticket.add(skuOf("a"));
    ticket.add(skuOf("a"));
    ticket.add(skuOf("b"));
    await asking(server, 1);
    expect(server.asked[0]?.cart.lines.map((line) => line.quantity)).toEqual([2, 1]);
    server.asked[0]?.answer(3000);
    expect(await ticket.settled()).toBe(true);
    expect(ticket.quote.value?.total_minor).toBe(3000);
  });

  it("drops an answer that a newer question has overtaken", async () => {
    const server = slowServer();
    const { ticket } = ticketOn(server);
    ticket.add(skuOf("a"));
    await asking(server, 1);
    ticket.add(skuOf("b"));
    await asking(server, 2);
    server.asked[1]?.answer(2000);
    expect(await ticket.settled()).toBe(true);
    server.asked[0]?.answer(1000);
    await Promise.resolve();
    expect(ticket.quote.value?.total_minor).toBe(2000);
  });

  it("is not settled after a refusal, and keeps its lines", async () => {
    const server = slowServer();
    const { ticket } = ticketOn(server);
    ticket.add(skuOf("a"));
    await asking(server, 1);
    server.asked[0]?.refuse(new Error("no"));
    expect(await ticket.settled()).toBe(false);
    expect(ticket.draft.lines).toHaveLength(1);
  });

  it("takes a coupon off again when the server refuses it", async () => {
    const server = slowServer();
    const { ticket } = ticketOn(server);
    ticket.add(skuOf("a"));
    const answer = ticket.tryCoupon("CNONE");
    await asking(server, 1);
    server.asked[0]?.refuse(new Error("unknown coupon"));
    expect((await answer)?.message).toBe("unknown coupon");
    expect(ticket.draft.couponCodes).toEqual([]);
  });

  it("drops a member's coupons and points with the member", () => {
    const { ticket } = ticketOn(slowServer());
    ticket.setMember(member);
    ticket.toggleCoupon("C1");
    ticket.toggleCoupon("CGIFT");
    ticket.setPoints(5000);
    expect(ticket.cart.value.points).toBe(800);
    ticket.setMember(null);
    expect(ticket.cart.value).toMatchObject({ member_id: null, coupon_codes: ["CGIFT"], points: 0 });
  });

  it("goes on after a reload with what it had", () => {
    const first = ticketOn(slowServer());
    first.ticket.add(skuOf("a"), 3);
    first.ticket.setMember(member);
    const { ticket } = ticketOn(slowServer(), first.kept.saved);
    expect(ticket.cart.value).toMatchObject({ member_id: "m1", lines: [{ sku_id: "a", quantity: 3 }] });
  });

  it("removes a line at less than one, and selects its neighbour", () => {
    const { ticket } = ticketOn(slowServer());
    const first = ticket.add(skuOf("a"));
    const second = ticket.add(skuOf("b"));
    ticket.setQuantity(second.key, 0);
    expect(ticket.selectedKey.value).toBe(first.key);
    ticket.remove(first.key);
    expect(ticket.selectedKey.value).toBeNull();
    expect(ticket.state.value).toBe("empty");
  });

  it("asks for a member as soon as stored value is on it", () => {
    const { ticket } = ticketOn(slowServer());
    ticket.add(skuOf("a"));
    expect(ticket.needsMember.value).toBe(false);
    ticket.add({ ...skuOf("t"), kind: "topup" });
    expect(ticket.needsMember.value).toBe(true);
    ticket.setMember(member);
    expect(ticket.needsMember.value).toBe(false);
  });

  it("puts a reward on a line of its own, with the code that pays for it, once", () => {
    const { ticket } = ticketOn(slowServer());
    ticket.add(skuOf("mug"));
    ticket.fetch(skuOf("mug"), "R1");
    ticket.fetch(skuOf("mug"), "R1");
    ticket.add(skuOf("mug"));
    expect(ticket.draft.lines.map((line) => [line.quantity, line.pickup])).toEqual([[2, undefined], [1, "R1"]]);
    expect(ticket.draft.couponCodes).toEqual(["R1"]);
  });

  it("takes the code off with the reward, and the reward off with its member", () => {
    const { ticket } = ticketOn(slowServer());
    ticket.setMember(member);
    ticket.fetch(skuOf("mug"), "R1");
    ticket.remove(ticket.draft.lines[0]?.key ?? "");
    expect(ticket.draft.couponCodes).toEqual([]);
    ticket.fetch(skuOf("mug"), "R2");
    ticket.setMember(null);
    expect([ticket.draft.lines, ticket.draft.couponCodes]).toEqual([[], []]);
  });
});
