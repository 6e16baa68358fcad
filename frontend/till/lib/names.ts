/** Names for what the server calls by a code. */
import { t } from "./i18n";

export function tenderName(kind: string): string {
  const names: Record<string, string> = {
    cash: t("Cash"),
    card: t("Card"),
    wallet: t("Wallet"),
    points: t("Points"),
  };
  return names[kind] ?? kind;
}
