/** Names for what the server calls by a code, and figures as they are read. */
import type { Reason, Sku } from "../api/types";
import { t } from "./i18n";

/** 12345 as "12,345". */
export const count = (n: number): string => n.toLocaleString("en");

/** Why a price is what it is. Prices of a list have no name of their own. */
export function reasonName(reason: Reason): string {
  if (reason.name) return reason.name;
  const byHand: Record<string, () => string> = { manual_off: () => t("Discount by hand"), manual_price: () => t("Price by hand"), manual_gift: () => t("Given away"), manual_total: () => t("Discount on the ticket") };
  const own = byHand[reason.kind];
  if (own) return own();
  return reason.kind === "level" ? t("Level price") : t("Store price");
}

export function tenderName(kind: string): string {
  const names: Record<string, string> = {
    cash: t("Cash"),
    card: t("Card"),
    wallet: t("Wallet"),
    points: t("Points"),
    gift: t("Gift card"),
  };
  return names[kind] ?? kind;
}

/** The code of a style, as a label has it. That of a gift card or a pass was made by chance and tells nobody anything. */
export const styleOf = ({ kind, style }: Pick<Sku, "kind" | "style">): string => (kind === "gift" || kind === "card" ? "" : style);

/** Which piece of its style it is; else what its label says. */
export const detailOf = (sku: Sku): string => [sku.colour, sku.size].filter(Boolean).join(" · ") || styleOf(sku);
