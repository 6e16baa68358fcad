/** The unfinished ticket, kept on this machine so that a reload does not lose it. */
import type { MemberDetail, Sku } from "../api/types";

export interface TicketLine {
  key: string;
  sku: Sku;
  quantity: number;
}

export interface Draft {
  lines: TicketLine[];
  member: MemberDetail | null;
  couponCodes: string[];
  points: number;
}

export interface DraftShelf {
  load(): Draft | null;
  save(draft: Draft): void;
}

export const emptyDraft = (): Draft => ({ lines: [], member: null, couponCodes: [], points: 0 });

function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null) return false;
  const { lines, couponCodes, points } = value as Partial<Draft>;
  return Array.isArray(lines) && Array.isArray(couponCodes) && typeof points === "number";
}

/** A shelf in `storage` under a name of this till's own. */
export function draftShelf(tillId: string, storage: Storage = localStorage): DraftShelf {
  const name = `tessera.draft.${tillId}`;
  return {
    load() {
      try {
        const value: unknown = JSON.parse(storage.getItem(name) ?? "null");
        return isDraft(value) ? value : null;
      } catch {
        return null;
      }
    },
    save(draft) {
      if (draft.lines.length === 0 && !draft.member) storage.removeItem(name);
      else storage.setItem(name, JSON.stringify(draft));
    },
  };
}
