/** The arithmetic of mixed tenders: what is still due, what goes back as change. */
import type { Minor, Tender, TenderKind } from "../api/types";

export interface Settlement {
  paid: Minor;
  /** Still to be paid, never negative. */
  due: Minor;
  /** Goes back to the customer, out of the cash only. */
  change: Minor;
  /** Taken beyond the total by what gives no change: it has to go back another way. */
  surplus: Minor;
  complete: boolean;
}

function sum(tenders: readonly Tender[], kind?: TenderKind): Minor {
  return tenders.reduce((total, tender) => total + (kind && tender.kind !== kind ? 0 : tender.amount_minor), 0);
}

/** How `tenders` stand against `total`. Change may not exceed the cash that was given. */
export function settle(total: Minor, tenders: readonly Tender[]): Settlement {
  const paid = sum(tenders);
  const over = Math.max(0, paid - total);
  const change = Math.min(over, sum(tenders, "cash"));
  const surplus = over - change;
  return { paid, due: Math.max(0, total - paid), change, surplus, complete: paid >= total && surplus === 0 };
}

/** The most that one more tender of this kind may be: only cash gives change, a wallet ends at its balance. */
export function ceiling(kind: TenderKind, due: Minor, walletLeft: Minor): Minor {
  if (kind === "cash") return Number.MAX_SAFE_INTEGER;
  return kind === "wallet" ? Math.min(due, walletLeft) : due;
}

/** What the amount field starts with: all that is due, as far as the tender reaches. */
export function suggested(kind: TenderKind, due: Minor, walletLeft: Minor): Minor {
  return Math.min(due, ceiling(kind, due, walletLeft));
}

/** What is left in the wallet after the wallet tenders that stand already. */
export function walletLeft(balance: Minor, tenders: readonly Tender[]): Minor {
  return Math.max(0, balance - sum(tenders, "wallet"));
}

/** How much of the wallet tenders `balance` does not cover. */
export function walletExcess(balance: Minor, tenders: readonly Tender[]): Minor {
  return Math.max(0, sum(tenders, "wallet") - balance);
}

/** A tender added to the list; tenders of one kind and reference are one. */
export function withTender(tenders: readonly Tender[], added: Tender): Tender[] {
  const twin = tenders.find((one) => one.kind === added.kind && one.reference === added.reference);
  if (!twin) return [...tenders, added];
  return tenders.map((one) => (one === twin ? { ...one, amount_minor: one.amount_minor + added.amount_minor } : one));
}

const NOTES = [5, 10, 20, 50, 100, 200, 500];

/** Amounts above `due` that a customer is likely to hand over in notes, the smallest first. */
export function quickCash(due: Minor, exponent: number, count = 3): Minor[] {
  const major = 10 ** exponent;
  const rounded = NOTES.map((note) => Math.ceil(due / (note * major)) * note * major).filter((amount) => amount > due);
  return [...new Set(rounded)].sort((a, b) => a - b).slice(0, count);
}

/** The counted cash of a blind count, from pieces per note and coin. */
export function countedCash(pieces: readonly { value: Minor; count: number }[]): Minor {
  return pieces.reduce((total, piece) => total + piece.value * piece.count, 0);
}
