import { describe, expect, it, vi } from "vitest";
import { NoAnswer, Refusal } from "../api/errors";
import type { ParkWork, Taken } from "../api/tickets";
import { createAside } from "./aside";
import { unfinishedStore } from "./draft";
import { createOpen, createShelf } from "./open";
import { memberOf, memory, quoteOf, skuOf } from "./testing";
import { createTicket } from "./ticket";
import { createUi } from "./ui";

/** A store of tickets that answers like the server: each name once, each ticket to one till. */
function server() {
  const kept = new Map<string, ParkWork>();
  const ended = new Map<string, string>();
  const trouble = { lost: 0, down: false, refuse: "" };
  async function answered<T>(act: () => T): Promise<T> {
    if (trouble.down) throw new NoAnswer("network");
    if (trouble.refuse) throw new Refusal(409, trouble.refuse, "Too many wait.");
    const answer = act();
    if (trouble.lost-- > 0) throw new NoAnswer("lost");
    return answer;
  }
  const taken = (work: ParkWork): Taken => ({
    id: work.request_id, ticket_id: work.ticket_id, note: work.note, cart: { ...work.cart, marks: work.marks },
    skus: work.cart.lines.filter((line) => line.sku_id !== "gone").map((line) => skuOf(line.sku_id)),
  });
  const client = {
    tickets: () => answered(() => ({ colleagues: [], items: [...kept.values()].filter((work) => !ended.has(work.request_id)).map((work) => ({ id: work.request_id, at: "2026-11-23T04:00:00Z", note: work.note, staff_name: "", for_name: "", till_name: "1", pieces: 1, total_minor: work.total_minor })) })),
    parkTicket: (work: ParkWork) => answered(() => (kept.set(work.request_id, JSON.parse(JSON.stringify(work)) as ParkWork), { id: work.request_id })),
    takeTicket: (id: string, name: string) => answered(() => {
      const work = kept.get(id);
      if (!work || (ended.get(id) ?? name) !== name) throw new Refusal(409, "sales.ticket_taken", "Taken elsewhere.");
      ended.set(id, name);
      return taken(work);
    }),
    dropTicket: (id: string) => answered(() => (ended.set(id, "dropped"), { id })),
    member: async () => memberOf({ points: 900 }),
  };
  return { client, kept, ended, trouble };
}

function till(shop = server(), storage = memory()) {
  const shelf = createShelf(unfinishedStore("t", storage));
  const ticket = createTicket({ quote: async (cart) => quoteOf(cart, 1000), shelf: shelf.shelf, debounceMs: 0 });
  const open = createOpen({ ticket, shelf });
  const ui = createUi("sell");
  const aside = createAside({ client: shop.client, ticket, open, shelf, ui, wordsOf: (problem) => problem.message });
  return { shop, storage, shelf, ticket, open, ui, aside };
}

const goods = ({ ticket }: ReturnType<typeof till>) => ticket.draft.lines.map(({ sku, quantity }) => `${sku.name}×${quantity}`).join();
const settled = async ({ aside }: ReturnType<typeof till>) => aside.keepUp();

describe("a ticket that is put aside", () => {
  it("clears the desk at once, goes to the store, and comes to another till with all that hung on it", async () => {
    const one = till();
    one.ticket.add(skuOf("a"), 2);
    one.ticket.setMember(memberOf({ points: 900 }));
    one.ticket.draft.couponCodes.push("C1");
    one.ticket.setPoints(50);
    one.ticket.split(one.ticket.draft.lines[0]?.key ?? "");
    const name = one.ticket.draft.requestId;
    expect(one.aside.park("红衣服")).toBe(true);
    expect(goods(one)).toBe("");
    await settled(one);
    expect(one.shelf.aside).toEqual([]);

    const two = till(one.shop);
    await settled(two);
    const [waiting] = two.aside.waiting.value;
    expect(waiting).toMatchObject({ note: "红衣服", here: false });
    expect(await two.aside.take(waiting!)).toBe(true);
    expect(goods(two)).toBe("a×1,a×1");
    expect(two.ticket.draft.lines.map((line) => line.apart ?? false)).toEqual([false, true]);
    await vi.waitFor(() => expect(two.ticket.draft.member?.name).toBe("李雪"));
    expect(two.ticket.draft).toMatchObject({ requestId: name, couponCodes: ["C1"], points: 50, note: "红衣服" });
    expect(two.ticket.draft.awaited).toBeUndefined();

    await settled(one);
    expect(one.aside.waiting.value).toEqual([]);
  });

  it("stays on this machine while the server cannot be reached, and goes up later, once", async () => {
    const one = till();
    one.shop.trouble.down = true;
    one.ticket.add(skuOf("a"));
    one.aside.park("later");
    await settled(one);
    const reloaded = till(one.shop, one.storage);
    expect(reloaded.aside.waiting.value).toMatchObject([{ note: "later", here: true }]);
    one.shop.trouble.down = false;
    one.shop.trouble.lost = 1;
    await settled(reloaded);
    await settled(reloaded);
    expect(one.shop.kept.size).toBe(1);
    expect(reloaded.aside.waiting.value).toMatchObject([{ here: false }]);
  });

  it("that the server refuses waits at this till, and is taken from there", async () => {
    const one = till();
    one.shop.trouble.refuse = "sales.tickets_full";
    one.ticket.add(skuOf("a"));
    one.aside.park("x");
    await settled(one);
    expect(one.ui.notice.value?.text).toContain("Too many wait.");
    const [waiting] = one.aside.waiting.value;
    expect(await one.aside.take(waiting!)).toBe(true);
    expect(goods(one)).toBe("a×1");
    expect(one.aside.waiting.value).toEqual([]);
  });

  it("whose fate is unknown is asked for before it is taken: it is never in two places", async () => {
    const one = till();
    one.ticket.add(skuOf("a"));
    one.shop.trouble.lost = 1;
    one.aside.park("x");
    await settled(one);
    const [mine] = one.aside.waiting.value;
    const two = till(one.shop);
    await settled(two);
    expect(await two.aside.take(two.aside.waiting.value[0]!)).toBe(true);
    expect(mine?.here).toBe(true);
    expect(await one.aside.take(mine!)).toBe(false);
    expect([goods(one), goods(two)]).toEqual(["", "a×1"]);
  });

  it("whose answer was lost is brought by the next attempt under the same name, beside what is worked on", async () => {
    const one = till();
    one.ticket.add(skuOf("a"));
    one.aside.park("x");
    await settled(one);
    one.shop.trouble.lost = 9;
    expect(await one.aside.take(one.aside.waiting.value[0]!)).toBe(false);
    const reloaded = till(one.shop, one.storage);
    reloaded.ui.go("pay");
    one.shop.trouble.lost = 0;
    await settled(reloaded);
    expect(reloaded.open.list.value.map(({ draft }) => draft.lines.length)).toEqual([0, 1]);
    expect(reloaded.shelf.taking).toEqual([]);
  });

  it("is not possible with money taken, nor with nothing on it", () => {
    const one = till();
    expect(one.aside.park("x")).toBe(false);
    one.ticket.add(skuOf("a"));
    one.ticket.draft.tenders.push({ kind: "card", amount_minor: 100 });
    expect(one.aside.park("x")).toBe(false);
    expect(goods(one)).toBe("a×1");
    expect(one.shelf.aside).toEqual([]);
  });

  it("comes without what is no longer on sale, and says so", async () => {
    const one = till();
    one.ticket.add(skuOf("a"));
    one.ticket.add(skuOf("gone"));
    one.aside.park("x");
    await settled(one);
    expect(await one.aside.take(one.aside.waiting.value[0]!)).toBe(true);
    expect(goods(one)).toBe("a×1");
    expect(one.ui.notice.value?.tone).toBe("warning");
  });

  it("that is thrown away waits nowhere", async () => {
    const one = till();
    one.ticket.add(skuOf("a"));
    one.aside.park("x");
    await settled(one);
    await one.aside.drop(one.aside.waiting.value[0]!);
    expect(one.aside.waiting.value).toEqual([]);
    expect(one.shop.ended.size).toBe(1);
  });
});

describe("killed between any two writes", () => {
  it("a ticket stands on the desk or waits, never both and never neither", async () => {
    const seen: number[] = [];
    let watching = false;
    const storage: Storage = memory(() => watching && look());
    const look = (): void => {
      const { drafts, aside } = unfinishedStore("t", storage).load();
      seen.push(drafts.length + aside.length);
    };
    const one = till(server(), storage);
    one.shop.trouble.down = true;
    one.ticket.add(skuOf("a"));
    watching = true;
    one.aside.park("x");
    await settled(one);
    one.shop.trouble.down = false;
    one.shelf.aside[0]!.sent = false;
    await one.aside.take(one.aside.waiting.value[0]!);
    expect(seen.length).toBeGreaterThan(2);
    expect(new Set(seen)).toEqual(new Set([1]));
    expect(goods(one)).toBe("a×1");
  });
});
