/** Numbers for the days to come, fetched while the line is there. */
import type { Client } from "../api/client";
import type { Block } from "./made";
import type { UnsentStore } from "./store";

const DAYS = 7;
/** With fewer left of a day, more are fetched. */
const LOW = 200;

/** The days from `first` on, as YYYY-MM-DD. */
export function daysFrom(first: string, count: number): string[] {
  const start = Date.parse(`${first}T00:00:00Z`);
  return Array.from({ length: count }, (_, at) => new Date(start + at * 86_400_000).toISOString().slice(0, 10));
}

const left = (blocks: Block[], day: string): number =>
  blocks.filter((one) => one.business_on === day).reduce((sum, one) => sum + one.last - one.next + 1, 0);

/** Fetch what is missing for today and the days after it. */
export async function fetchNumbers(client: Pick<Client, "perform">, store: UnsentStore, tillId: string, now: Date): Promise<void> {
  const give = async (business_on: string | null): Promise<Block> => {
    const work = { path: "/number-blocks", body: { request_id: crypto.randomUUID(), ...(business_on ? { business_on } : {}) } };
    const block = { ...(await client.perform<Omit<Block, "next">>(work)), next: 0 };
    block.next = block.first;
    await store.addBlock(tillId, block);
    return block;
  };
  const known = (await store.blocks(tillId)).find((one) => new Date(one.starts_at) <= now && now < new Date(one.ends_at));
  const today = (known ?? (await give(null))).business_on;
  const blocks = await store.blocks(tillId);
  for (const day of daysFrom(today, DAYS)) if (left(blocks, day) < LOW) await give(day);
}
