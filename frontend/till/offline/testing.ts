/** What the tests of selling without the server start from: a disk that outlives its page, and a server that answers alike. */
import type { Work } from "../api/client";
import { NoAnswer } from "../api/errors";
import { blockAt, type Block, type Unsent } from "./made";
import type { UnsentStore } from "./store";

export const NOON = new Date("2026-03-10T04:00:00Z");

export const blockOf = (more: Partial<Block> = {}): Block => ({
  business_on: "2026-03-10", first: 1, last: 1000, prefix: "S1-T1-260310-F", starts_at: "2026-03-09T16:00:00Z", ends_at: "2026-03-10T16:00:00Z", next: 1, ...more,
});

/** A disk in memory, whose every step is whole or not at all. */
export function memoryUnsent(blocks: Block[] = [blockOf()]): UnsentStore {
  const rows = new Map<string, Unsent>();
  let seq = 0;
  return {
    blocks: async () => structuredClone(blocks),
    addBlock: async (_, block) => void blocks.push(block),
    keep: async (_, requestId, insteadOf, at, make) => {
      const there = [...rows.values()].find((row) => row.request_id === requestId || (insteadOf !== null && row.instead_of === insteadOf));
      const block = blockAt(blocks, at);
      if (there || !block) return there ?? null;
      seq += 1;
      const row = make(block, seq);
      block.next += 1;
      rows.set(requestId, JSON.parse(JSON.stringify(row)) as Unsent); // as the disk does, without Vue's proxies
      return row;
    },
    all: async () => [...rows.values()].sort((a, b) => a.seq - b.seq),
    note: async (requestId, problem) => void rows.set(requestId, { ...(rows.get(requestId) as Unsent), problem }),
    remove: async (requestId) => void rows.delete(requestId),
  };
}

/** A server that takes each request once, in the order in which they came first; `answers` may do otherwise for a while. */
export function serverOf(answers: ((work: Work) => unknown)[] = []) {
  const taken: string[] = [];
  let asked = 0;
  const perform = async <T>(work: Work): Promise<T> => {
    asked += 1;
    const special = answers.shift()?.(work);
    if (special instanceof Error && !(special instanceof NoAnswer)) throw special;
    if (!taken.includes(work.body.request_id)) taken.push(work.body.request_id);
    if (special instanceof NoAnswer) throw special; // it was done, and the answer was lost
    return { sale_id: work.body.request_id, number: "1", points_earned: 0, remarks: [] } as T;
  };
  return { perform, taken, asked: () => asked };
}

/** The page dies at the `step`-th call of any of `parts`: before it is done, or after it and before anybody hears. */
export function mortal<P extends object>(parts: P, step: { left: number; after: boolean }): P {
  return new Proxy(parts, {
    get(target, name, receiver) {
      const own: unknown = Reflect.get(target, name, receiver);
      if (typeof own !== "function") return own;
      return async (...given: unknown[]) => {
        step.left -= 1;
        if (step.left === 0 && step.after) await own.apply(target, given);
        if (step.left <= 0) return new Promise(() => undefined);
        return own.apply(target, given) as unknown;
      };
    },
  });
}
