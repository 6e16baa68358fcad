/** Selling without the server: whether that is so now, the sale on disk, and handing it over. */
import { computed, watch, type Ref } from "vue";
import type { Client } from "../api/client";
import type { Tender, TillInfo } from "../api/types";
import { online as lineOnline } from "../state/line";
import type { Ticket } from "../state/ticket";
import { t, tn } from "../lib/i18n";
import { copyOf } from "../state/draft";
import { createAllowances, type LimitStore, type Shown } from "./allowances";
import { objection, unsentOf, type Made, type Unsent } from "./made";
import { fetchNumbers } from "./numbers";
import { diskUnsent, type UnsentStore } from "./store";
import { createSync } from "./sync";

export interface OfflineParts {
  client: Pick<Client, "perform">;
  info: Ref<TillInfo>;
  online?: Ref<boolean>;
  store?: UnsentStore;
  /** Who hands out what this till may take of members by itself; without, it takes nothing. */
  limits?: Pick<Client, "limits" | "giveLimitBack">;
  limitStore?: LimitStore;
  now?: () => Date;
}

const TURN_MS = 15_000;
const NUMBERS_MS = 1_800_000;

export function createOffline({ client, info, online = lineOnline, store = diskUnsent, limits, limitStore, now = () => new Date() }: OfflineParts) {
  const tillId = info.value.till.id;
  const sync = createSync({ tillId, client, store, online });
  const away = computed(() => !online.value);
  const unsent = async (): Promise<number> => (await sync.look(), sync.count.value);
  const allowances = limits ? createAllowances({ tillId, client: limits, online, unsent, now, ...(limitStore ? { store: limitStore } : {}) }) : null;

  /** Put the sale on disk; null where this till has no number for it. It is sent when the line is there. */
  async function keep(told: Omit<Made, "at" | "shift_id" | "staff_id" | "till">): Promise<Unsent | null> {
    const { shift, staff, till } = info.value;
    const made: Made = { ...told, at: now(), shift_id: shift?.id ?? null, staff_id: staff.id === till.id ? null : staff.id, till: { id: till.id, name: till.name } };
    const row = await store.keep(tillId, made.request_id, made.instead_of, made.at, (block, seq) => unsentOf(made, block, seq));
    await sync.look();
    if (online.value) void sync.run();
    return row;
  }

  /** Sell the ticket by itself: on disk, or why not. `insteadOf` names the request under which it went out in vain. */
  async function sell(ticket: Pick<Ticket, "draft" | "cart" | "quote">, tenders: Tender[], insteadOf: string | null): Promise<Unsent | string> {
    const { draft, quote } = ticket;
    const problem = objection(draft, tenders, allowances !== null && draft.member !== null);
    if (problem || !quote.value) return problem || t("There is no price yet. Wait a moment, then try again.");
    const told = { request_id: insteadOf ? crypto.randomUUID() : draft.requestId, instead_of: insteadOf, draft: copyOf(draft), cart: ticket.cart.value, quote: quote.value, tenders };
    try {
      const kept = await spend(told, (shown) => keep({ ...told, limits: shown }));
      if (!kept) return t("Without the network the till takes only what was set aside for it of this member. Take less, or another payment.");
      return kept.row ?? t("This till has no numbers of its own for today. It gets them as soon as the network is there.");
    } catch {
      return t("This browser cannot keep work on disk. Allow it to store site data, then try again.");
    }
  }

  /** Keep a sale with the limits by which it takes stored value and points; null where they do not reach. */
  async function spend(told: Pick<Made, "request_id" | "draft" | "quote" | "tenders">, act: (shown: Shown[]) => Promise<Unsent | null>): Promise<{ row: Unsent | null } | null> {
    const want = { points: told.quote.points_used, wallet_minor: told.tenders.reduce((sum, one) => sum + (one.kind === "wallet" ? one.amount_minor : 0), 0) };
    const { member } = told.draft;
    if (!allowances || !member || (want.points === 0 && want.wallet_minor === 0)) return { row: await act([]) };
    return allowances.spend(told.request_id, member.member_id, want, async (shown) => ({ row: await act(shown) }));
  }

  /** A member is called: ask for a limit. */
  const called = (memberId: string): void => {
    if (info.value.permissions.includes("sales.complete")) void allowances?.call(memberId);
  };
  const left = (memberId: string) => allowances?.left(memberId) ?? null;
  const drop = async (memberId: string): Promise<void> => allowances?.drop(memberId);

  /** What was already sold of a ticket whose page died before it was cleared. */
  async function soldAs(requestId: string): Promise<Unsent | null> {
    await sync.look();
    return sync.rows.value.find((row) => row.request_id === requestId || row.instead_of === requestId) ?? null;
  }

  /** Why the till must stay while something is unsent; empty where nothing is. */
  const holds = (): string => (sync.count.value === 0 ? "" : tn("%(n)s sale made without the network is not sent yet. Send it first: it is kept on this machine only.", "%(n)s sales made without the network are not sent yet. Send them first: they are kept on this machine only.", sync.count.value));

  const getNumbers = (): void => {
    if (online.value && info.value.permissions.includes("sales.complete")) void fetchNumbers(client, store, tillId, now()).catch(() => undefined); // the next turn tries again
  };

  /** Send and fetch from now on, as often as the line comes back. */
  async function start(): Promise<void> {
    await sync.look();
    await allowances?.look();
    getNumbers();
    const send = (): void => void sync.run().then(() => allowances?.settle());
    send();
    watch(online, (is) => is && (getNumbers(), send()));
    setInterval(() => sync.count.value > 0 && online.value && void sync.run(), TURN_MS);
    setInterval(getNumbers, NUMBERS_MS);
    setInterval(() => void allowances?.settle(), NUMBERS_MS); // what is over goes back
  }

  return { away, sync, sell, soldAs, holds, start, called, left, drop };
}

export type Offline = ReturnType<typeof createOffline>;

/** Sales of other tills that wait in this browser, by the till's name. */
export async function unsentElsewhere(tillId: string, store: UnsentStore = diskUnsent): Promise<{ name: string; count: number } | null> {
  const rows = (await store.all()).filter((row) => row.till_id !== tillId);
  const [first] = rows;
  return first ? { name: first.till_name, count: rows.filter((row) => row.till_id === first.till_id).length } : null;
}
