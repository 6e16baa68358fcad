/** Prices by hand, as /api/v1 speaks of them. */
import type { Minor } from "./types";

/** What who is signed in may set by hand without a manager, and the reasons to choose from. */
export interface Limits {
  off_bp: number;
  amount_minor: Minor | null;
  below_cost: boolean;
  reasons: string[];
}

/** A price that is set by hand, and why. */
export interface Manual {
  kind: "off" | "price" | "gift";
  off_bp?: number;
  price_minor?: Minor;
  reason: string;
}

/** What is taken off the whole cart by hand, and why: a percentage or an amount. */
export interface ManualOff {
  off_bp?: number;
  amount_minor?: Minor;
  reason: string;
}

/** What was set by hand in all, and what of it a manager must approve. */
export interface ByHandQuote {
  saved_minor: Minor;
  needs: { code: string; message: string }[];
  approved: boolean;
  approver_name: string;
}
