/** Who served: the whole ticket or one line, shared out among colleagues; and notes. */
import { computed, ref } from "vue";
import type { Client } from "../api/client";
import type { Colleague, GuideShare } from "../api/serving";
import type { Ticket } from "./ticket";
import type { Ui } from "./ui";

export interface ServingParts {
  ticket: Ticket;
  ui: Ui;
  client: Pick<Client, "tickets">;
}

const WHOLE_BP = 10_000;
const STEP_BP = 500;
export const MOST_GUIDES = 5;

/** Equal shares that make up the whole: what is left over goes to the first, so that none is lost. */
export function evenly(staffIds: readonly string[]): GuideShare[] {
  const each = Math.floor(WHOLE_BP / Math.max(1, staffIds.length));
  const over = WHOLE_BP - each * staffIds.length;
  return staffIds.map((staff_id, place) => ({ staff_id, share_bp: each + (place < over ? 1 : 0) }));
}

/** One share moved by a step; the others, from the last, give or take what is missing. None falls below a step. */
export function moved(shares: readonly GuideShare[], at: number, step: number): GuideShare[] {
  const next = shares.map((one) => ({ ...one }));
  const other = next.findLast((_, place) => place !== at);
  const own = next[at];
  if (!own || !other || own.share_bp + step < STEP_BP || other.share_bp - step < STEP_BP) return next;
  own.share_bp += step;
  other.share_bp -= step;
  return next;
}

export function createServing({ ticket, ui, client }: ServingParts) {
  /** Which line it is about; null is the whole ticket. */
  const key = ref<string | null>(null);
  const colleagues = ref<Colleague[]>([]);
  const shares = ref<GuideShare[]>([]);
  const note = ref("");
  const prints = ref(false);
  const line = computed(() => ticket.draft.lines.find((one) => one.key === key.value) ?? null);
  const nameOf = (staffId: string): string => colleagues.value.find((one) => one.id === staffId)?.name ?? "";

  /** Open the sheet for a line, or with none for the whole ticket. */
  function open(of: string | null): void {
    key.value = of;
    shares.value = (line.value ? line.value.guides : ticket.draft.guides)?.map((one) => ({ ...one })) ?? [];
    note.value = (line.value ? line.value.note : ticket.draft.saleNote) ?? "";
    prints.value = ticket.draft.printsNotes ?? false;
    ui.sheet.value = "serving";
    void load();
  }

  async function load(): Promise<void> {
    if (colleagues.value.length === 0) colleagues.value = await client.tickets().then((list) => list.colleagues, () => []);
  }

  if (ticket.draft.guides || ticket.draft.lines.some((one) => one.guides)) void load(); // a ticket from before a reload

  function toggle(staffId: string): void {
    const ids = shares.value.map((one) => one.staff_id);
    if (!ids.includes(staffId) && ids.length >= MOST_GUIDES) return;
    shares.value = evenly(ids.includes(staffId) ? ids.filter((id) => id !== staffId) : [...ids, staffId]);
  }

  function move(at: number, up: boolean): void {
    shares.value = moved(shares.value, at, up ? STEP_BP : -STEP_BP);
  }

  function save(): void {
    const guides = shares.value.length ? shares.value.map((one) => ({ ...one })) : undefined;
    const words = note.value.trim() || undefined;
    if (line.value) Object.assign(line.value, { guides, note: words });
    else Object.assign(ticket.draft, { guides, saleNote: words });
    ticket.draft.printsNotes = prints.value || undefined;
    ui.sheet.value = null;
  }

  return { key, line, colleagues, shares, note, prints, nameOf, open, load, toggle, move, save };
}

export type Serving = ReturnType<typeof createServing>;
