/** The unfinished ticket, kept on this machine so that a reload does not lose it. */
import type { MemberDetail, Sku, Tender, Uuid } from "../api/types";

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
}

export interface DraftShelf {
  load(): Draft | null;
  save(draft: Draft): void;
}

export const emptyDraft = (requestId: Uuid = crypto.randomUUID()): Draft => ({
  requestId, lines: [], member: null, couponCodes: [], points: 0, tenders: [],
});

/** Nothing that anybody would miss. */
const isBlank = (draft: Draft): boolean => draft.lines.length === 0 && draft.tenders.length === 0 && !draft.member;

/** A draft of an older page knows neither its name nor its tenders. */
function read(value: unknown): Draft | null {
  if (typeof value !== "object" || value === null) return null;
  const { lines, couponCodes, points } = value as Partial<Draft>;
  if (!Array.isArray(lines) || !Array.isArray(couponCodes) || typeof points !== "number") return null;
  return { ...emptyDraft(), ...(value as Draft) };
}

/** A shelf in `storage` under a name of this till's own; `mine` tells whether this page still has the till. */
export function draftShelf(tillId: string, storage: Storage = localStorage, mine = () => true): DraftShelf {
  const name = `tessera.draft.${tillId}`;
  return {
    load() {
      try {
        return read(JSON.parse(storage.getItem(name) ?? "null"));
      } catch {
        return null;
      }
    },
    save(draft) {
      if (!mine()) return;
      if (isBlank(draft)) storage.removeItem(name);
      else storage.setItem(name, JSON.stringify(draft));
    },
  };
}
