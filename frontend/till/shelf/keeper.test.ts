import { describe, expect, it } from "vitest";
import { NoAnswer, Refusal } from "../api/errors";
import { createKeeper } from "./keeper";
import type { KeptBook, ShelfFact, ShelfStore } from "./store";
import type { BookAnswer, KnownMember, ShelfItem } from "./types";

const told = (version: string): BookAnswer => ({
  version, at: "2026-03-10T04:00:00Z", zone: "UTC", cutover_hour: 0, engine: { version: "e", url: "" }, levels: [], book: {}, per_member: {}, texts: {},
});

/** A disk in memory, and a server whose goods are parts of one. */
function world() {
  const disk = { fact: undefined as ShelfFact | undefined, book: undefined as KeptBook | undefined, items: new Map<string, ShelfItem>(), cleared: 0 };
  const store = {
    fact: async () => disk.fact,
    book: async () => disk.book,
    keepBook: async (book: KeptBook) => void (disk.book = book),
    keepFact: async (fact: ShelfFact) => void (disk.fact = fact),
    clear: async () => {
      disk.cleared += 1;
      disk.items.clear();
      disk.fact = disk.book = undefined;
    },
    putItems: async (items: ShelfItem[], gone: string[]) => {
      for (const id of gone) disk.items.delete(id);
      for (const item of items) disk.items.set(item.sku_id, item);
    },
    itemIds: async () => [...disk.items.keys()],
    putMembers: async () => undefined,
    memberIds: async () => [],
  } as unknown as ShelfStore;
  const server = { goods: ["a", "b", "c"], book: "1", asked: [] as object[], again: false, gone: [] as string[], day: "2026-03-10", problem: null as Error | null };
  const page = { cursor: "now", after: null as string | null, gone: [] as string[], again: false };
  const client = {
    book: async (since: string) => {
      if (server.problem) throw server.problem;
      return since === server.book ? { ...told(server.book), book: null } : told(server.book);
    },
    shelf: async (params: { after?: string; since?: string }) => {
      server.asked.push(params);
      if (params.since) return { ...page, items: [], gone: server.gone, again: server.again };
      const from = params.after ? server.goods.indexOf(params.after) + 1 : 0;
      const [sku_id] = server.goods.slice(from);
      return { ...page, cursor: `at ${from}`, items: [{ sku_id } as ShelfItem], after: from < server.goods.length - 1 ? (sku_id as string) : null };
    },
    knownMembers: async () => ({ ...page, salt: "s", rounds: 1, items: [] as KnownMember[] }),
  };
  const learnt: string[] = [];
  const keeper = (storeId = "S1") => createKeeper({ client, store, storeId, learn: (book) => learnt.push(book.told.version), day: () => server.day, now: () => 0 });
  return { disk, server, learnt, keeper };
}

describe("the keeper", () => {
  it("reads everything part by part, and then only what changed", async () => {
    const { disk, server, keeper } = world();
    const one = keeper();
    await one.refresh();
    expect([...disk.items.keys()]).toEqual(["a", "b", "c"]);
    expect(server.asked).toEqual([{}, { after: "a" }, { after: "b" }]);
    server.gone = ["b"];
    await one.refresh();
    expect(server.asked.at(-1)).toEqual({ since: "at 0" });
    expect([...disk.items.keys()]).toEqual(["a", "c"]);
  });

  it.each([["another business day", { day: "2026-03-11" }], ["too many changes", { again: true }]])("reads everything anew after %s, and forgets what is gone", async (_, change) => {
    const { disk, server, keeper } = world();
    await keeper().refresh();
    Object.assign(server, change, { goods: ["a", "d"] });
    await keeper().refresh();
    expect([...disk.items.keys()]).toEqual(["a", "d"]);
  });

  it("opens with the book of the disk, and does not learn the same again", async () => {
    const { learnt, keeper } = world();
    await keeper().refresh();
    const next = keeper();
    expect(await next.open()).toBe(true);
    await next.refresh();
    expect(learnt).toEqual(["1", "1"]);
  });

  it("keeps nothing of another store", async () => {
    const { disk, keeper } = world();
    await keeper().refresh();
    expect(await keeper("S2").open()).toBe(false);
    expect(disk.items.size).toBe(0);
    expect(disk.fact).toEqual({ store_id: "S2" });
  });

  it("goes on with what it has where no answer comes, and brings what is allowed where something is not", async () => {
    const { disk, server, learnt, keeper } = world();
    server.problem = new NoAnswer("cut");
    await keeper().refresh();
    expect(disk.items.size).toBe(0);
    server.problem = new Refusal(403, "permission.denied", "no");
    await keeper().refresh();
    expect(disk.items.size).toBe(3);
    expect(learnt).toEqual([]);
  });
});
