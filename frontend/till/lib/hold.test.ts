import { describe, expect, it } from "vitest";
import { holdTill, takeOver, type Locks } from "./hold";

function memory(): Storage {
  const kept = new Map<string, string>();
  const parts = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  };
  return parts as Storage;
}

/** Locks as browsers keep them, for one name and without patience. */
function oneLock(): Locks {
  let lose: ((reason: unknown) => void) | null = null;
  const request = (_name: string, options: LockOptions, act: (lock: Lock | null) => unknown) =>
    new Promise((_resolve, reject) => {
      if (lose && !options.steal) return reject(new DOMException("late", "TimeoutError"));
      lose?.(new DOMException("stolen", "AbortError"));
      lose = reject;
      void act({} as Lock);
    });
  return { request } as unknown as Locks;
}

describe("one page at a till", () => {
  it("the second page does not get it", async () => {
    const locks = oneLock();
    expect(await holdTill("t", () => undefined, locks, memory())).toBe(true);
    expect(await holdTill("t", () => undefined, locks, memory())).toBe(false);
  });

  it("a page that takes it over gets it once, and the first is told", async () => {
    const locks = oneLock();
    let taken = 0;
    const second = memory();
    await holdTill("t", () => (taken += 1), locks, memory());
    takeOver("t", second, () => undefined);
    expect(await holdTill("t", () => undefined, locks, second)).toBe(true);
    await Promise.resolve();
    expect(taken).toBe(1);
    expect(await holdTill("t", () => undefined, locks, second)).toBe(false);
  });

  it("a browser without locks goes on", async () => {
    expect(await holdTill("t", () => undefined, null, memory())).toBe(true);
  });
});
