/** Unfinished tickets, kept on this machine so that neither a reload nor a crash loses one. */
import type { Manual, ManualOff } from "../api/byHand";
import type { GuideShare } from "../api/serving";
import type { MemberDetail, Minor, Sku, Tender, Uuid } from "../api/types";

export interface TicketLine {
  key: string;
  sku: Sku;
  quantity: number;
  /** What the member chose to top up, where the plan lets one choose. */
  amount?: number;
  /** The codes of the gift cards that are sold, one a piece. */
  giftCodes?: string[];
  /** The code of a reward that this piece is. */
  pickup?: string;
  /** The price that was set by hand. */
  manual?: Manual;
  /** Who served it, if not those of the ticket. */
  guides?: GuideShare[];
  note?: string;
  /** It was split off: what is scanned next does not join it. */
  apart?: boolean;
}

export interface Draft {
  /** Under this name the ticket is sold: two pages that share it sell it once (law 4). */
  requestId: Uuid;
  lines: TicketLine[];
  member: MemberDetail | null;
  couponCodes: string[];
  points: number;
  /** What was taken for it so far. A card's money is gone from the customer as soon as it stands here. */
  tenders: Tender[];
  /** What is taken off all of it by hand. */
  manual?: ManualOff;
  /** What a manager handed out for prices by hand, and who. */
  approval?: { token: string; name: string };
  /** Who served it all; nobody is who sells. */
  guides?: GuideShare[];
  /** A note of the sale, which the receipt shows with those of the lines if wished. */
  saleNote?: string;
  printsNotes?: boolean;
  /** What it was called when it was put aside. */
  note?: string;
  /** Its member, whom only the server can tell more of. */
  awaited?: Uuid;
  /** What it came to when it was last looked at. */
  total?: Minor;
}

/** A ticket that was put aside and that the server has not confirmed yet. */
export interface Aside {
  /** The name of the putting aside. */
  id: Uuid;
  draft: Draft;
  note: string;
  /** The colleague for whom it waits. */
  staffId: Uuid | null;
  /** Milliseconds of the local clock. */
  at: number;
  /** It went out at least once: the server may have it. */
  sent: boolean;
}

/** A ticket that was asked for: the server may have given it to this till. */
export interface Taking {
  parkedId: Uuid;
  requestId: Uuid;
}

/** Everything that is unfinished at one till. It is written in one piece, so that no kill parts it. */
export interface Unfinished {
  drafts: Draft[];
  /** Which of them is worked on; none is -1. */
  at: number;
  aside: Aside[];
  taking: Taking[];
}

export interface UnfinishedStore {
  load(): Unfinished;
  save(unfinished: Unfinished): void;
}

/** Where the ticket that is worked on comes from and goes to. */
export interface DraftShelf {
  load(): Draft | null;
  save(draft: Draft): void;
}

export const emptyDraft = (requestId: Uuid = crypto.randomUUID()): Draft => ({
  requestId, lines: [], member: null, couponCodes: [], points: 0, tenders: [],
});

/** A copy that shares nothing, without Vue's proxies. */
export const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Nothing that anybody would miss. */
export const isBlank = (draft: Draft): boolean => draft.lines.length === 0 && draft.tenders.length === 0 && !draft.member && !draft.awaited;

/** A draft of an older page knows neither its name nor its tenders. */
function readDraft(value: unknown): Draft | null {
  if (typeof value !== "object" || value === null) return null;
  const { lines, couponCodes, points } = value as Partial<Draft>;
  if (!Array.isArray(lines) || !Array.isArray(couponCodes) || typeof points !== "number") return null;
  return { ...emptyDraft(), ...(value as Draft) };
}

/** What was kept; of an older page one ticket. What cannot be read counts as nothing. */
function read(value: unknown): Unfinished {
  const { drafts = [], at = -1, aside = [], taking = [] } = (value ?? {}) as Partial<Unfinished>;
  const whole = drafts.map(readDraft);
  const now = whole[at] ?? null;
  const good = whole.filter((draft) => draft !== null);
  return { drafts: good, at: now ? good.indexOf(now) : -1, aside: aside.filter((one) => readDraft(one.draft) !== null), taking };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

/** What is unfinished, in `storage` under a name of this till's own; `mine` tells whether this page still has the till. */
export function unfinishedStore(tillId: string, storage: Storage = localStorage, mine = () => true): UnfinishedStore {
  const name = `tessera.tickets.${tillId}`;
  const former = `tessera.draft.${tillId}`; // one ticket, as older pages kept it
  return {
    load() {
      const kept = parsed(storage.getItem(name));
      if (kept) return read(kept);
      const draft = readDraft(parsed(storage.getItem(former)));
      return draft ? { ...read(null), drafts: [draft], at: 0 } : read(null);
    },
    save(unfinished) {
      if (!mine()) return;
      if (unfinished.drafts.length + unfinished.aside.length + unfinished.taking.length > 0) storage.setItem(name, JSON.stringify(unfinished));
      else storage.removeItem(name);
      storage.removeItem(former); // after the new one stands: a kill in between keeps both, and the new one counts
    },
  };
}
