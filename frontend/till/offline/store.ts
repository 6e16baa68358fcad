/** Where the till keeps what it sold by itself, and the numbers for it: on disk, and each step in one piece. */
import { asked, onDisk } from "../lib/disk";
import { blockAt, type Block, type Unsent } from "./made";

interface Kept {
  blocks: Block[];
  seq: number;
}

export interface UnsentStore {
  blocks(tillId: string): Promise<Block[]>;
  addBlock(tillId: string, block: Block): Promise<void>;
  /**
   * Put a sale on disk under the next number, and take what it stands for out of the outbox: all or nothing.
   * What is there already under the same request, or in place of the same, is answered as it is. Null without a number.
   */
  keep(tillId: string, requestId: string, insteadOf: string | null, at: Date, make: (block: Block, seq: number) => Unsent): Promise<Unsent | null>;
  /** Everything unsent in this browser, of whichever till, in the order in which it was made. */
  all(): Promise<Unsent[]>;
  /** Note why the server would not take it; empty to try again. */
  note(requestId: string, problem: string): Promise<void>;
  remove(requestId: string): Promise<void>;
}

const factOf = (tillId: string): string => `numbers.${tillId}`;

async function numbers(transaction: IDBTransaction, tillId: string): Promise<Kept> {
  const kept = (await asked(transaction.objectStore("facts").get(factOf(tillId)))) as Kept | undefined;
  return kept ?? { blocks: [], seq: 0 };
}

async function listed(transaction: IDBTransaction): Promise<Unsent[]> {
  const rows = (await asked(transaction.objectStore("unsent").getAll())) as Unsent[];
  return rows.sort((a, b) => a.seq - b.seq);
}

export const diskUnsent: UnsentStore = {
  blocks: (tillId) => onDisk("facts", "readonly", async (transaction) => (await numbers(transaction, tillId)).blocks),

  addBlock: (tillId, block) =>
    onDisk("facts", "readwrite", async (transaction) => {
      const kept = await numbers(transaction, tillId);
      const blocks = kept.blocks.filter((one) => new Date(one.ends_at) > new Date());
      transaction.objectStore("facts").put({ ...kept, blocks: [...blocks, block] }, factOf(tillId));
    }),

  keep: (tillId, requestId, insteadOf, at, make) =>
    onDisk(["facts", "unsent", "outbox"], "readwrite", async (transaction) => {
      const there = (await listed(transaction)).find((one) => one.request_id === requestId || (insteadOf !== null && one.instead_of === insteadOf));
      if (there) return there;
      const kept = await numbers(transaction, tillId);
      const block = blockAt(kept.blocks, at);
      if (!block) return null;
      const row = make(block, kept.seq + 1);
      block.next += 1;
      transaction.objectStore("unsent").put(JSON.parse(JSON.stringify(row)));
      transaction.objectStore("facts").put({ blocks: kept.blocks, seq: kept.seq + 1 }, factOf(tillId));
      if (insteadOf !== null) transaction.objectStore("outbox").delete(insteadOf);
      return row;
    }),

  all: () => onDisk("unsent", "readonly", listed),

  note: (requestId, problem) =>
    onDisk("unsent", "readwrite", async (transaction) => {
      const store = transaction.objectStore("unsent");
      const row = (await asked(store.get(requestId))) as Unsent | undefined;
      if (row) store.put({ ...row, problem });
    }),

  remove: (requestId) => onDisk("unsent", "readwrite", (transaction) => void transaction.objectStore("unsent").delete(requestId)),
};
