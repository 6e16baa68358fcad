import { describe, expect, it } from "vitest";
import { unfinishedStore, type Draft } from "./draft";
import { createOpen, createShelf, MOST_OPEN } from "./open";
import { memberOf, memory, quoteOf, skuOf } from "./testing";
import { createTicket } from "./ticket";

function desk(storage = memory()) {
  const shelf = createShelf(unfinishedStore("t", storage));
  const ticket = createTicket({ quote: async (cart) => quoteOf(cart, cart.lines.length * 1000), shelf: shelf.shelf, debounceMs: 0 });
  return { storage, shelf, ticket, open: createOpen({ ticket, shelf }) };
}

const goods = (draft: Draft) => draft.lines.map((line) => line.sku.name).join();
const all = ({ open }: ReturnType<typeof desk>) => open.list.value.map(({ draft, current }) => (current ? `[${goods(draft)}]` : goods(draft)));

/** A till with tickets of one piece each, in this order; the last is on the desk. */
function deskWith(...names: string[]): ReturnType<typeof desk> {
  const till = desk();
  for (const name of names) {
    till.open.open();
    till.ticket.add(skuOf(name));
  }
  return till;
}

describe("several open tickets", () => {
  it("are turned to by place and one after the other, each with its own name, member and tenders", async () => {
    const till = deskWith("a", "b", "c");
    till.ticket.setMember(memberOf());
    till.ticket.draft.tenders.push({ kind: "card", amount_minor: 500 });
    const third = till.ticket.draft.requestId;
    await till.ticket.settled();
    till.open.step(1);
    expect(all(till)).toEqual(["[a]", "b", "c"]);
    expect(till.ticket.draft).toMatchObject({ tenders: [], member: null });
    expect(till.ticket.quote.value).toBeNull(); // the other one's total is not this one's
    expect(till.ticket.draft.requestId).not.toBe(third);
    expect(till.open.list.value[2]?.draft.total).toBe(1000);
    till.open.step(-1);
    expect(till.ticket.draft).toMatchObject({ requestId: third, tenders: [{ amount_minor: 500 }], member: { name: "李雪" } });
    expect(new Set(till.open.list.value.map(({ draft }) => draft.requestId)).size).toBe(3);
  });

  it("leave no blank one behind, and a second blank one is not opened", () => {
    const till = deskWith("a");
    till.open.open();
    till.open.open();
    expect(all(till)).toEqual(["a", "[]"]);
    till.open.turnTo(0);
    expect(all(till)).toEqual(["[a]"]);
  });

  it("are closed one by one until an empty one is left", () => {
    const till = deskWith("a", "b");
    till.open.close();
    expect(all(till)).toEqual(["[a]"]);
    till.open.close();
    expect(all(till)).toEqual(["[]"]);
    expect(till.storage.length).toBe(0);
  });

  it("are so many at most, and one that is open already is turned to", () => {
    const till = deskWith(...Array.from({ length: MOST_OPEN }, (_, n) => `${n}`));
    expect(till.open.open()).toBe(false);
    expect(till.open.open({ ...(till.open.list.value[3]?.draft as Draft) })).toBe(true);
    expect(all(till)[3]).toBe("[3]");
    expect(till.open.list.value).toHaveLength(MOST_OPEN);
  });

  it("come back after a reload as they were, the one on the desk on the desk", () => {
    const till = deskWith("a", "b", "c");
    till.open.turnTo(1);
    expect(all(desk(till.storage))).toEqual(["a", "[b]", "c"]);
    till.open.open();
    expect(all(desk(till.storage))).toEqual(["a", "b", "c", "[]"]);
  });

  it("a line that was taken off is put back where it was, until the ticket goes on", () => {
    const { ticket, open } = deskWith("a");
    ticket.add(skuOf("b"));
    const [first] = ticket.draft.lines;
    ticket.remove(first?.key ?? "");
    ticket.putBack();
    expect(goods(ticket.draft)).toBe("a,b");
    ticket.remove(first?.key ?? "");
    open.open();
    ticket.putBack();
    expect(goods(ticket.draft)).toBe("");
  });

  it("one piece is split off a line, and what is scanned next does not join it", () => {
    const { ticket } = deskWith("a");
    ticket.add(skuOf("a"), 2);
    ticket.split(ticket.draft.lines[0]?.key ?? "");
    expect(ticket.draft.lines.map((line) => line.quantity)).toEqual([2, 1]);
    expect(new Set(ticket.draft.lines.map((line) => line.key)).size).toBe(2);
    ticket.add(skuOf("a"));
    expect(ticket.draft.lines.map((line) => line.quantity)).toEqual([3, 1]);
    ticket.split(ticket.draft.lines[1]?.key ?? "");
    expect(ticket.draft.lines).toHaveLength(2);
  });
});

describe("killed between any two writes", () => {
  /** What a page would find at each moment: the tickets' goods, by their names. */
  function moments(act: (till: ReturnType<typeof desk>) => void): Map<string, string>[] {
    const seen: Map<string, string>[] = [];
    let watching = false;
    const storage: Storage = memory(() => watching && look());
    const look = (): void => {
      const { drafts } = unfinishedStore("t", storage).load();
      seen.push(new Map(drafts.map((draft) => [draft.requestId, goods(draft)])));
    };
    const till = desk(storage);
    for (const name of ["a", "b", "c"]) {
      till.open.open();
      till.ticket.add(skuOf(name));
    }
    watching = true;
    look();
    act(till);
    return seen;
  }

  it("turning from one to the other never mixes two tickets nor loses one", () => {
    const seen = moments(({ open }) => [0, 2, 1, 0].forEach((at) => open.turnTo(at)));
    expect(seen.length).toBeGreaterThan(4);
    for (const now of seen) expect(now).toEqual(seen[0]);
  });

  it("a ticket that was sold is gone with its name: its goods never stand under another", () => {
    const seen = moments(({ ticket }) => ticket.clear());
    const [before] = seen;
    for (const now of seen) for (const [name, what] of now) expect(before?.get(name)).toBe(what);
    expect([...(seen.at(-1)?.values() ?? [])]).toEqual(["a", "b"]);
  });

  it("opening a new one keeps the others at every moment", () => {
    const seen = moments(({ open, ticket }) => (open.open(), ticket.add(skuOf("d"))));
    for (const now of seen) expect([...now.values()].slice(0, 3)).toEqual(["a", "b", "c"]);
    expect(seen.at(-1)?.size).toBe(4);
  });
});
