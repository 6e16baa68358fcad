/** A sale as this till makes it by itself: what may be sold so, the price as shown, the receipt. */
import type { Cart, Completed, Minor, Quote, Reason, Sale, Tender, Uuid } from "../api/types";
import { t } from "../lib/i18n";
import type { Shown } from "./allowances";
import { settle } from "../lib/tenders";
import type { Draft } from "../state/draft";

/** Numbers that are this till's own for one business day; `next` is the first that is free. */
export interface Block {
  business_on: string;
  first: number;
  last: number;
  prefix: string;
  starts_at: string;
  ends_at: string;
  next: number;
}

/** What waits on this disk until the server has taken it. */
export interface Unsent {
  request_id: Uuid;
  till_id: Uuid;
  till_name: string;
  /** The order in which they were made, whatever the clock said. */
  seq: number;
  label: string;
  path: string;
  body: Record<string, unknown> & { request_id: Uuid };
  /** The request under which it had gone out before, without an answer. */
  instead_of: Uuid | null;
  total_minor: Minor;
  paper: Sale;
  /** Why the server would not take it, in its words. */
  problem: string;
}

export interface Made {
  request_id: Uuid;
  instead_of: Uuid | null;
  draft: Draft;
  cart: Cart;
  quote: Quote;
  tenders: Tender[];
  at: Date;
  shift_id: Uuid | null;
  staff_id: Uuid | null;
  till: { id: Uuid; name: string };
  /** By which limits it took stored value or points of its member. */
  limits?: Shown[];
}

/** What is made good at once, and so by the server alone. */
const VALUE = new Set(["topup", "card", "gift"]);
const MEANS = new Set(["cash", "card"]);

/** Why this cannot be sold without the server; empty where it can. `byLimit`: what was set aside for this till may be taken. */
export function objection(draft: Draft, tenders: Tender[], byLimit = false): string {
  const value = draft.lines.find((line) => VALUE.has(line.sku.kind));
  if (value) return t("%(name)s cannot be sold without the network. Take it off the ticket.", { name: value.sku.name });
  if (draft.couponCodes.length > 0 || (draft.points > 0 && !byLimit)) return t("Without the network the till takes neither coupons nor points. Take them off the ticket.");
  if (tenders.some((tender) => !MEANS.has(tender.kind) && !(byLimit && tender.kind === "wallet"))) return t("Without the network the till takes cash and cards. Take the other payment off.");
  return "";
}

/** The block whose day it is, if it has a number left. */
export const blockAt = (blocks: Block[], at: Date): Block | null =>
  blocks.find((one) => new Date(one.starts_at) <= at && at < new Date(one.ends_at) && one.next <= one.last) ?? null;

export const labelOf = (block: Block): string => block.prefix + String(block.next).padStart(4, "0");

type Versioned = Reason & { version?: number };
const reasonOf = ({ rule_id, version, kind, name, amount_minor }: Versioned) => ({ rule_id, version: version ?? 0, kind, name, amount_minor });

/** Of a quote what goes with the sale: the numbers, and the rules that made them. */
function shown(quote: Quote & { served?: { rule_id: string; pieces: number }[] }) {
  const { book_version, currency, gross_minor, reduction_minor, rounding_minor, points_used, points_minor, total_minor } = quote;
  return {
    book_version, currency, gross_minor, reduction_minor, rounding_minor, points_used, points_minor, total_minor,
    reasons: quote.reasons.map(reasonOf),
    served: quote.served ?? [],
    lines: quote.lines.map(({ key, quantity, unit_tag_minor, unit_price_minor, gross_minor, net_minor, points_share_minor, paid_minor, reasons }) => ({
      key, quantity, unit_tag_minor, unit_price_minor, gross_minor, net_minor, points_share_minor, paid_minor, reasons: reasons.map(reasonOf),
    })),
  };
}

/** The receipt, from what is here. */
function paperOf(made: Made, number: string, business_on: string): Sale {
  const { quote, draft, tenders } = made;
  const { change } = settle(quote.total_minor, tenders);
  const kept = tenders.map((tender) => ({ kind: tender.kind as string, amount_minor: tender.amount_minor, reference: tender.reference ?? "" }));
  const cash = kept.findLast((tender) => tender.kind === "cash");
  if (cash) cash.amount_minor -= change;
  return {
    sale_id: made.request_id, number, business_on, at: made.at.toISOString(),
    member_id: draft.member?.member_id ?? null, member_name: draft.member?.name ?? "",
    gross_minor: quote.gross_minor, reduction_minor: quote.reduction_minor, rounding_minor: quote.rounding_minor,
    points_used: quote.points_used, points_minor: quote.points_minor, total_minor: quote.total_minor, change_minor: change,
    tenders: kept.filter((tender) => tender.amount_minor > 0), returns: [],
    lines: quote.lines.map((line) => {
      const sku = draft.lines.find((one) => one.key === line.key)?.sku;
      return {
        line_id: line.key, name: sku?.name ?? "", colour: sku?.colour ?? "", size: sku?.size ?? "", quantity: line.quantity, returned: 0,
        unit_price_minor: line.unit_price_minor, gross_minor: line.gross_minor, net_minor: line.net_minor, refundable_minor: line.paid_minor, reasons: line.reasons,
      };
    }),
  };
}

/** The sale under the next number of `block`, as it is kept and sent. */
export function unsentOf(made: Made, block: Block, seq: number): Unsent {
  const label = labelOf(block);
  return {
    request_id: made.request_id, till_id: made.till.id, till_name: made.till.name, seq, label, path: "/offline-sales",
    instead_of: made.instead_of, total_minor: made.quote.total_minor, problem: "",
    paper: paperOf(made, label, block.business_on),
    body: {
      request_id: made.request_id, number_on: block.business_on, number: block.next, made_at: made.at.toISOString(),
      shift_id: made.shift_id, staff_id: made.staff_id, level_id: made.draft.member?.level.id ?? null, instead_of: made.instead_of,
      order: made.cart, quote: shown(made.quote), tenders: made.tenders, ...(made.limits?.length ? { limits: made.limits } : {}),
    },
  };
}

/** What the cashier sees once it is on the disk. */
export const completedOf = (row: Unsent, earned = 0): Completed => ({
  sale_id: row.request_id, number: row.label, business_on: row.paper.business_on, total_minor: row.total_minor, change_minor: row.paper.change_minor,
  points_earned: earned, points: null, principal_minor: null, bonus_minor: null,
});
