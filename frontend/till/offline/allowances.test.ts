import { ref } from "vue";
import { describe, expect, it } from "vitest";
import type { Limit } from "../api/limits";
import { createAllowances, type Kept, type LimitStore, type Shown } from "./allowances";

const NOON = new Date("2026-03-10T04:00:00Z");
const limitOf = (more: Partial<Limit> = {}): Limit => ({
  id: "a1", member_id: "m1", points: 200, wallet_minor: 20_000, coupon_codes: [], points_used: 0, wallet_used_minor: 0,
  until: "2026-03-10T16:00:00Z", signature: "s1", ...more,
});

function memoryLimits(): LimitStore & { kept: Kept | null } {
  const own = {
    kept: null as Kept | null,
    read: async () => own.kept ?? { limits: [], taken: {} },
    write: async (_: string, kept: Kept) => void (own.kept = structuredClone(kept)),
  };
  return own;
}

function scene({ unsent = 0 } = {}) {
  const online = ref(true);
  const server = { items: [limitOf()], back: [] as string[], asked: 0 };
  const waiting = { count: unsent };
  const client = {
    limits: async (ids: string[]) => {
      server.asked += 1;
      return { items: server.items.filter((one) => ids.length === 0 || ids.includes(one.member_id)) };
    },
    giveLimitBack: async (id: string) => {
      server.back.push(id);
      server.items = server.items.filter((one) => one.id !== id);
      return { items: server.items };
    },
  };
  const clock = { at: NOON };
  const store = memoryLimits();
  const make = () => createAllowances({ tillId: "t1", client, online, unsent: () => waiting.count, store, now: () => clock.at });
  return { online, server, waiting, clock, store, make };
}

const kept = async (limits: Shown[]) => limits.map((one) => one.signature);

describe("limits", () => {
  it("are asked for when a member is called, and outlive the page", async () => {
    const { online, make } = scene();
    await make().call("m1");
    online.value = false;
    const again = make();
    await again.look();
    expect(again.left("m1")).toEqual({ points: 200, wallet_minor: 20_000, until: "2026-03-10T16:00:00Z" });
    expect(again.left("m2")).toBeNull();
  });

  it("let no more be taken than is left, whatever the order, also after the page has died", async () => {
    const { online, make } = scene();
    const till = make();
    await till.call("m1");
    online.value = false;
    const first = till.spend("r1", "m1", { points: 150, wallet_minor: 15_000 }, kept);
    const second = till.spend("r2", "m1", { points: 0, wallet_minor: 6_000 }, kept);
    expect([await first, await second]).toEqual([["s1"], null]);
    const again = make();
    await again.look();
    expect(again.left("m1")).toMatchObject({ points: 50, wallet_minor: 5_000 });
    expect(await again.spend("r3", "m1", { points: 50, wallet_minor: 5_000 }, kept)).toEqual(["s1"]);
    expect(await again.spend("r4", "m1", { points: 1, wallet_minor: 0 }, kept)).toBeNull();
  });

  it("count what a sale takes before it is on disk: a kill between leaves too little", async () => {
    const { make } = scene();
    const till = make();
    await till.call("m1");
    const dying = till.spend("r1", "m1", { points: 0, wallet_minor: 20_000 }, () => Promise.reject(new Error("killed")));
    await expect(dying).rejects.toThrow();
    const again = make();
    await again.look();
    expect(again.left("m1")?.wallet_minor).toBe(0);
    expect(await again.spend("r1", "m1", { points: 0, wallet_minor: 20_000 }, kept)).toEqual(["s1"]); // the same sale once more
  });

  it("are counted anew by the server only when all is sent", async () => {
    const { server, waiting, make } = scene();
    const till = make();
    await till.call("m1");
    await till.spend("r1", "m1", { points: 10, wallet_minor: 1_000 }, kept);
    waiting.count = 1;
    await till.settle();
    expect(till.left("m1")).toMatchObject({ points: 190, wallet_minor: 19_000 });
    waiting.count = 0;
    server.items = [limitOf({ points_used: 10, wallet_used_minor: 1_000 })];
    await till.settle();
    expect(till.left("m1")).toMatchObject({ points: 190, wallet_minor: 19_000 });
  });

  it("are worth nothing after their time, and go back with the line", async () => {
    const { online, server, clock, make } = scene();
    const till = make();
    await till.call("m1");
    clock.at = new Date("2026-03-10T16:00:01Z");
    online.value = false;
    expect(till.left("m1")).toBeNull();
    expect(await till.spend("r1", "m1", { points: 1, wallet_minor: 0 }, kept)).toBeNull();
    await till.settle();
    expect(server.back).toEqual([]);
    online.value = true;
    await till.settle();
    expect(server.back).toEqual(["a1"]);
  });

  it("leave a till as it is where the server does not answer", async () => {
    const { server, make } = scene();
    const till = make();
    await till.call("m1");
    server.items = [];
    await till.call("m2");
    expect(till.left("m1")?.points).toBe(200);
  });
});
