/**
 * Work that was sent, or is about to be, and has no answer yet.
 *
 * Each piece is on disk before it goes out, so that a reload, a crash or an update of the page loses nothing;
 * it is repeated under the same UUID until the server has said what became of it. What a member typed to
 * prove who pays stays in memory: without it the server answers what was done, or asks for it once more.
 */
import type { Work, WorkKind } from "../api/client";
import type { SaleRequest } from "../api/types";
import { asked, onDisk } from "./disk";

export interface Pending {
  kind: WorkKind;
  tillId: string;
  /** Milliseconds of the local clock; only the order matters. */
  at: number;
  work: Work;
}

export interface Outbox {
  put(pending: Pending): Promise<void>;
  remove(requestId: string): Promise<void>;
  /** What this till has not had an answer to, the oldest first. */
  list(tillId: string): Promise<Pending[]>;
}

/** What may lie on disk: what goes out without Vue's proxies, and without a PIN, a code of the app or anybody's document. */
export function keepable(pending: Pending): Pending {
  const plain = JSON.parse(JSON.stringify(pending)) as Pending;
  if (plain.kind === "sale" || plain.kind === "exchangeGoods") {
    const body = plain.work.body as Partial<SaleRequest>;
    delete body.proof;
    delete body.buyer;
  }
  return plain;
}

export const diskOutbox: Outbox = {
  async put(pending) {
    await onDisk("outbox", "readwrite", (disk) => void disk.objectStore("outbox").put(keepable(pending), pending.work.body.request_id));
  },
  async remove(requestId) {
    await onDisk("outbox", "readwrite", (disk) => void disk.objectStore("outbox").delete(requestId));
  },
  async list(tillId) {
    const all = await onDisk("outbox", "readonly", (disk) => asked(disk.objectStore("outbox").getAll() as IDBRequest<Pending[]>));
    return all.filter((pending) => pending.tillId === tillId).sort((a, b) => a.at - b.at);
  },
};
