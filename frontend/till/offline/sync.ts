/**
 * Hands over what the till sold by itself: in the order in which it was made, one at a time, by one page at a time.
 * Each goes out under its own UUID until the server has answered; a kill anywhere only repeats one that is answered alike.
 */
import { computed, ref, type Ref } from "vue";
import type { Client, Work } from "../api/client";
import { Refusal } from "../api/errors";
import type { Locks } from "../lib/hold";
import type { Unsent } from "./made";
import type { UnsentStore } from "./store";

/** What it waits for: nothing, an answer, the line, an open shift, or somebody who signs in. */
export type Waits = "" | "answer" | "line" | "shift" | "signing-in";

export interface Recorded {
  sale_id: string;
  number: string;
  points_earned: number;
  remarks: string[];
}

export interface Sent {
  row: Unsent;
  answer: Recorded;
}

export interface SyncParts {
  tillId: string;
  client: Pick<Client, "perform">;
  store: UnsentStore;
  online: Ref<boolean>;
  locks?: Pick<Locks, "request"> | null;
}

const SHOWN = 50;

/** What a refusal asks for before anything else of this till can go; null where it is about this one sale. */
function reasonToWait(problem: unknown): Waits | null {
  if (!(problem instanceof Refusal) || problem.code === "busy.try_again") return "line";
  if (problem.status === 401 || problem.status === 403) return "signing-in";
  return problem.code === "sales.shift_closed" ? "shift" : null;
}

export function createSync({ tillId, client, store, online, locks = globalThis.navigator?.locks ?? null }: SyncParts) {
  const rows = ref<Unsent[]>([]);
  const sent = ref<Sent[]>([]);
  const waits = ref<Waits>("");
  const count = computed(() => rows.value.length);
  const refused = computed(() => rows.value.filter((row) => row.problem !== "").length);
  let running: Promise<void> | null = null;
  let again = false;

  async function look(): Promise<void> {
    rows.value = (await store.all()).filter((row) => row.till_id === tillId);
  }

  /** Send one; answers what to wait for, or null to go on with the next. */
  async function hand(row: Unsent): Promise<Waits | null> {
    const work: Work = { path: row.path, body: row.body };
    try {
      const answer = await client.perform<Recorded>(work);
      await store.remove(row.request_id);
      sent.value = [{ row, answer }, ...sent.value].slice(0, SHOWN);
      return null;
    } catch (problem) {
      const why = reasonToWait(problem);
      if (why === null) await store.note(row.request_id, (problem as Refusal).message);
      return why;
    }
  }

  async function pass(): Promise<void> {
    for (;;) {
      await look();
      const next = rows.value.find((row) => row.problem === "");
      waits.value = next ? (online.value ? "answer" : "line") : "";
      if (!next || !online.value) return;
      const why = await hand(next);
      if (why === null) continue;
      await look();
      waits.value = why;
      return;
    }
  }

  const alone = (): Promise<unknown> =>
    locks ? locks.request(`tessera.sync.${tillId}`, { ifAvailable: true }, (lock) => (lock ? pass() : look())) : pass();

  /** Send what waits, unless that is under way already; what came meanwhile goes as well. */
  function run(): Promise<void> {
    again = true;
    running ??= (async () => {
      try {
        while (again) {
          again = false;
          await alone();
        }
      } finally {
        running = null;
      }
    })();
    return running;
  }

  /** Once more, also what the server would not take. */
  async function retry(): Promise<void> {
    for (const row of rows.value.filter((one) => one.problem !== "")) await store.note(row.request_id, "");
    await run();
  }

  return { rows, sent, waits, count, refused, look, run, retry };
}

export type Sync = ReturnType<typeof createSync>;
