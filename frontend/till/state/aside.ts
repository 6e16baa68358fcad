/**
 * Tickets that are put aside: on this machine at once, in the store as soon as the server has them.
 *
 * What is sent or asked for is kept until it is answered, under one name: a kill or a lost answer
 * neither loses a ticket nor makes two of it.
 */
import { computed, ref, watch } from "vue";
import type { Client } from "../api/client";
import { Refusal } from "../api/errors";
import type { Colleague, ParkWork, Taken, WaitingTicket } from "../api/tickets";
import type { MemberDetail, Uuid } from "../api/types";
import { t, tn } from "../lib/i18n";
import { emptyDraft, type Aside, type Draft, type TicketLine } from "./draft";
import type { Open, Shelf } from "./open";
import { cartOf, type Ticket } from "./ticket";
import type { Ui } from "./ui";

export interface AsideParts {
  client: Pick<Client, "tickets" | "parkTicket" | "takeTicket" | "dropTicket" | "member">;
  ticket: Ticket;
  open: Open;
  shelf: Shelf;
  ui: Ui;
  /** What a failure says to the cashier. */
  wordsOf: (problem: Error) => string;
}

/** A ticket that waits: here only, or in the store. */
export type Waiting = WaitingTicket & { here: boolean };

function workOf({ id, draft, note, staffId }: Aside): ParkWork {
  const marks = draft.lines.filter((line) => line.pickup || line.apart).map(({ key, pickup = "", apart = false }) => ({ key, pickup, apart }));
  return { request_id: id, ticket_id: draft.requestId, cart: { ...cartOf(draft), approval: undefined }, marks, total_minor: draft.total ?? 0, note, staff_id: staffId };
}

/** Only what is said: the server says null where there is nothing. */
const told = <T extends object>(given: T): Partial<T> => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== undefined)) as Partial<T>;

/** What was taken as a ticket for the desk. What is no longer on sale is left out. */
export function draftOf(taken: Taken): Draft {
  const skus = new Map(taken.skus.map((sku) => [sku.sku_id, sku]));
  const marks = new Map(taken.cart.marks?.map((mark) => [mark.key, mark]));
  const lines = taken.cart.lines.flatMap(({ key, sku_id, quantity, amount_minor, gift_codes: _, ...more }): TicketLine[] => {
    const sku = skus.get(sku_id);
    if (!sku) return [];
    const { pickup, apart } = marks.get(key) ?? {};
    return [{ ...told(more), key, sku, quantity, ...(amount_minor ? { amount: amount_minor } : {}), ...(pickup ? { pickup } : {}), ...(apart ? { apart } : {}) }];
  });
  const { member_id, coupon_codes, points, manual, guides, note: saleNote, prints_notes: printsNotes } = taken.cart;
  return { ...emptyDraft(taken.ticket_id), lines, ...told({ manual, guides, saleNote, printsNotes }), couponCodes: coupon_codes, points, note: taken.note, ...(member_id ? { awaited: member_id } : {}) };
}

export function createAside({ client, ticket, open, shelf, ui, wordsOf }: AsideParts) {
  const items = ref<WaitingTicket[]>([]);
  const colleagues = ref<Colleague[]>([]);
  const failure = ref<Error | null>(null);
  const asking = ref(false);
  let sending: Promise<void> | null = null;

  const here = computed<Waiting[]>(() =>
    shelf.aside.map(({ id, note, at, draft }) => ({
      id, note, at: new Date(at).toISOString(), staff_name: "", for_name: "", till_name: "", here: true,
      pieces: draft.lines.reduce((sum, line) => sum + line.quantity, 0), total_minor: draft.total ?? 0,
    })),
  );
  const waiting = computed<Waiting[]>(() => [...here.value, ...items.value.filter((one) => !shelf.aside.some(({ id }) => id === one.id)).map((one) => ({ ...one, here: false }))]);

  /** Why the ticket on the desk cannot be put aside; empty if it can. */
  function obstacle(): string {
    if (ticket.draft.tenders.length > 0) return t("Money was taken for this ticket already. It belongs to this till: finish it, or take the payment off first.");
    if (ticket.draft.lines.length === 0) return t("There is nothing on the ticket to put aside.");
    return "";
  }

  /** Put the ticket aside and clear the desk; it goes to the store by itself. */
  function park(note: string, staffId: Uuid | null = null): boolean {
    const problem = obstacle();
    if (problem) {
      ui.tell("warning", problem);
      return false;
    }
    shelf.together(() => {
      shelf.aside.push({ id: crypto.randomUUID(), draft: open.onDesk(), note: note.trim(), staffId, at: Date.now(), sent: false });
      open.close();
    });
    void keepUp();
    return true;
  }

  async function sendOne(one: Aside): Promise<void> {
    one.sent = true; // before it goes out: from now on the server may have it
    shelf.write();
    try {
      await client.parkTicket(workOf(one));
      forget(one.id);
    } catch (problem) {
      if (!(problem instanceof Refusal) || problem.status === 401) throw problem;
      one.sent = false; // refused for certain: it is here and nowhere else
      shelf.write();
      ui.tell("warning", t("The ticket waits at this till only: %(why)s", { why: problem.message }));
    }
  }

  function forget(id: Uuid): void {
    const at = shelf.aside.findIndex((one) => one.id === id);
    if (at >= 0) shelf.together(() => shelf.aside.splice(at, 1));
  }

  /** Bring what waits here into the store, the oldest first, and answer what is still open of taking. */
  async function send(): Promise<void> {
    for (const one of [...shelf.aside]) await sendOne(one);
    for (const one of [...shelf.taking]) await ask(one.parkedId);
  }

  async function look(): Promise<void> {
    asking.value = true;
    try {
      const list = await client.tickets();
      items.value = list.items;
      colleagues.value = list.colleagues;
      failure.value = null;
    } catch (problem) {
      failure.value = problem as Error;
    } finally {
      asking.value = false;
    }
  }

  /** Send what waits, then see what waits in the store. Whoever asks meanwhile waits for the same. */
  function keepUp(): Promise<void> {
    sending ??= send()
      .catch((problem: Error) => void (failure.value = problem))
      .then(look)
      .finally(() => void (sending = null));
    return sending;
  }

  /** Ask for a ticket, always under the same name, and lay it on the desk; whether it could be had. */
  async function ask(parkedId: Uuid): Promise<boolean> {
    let own = shelf.taking.find((one) => one.parkedId === parkedId);
    if (!own) {
      own = { parkedId, requestId: crypto.randomUUID() };
      shelf.together(() => shelf.taking.push(own as { parkedId: Uuid; requestId: Uuid }));
    }
    try {
      const taken = await client.takeTicket(parkedId, own.requestId);
      receive(parkedId, taken);
      return true;
    } catch (problem) {
      if (!(problem instanceof Refusal) || problem.status === 401) throw problem;
      settle(parkedId, () => undefined);
      ui.tell("warning", problem.message);
      return false;
    }
  }

  /** Of two answers to one question the first counts. */
  function settle(parkedId: Uuid, act: () => void): void {
    const at = shelf.taking.findIndex((one) => one.parkedId === parkedId);
    if (at < 0) return;
    shelf.together(() => {
      shelf.taking.splice(at, 1);
      act();
    });
  }

  /** A ticket that comes while something else is done lies beside the desk. */
  function receive(parkedId: Uuid, taken: Taken): void {
    const draft = draftOf(taken);
    settle(parkedId, () => (ui.screen.value === "sell" ? open.open(draft, true) : open.beside(draft)));
    items.value = items.value.filter((one) => one.id !== parkedId);
    const lost = taken.cart.lines.length - draft.lines.length;
    if (lost > 0) ui.tell("warning", tn("%(n)s line was left out: it is no longer on sale.", "%(n)s lines were left out: they are no longer on sale.", lost));
  }

  /** Take a ticket that waits; whether it lies on the desk now. */
  async function take(one: Waiting): Promise<boolean> {
    if (open.full.value && !ticket.blank.value) {
      ui.tell("warning", t("So many tickets are open that no more fit. Finish one, or put one aside."));
      return false;
    }
    const own = shelf.aside.find(({ id }) => id === one.id);
    if (own && !own.sent) {
      shelf.together(() => {
        forget(own.id);
        open.open({ ...own.draft, note: own.note }, true);
      });
      return true;
    }
    try {
      if (own) await sendOne(own); // whether the server has it is not known: it is asked first
      return await ask(one.id);
    } catch (problem) {
      ui.tell("error", wordsOf(problem as Error));
      return false;
    } finally {
      void look();
    }
  }

  /** Throw a ticket away that nobody will fetch. */
  async function drop(one: Waiting): Promise<void> {
    const own = shelf.aside.find(({ id }) => id === one.id);
    try {
      if (own && !own.sent) return forget(own.id);
      if (own) await sendOne(own);
      await client.dropTicket(one.id, crypto.randomUUID());
    } catch (problem) {
      ui.tell("error", wordsOf(problem as Error));
    }
    await look();
  }

  /** The member of a ticket that came from the store is called by name as soon as the server tells it. */
  async function meet(memberId: Uuid): Promise<void> {
    const member: MemberDetail | Error = await client.member(memberId).catch((problem: Error) => problem);
    if (ticket.draft.awaited !== memberId || (member instanceof Error && !(member instanceof Refusal))) return;
    if (member instanceof Error) ui.tell("warning", member.message);
    ticket.meet(member instanceof Error ? null : member);
  }

  watch(() => ticket.draft.awaited, (memberId) => memberId && void meet(memberId), { immediate: true });

  return { waiting, colleagues, failure, asking, obstacle, park, keepUp, look, take, drop, unsent: () => shelf.aside.length };
}

export type AsideTickets = ReturnType<typeof createAside>;
