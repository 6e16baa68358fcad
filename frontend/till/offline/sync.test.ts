import { ref } from "vue";
import { describe, expect, it } from "vitest";
import { NoAnswer, Refusal } from "../api/errors";
import type { Unsent } from "./made";
import type { UnsentStore } from "./store";
import { createSync } from "./sync";
import { memoryUnsent, mortal, NOON, serverOf } from "./testing";

const row = (id: string, label: string, seq: number, till = "t"): Unsent => ({
  request_id: id, till_id: till, till_name: till, seq, label, path: "/offline-sales", body: { request_id: id }, instead_of: null,
  total_minor: 1000, problem: "", paper: {} as Unsent["paper"],
});

async function fill(store: UnsentStore, ids: string[], till = "t"): Promise<void> {
  for (const id of ids) await store.keep(till, id, null, NOON, (block, seq) => row(id, block.prefix + block.next, seq, till));
}

const ticks = async (): Promise<void> => {
  for (let count = 0; count < 60; count += 1) await Promise.resolve();
};

/** Locks of a browser: whoever dies lets go. */
function locksOf() {
  const held = new Set<string>();
  const request = (async (name: string, _options: unknown, act: (lock: unknown) => Promise<unknown>) => {
    if (held.has(name)) return act(null);
    held.add(name);
    return Promise.resolve(act({})).finally(() => held.delete(name));
  }) as unknown as LockManager["request"];
  return { request, held };
}

describe("handing over what was sold offline", () => {
  const ids = ["a", "b", "c"];

  for (const after of [false, true]) {
    it(`sends each once and in order, wherever the page dies (${after ? "after" : "before"} a step)`, async () => {
      for (let step = 1; step < 30; step += 1) {
        const store = memoryUnsent();
        const server = serverOf();
        await fill(store, ids);
        const fate = { left: step, after };
        const dying = createSync({ tillId: "t", client: mortal(server, fate), store: mortal(store, fate), online: ref(true), locks: null });
        void dying.run();
        await ticks();
        const next = createSync({ tillId: "t", client: server, store, online: ref(true), locks: null });
        await next.run();
        expect(server.taken, `step ${step}`).toEqual(ids);
        expect(next.count.value).toBe(0);
      }
    });
  }

  it("waits where the line is gone, and goes on in the same order", async () => {
    const store = memoryUnsent();
    const server = serverOf([() => undefined, () => new NoAnswer("cut")]);
    await fill(store, ids);
    const sync = createSync({ tillId: "t", client: server, store, online: ref(true), locks: null });
    await sync.run();
    expect([sync.count.value, sync.waits.value]).toEqual([2, "line"]);
    await sync.run();
    expect([sync.count.value, server.taken]).toEqual([0, ids]);
    expect(sync.sent.value.map((one) => one.row.request_id)).toEqual(["c", "b", "a"]);
  });

  it("sends nothing while the line is known to be gone", async () => {
    const store = memoryUnsent();
    const server = serverOf();
    await fill(store, ids);
    const sync = createSync({ tillId: "t", client: server, store, online: ref(false), locks: null });
    await sync.run();
    expect([server.asked(), sync.count.value, sync.waits.value]).toEqual([0, 3, "line"]);
  });

  it("keeps what the server will not take, says why, and sends the others", async () => {
    const store = memoryUnsent();
    const server = serverOf([() => new Refusal(422, "offline.sums_wrong", "The amounts do not add up.")]);
    await fill(store, ids);
    const sync = createSync({ tillId: "t", client: server, store, online: ref(true), locks: null });
    await sync.run();
    expect(sync.rows.value.map((one) => [one.request_id, one.problem])).toEqual([["a", "The amounts do not add up."]]);
    expect([sync.refused.value, server.taken]).toEqual([1, ["b", "c"]]);
    await sync.retry();
    expect([sync.count.value, server.taken]).toEqual([0, ["b", "c", "a"]]);
  });

  for (const [status, code, waits] of [[409, "sales.shift_closed", "shift"], [401, "auth.required", "signing-in"], [403, "permission.denied", "signing-in"], [409, "busy.try_again", "line"]] as const) {
    it(`stops at ${code} with everything kept`, async () => {
      const store = memoryUnsent();
      const server = serverOf([() => new Refusal(status, code, "no")]);
      await fill(store, ids);
      const sync = createSync({ tillId: "t", client: server, store, online: ref(true), locks: null });
      await sync.run();
      expect([sync.count.value, sync.refused.value, sync.waits.value]).toEqual([3, 0, waits]);
      await sync.run(); // somebody signed in, or opened a shift
      expect(server.taken).toEqual(ids);
    });
  }

  it("is done by one page at a time, and of its own till alone", async () => {
    const store = memoryUnsent();
    const server = serverOf();
    const locks = locksOf();
    await fill(store, ids);
    await fill(store, ["x"], "other");
    const pages = [1, 2].map(() => createSync({ tillId: "t", client: server, store, online: ref(true), locks }));
    await Promise.all(pages.map((page) => page.run()));
    expect([server.asked(), server.taken]).toEqual([3, ids]);
    expect((await store.all()).map((one) => one.request_id)).toEqual(["x"]);
    expect(locks.held.size).toBe(0);
  });

  it("takes along what is sold while it sends", async () => {
    const store = memoryUnsent();
    const server = serverOf();
    await fill(store, ["a"]);
    const sync = createSync({ tillId: "t", client: server, store, online: ref(true), locks: null });
    const first = sync.run();
    await fill(store, ["b"]);
    await Promise.all([first, sync.run()]);
    expect([server.taken, sync.count.value]).toEqual([["a", "b"], 0]);
  });
});
