/**
 * What this till may take of members by itself while its line is cut: limits that the server handed out, signed, and
 * keeps set aside for it. What sales take is on disk before the sale is, so that a kill leaves too little to take, never too much.
 */
import { shallowRef, type Ref } from "vue";
import type { Limit } from "../api/limits";
import type { Minor, Uuid } from "../api/types";
import { asked, onDisk } from "../lib/disk";

/** What a sale took of a limit. */
export interface Taken {
  limit_id: Uuid;
  points: number;
  wallet_minor: Minor;
}

/** The limits of this till, and what sales took that the server has not counted yet, by their requests. */
export interface Kept {
  limits: Limit[];
  taken: Record<Uuid, Taken>;
}

export interface Wanted {
  points: number;
  wallet_minor: Minor;
}

/** How a sale shows by which limit it took something. */
export interface Shown {
  id: Uuid;
  signature: string;
}

const NOTHING: Kept = { limits: [], taken: {} };

/** What is left of one limit. */
export function leftOf(kept: Kept, limit: Limit): Wanted {
  const own = Object.values(kept.taken).filter((one) => one.limit_id === limit.id);
  return {
    points: Math.max(0, limit.points - limit.points_used - own.reduce((sum, one) => sum + one.points, 0)),
    wallet_minor: Math.max(0, limit.wallet_minor - limit.wallet_used_minor - own.reduce((sum, one) => sum + one.wallet_minor, 0)),
  };
}

/** The limit of a member that is good now; the till holds one at a time. */
export const goodFor = (kept: Kept, memberId: Uuid, at: Date): Limit | null =>
  kept.limits.find((one) => one.member_id === memberId && at <= new Date(one.until)) ?? null;

export interface LimitStore {
  read(tillId: Uuid): Promise<Kept>;
  write(tillId: Uuid, kept: Kept): Promise<void>;
}

const factOf = (tillId: Uuid): string => `limits.${tillId}`;

export const diskLimits: LimitStore = {
  read: (tillId) => onDisk("facts", "readonly", async (transaction) => ((await asked(transaction.objectStore("facts").get(factOf(tillId)))) as Kept | undefined) ?? NOTHING),
  write: (tillId, kept) => onDisk("facts", "readwrite", (transaction) => void transaction.objectStore("facts").put(JSON.parse(JSON.stringify(kept)), factOf(tillId))),
};

export interface AllowanceParts {
  tillId: Uuid;
  client: { limits(memberIds: Uuid[]): Promise<{ items: Limit[] }>; giveLimitBack(id: Uuid): Promise<{ items: Limit[] }> };
  online: Ref<boolean>;
  /** How many sales wait to be sent. */
  unsent: () => number | Promise<number>;
  store?: LimitStore;
  now?: () => Date;
}

export function createAllowances({ tillId, client, online, unsent, store = diskLimits, now = () => new Date() }: AllowanceParts) {
  const kept = shallowRef<Kept>(NOTHING);
  let last: Promise<unknown> = Promise.resolve();

  /** One thing at a time: what is taken and what is asked anew must not pass each other. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const own = last.then(act, act);
    last = own.catch(() => undefined);
    return own;
  }

  async function put(next: Kept): Promise<void> {
    await store.write(tillId, next);
    kept.value = next;
  }

  const look = (): Promise<void> => inTurn(async () => void (kept.value = await store.read(tillId)));

  /** Ask for a limit of a member who is called; without an answer the till has what it has. */
  async function call(memberId: Uuid): Promise<void> {
    await inTurn(async () => {
      if (!online.value) return;
      const { items } = await client.limits([memberId]);
      const others = kept.value.limits.filter((one) => one.member_id !== memberId);
      await put({ ...kept.value, limits: [...others, ...items] });
    }).catch(() => undefined);
  }

  /** The server sells to this member now, and the limit ends by it: never offer it again. */
  const drop = (memberId: Uuid): Promise<void> =>
    inTurn(async () => {
      const limits = kept.value.limits.filter((one) => one.member_id !== memberId);
      if (limits.length < kept.value.limits.length) await put({ ...kept.value, limits });
    });

  /** What may be taken of a member by itself now; null without a limit. */
  function left(memberId: Uuid): (Wanted & { until: string }) | null {
    const limit = goodFor(kept.value, memberId, now());
    return limit && { ...leftOf(kept.value, limit), until: limit.until };
  }

  /**
   * Take so much of a member for a sale, and `keep` the sale with the limits that show it; null where less is left.
   * What is taken is on disk first: it counts even if the sale does not come to be.
   */
  function spend<T>(requestId: Uuid, memberId: Uuid, want: Wanted, keep: (limits: Shown[]) => Promise<T>): Promise<T | null> {
    return inTurn(async () => {
      if (want.points === 0 && want.wallet_minor === 0) return keep([]);
      const limit = goodFor(kept.value, memberId, now());
      if (!limit) return null;
      const { [requestId]: _, ...others } = kept.value.taken;
      const rest = leftOf({ ...kept.value, taken: others }, limit);
      if (want.points > rest.points || want.wallet_minor > rest.wallet_minor) return null;
      await put({ ...kept.value, taken: { ...others, [requestId]: { limit_id: limit.id, ...want } } });
      return keep([{ id: limit.id, signature: limit.signature }]);
    });
  }

  /** With the line up and all sent: what the server knows counts, and what is over goes back. */
  async function settle(): Promise<void> {
    await inTurn(async () => {
      if (!online.value || (await unsent()) > 0) return;
      let { items } = await client.limits([]);
      for (const over of items.filter((one) => new Date(one.until) < now())) items = (await client.giveLimitBack(over.id)).items;
      await put({ limits: items, taken: {} });
    }).catch(() => undefined);
  }

  return { kept, look, call, drop, left, spend, settle };
}

export type Allowances = ReturnType<typeof createAllowances>;
