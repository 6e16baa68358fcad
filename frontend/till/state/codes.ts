/** What a scanned or typed code does on each screen. Codes are taken one after the other, in their order. */
import { t } from "../lib/i18n";
import { route, type Scanned } from "../lib/scan";
import { readQuantity } from "./search";
import { wordsOf, type Till } from "./till";

export function createCodes(till: Till): (text: string) => Promise<void> {
  const { ui, ticket, search, returns, client, busy } = till;
  let last: Promise<void> = Promise.resolve();

  async function product(code: string, quantity: number): Promise<void> {
    const sku = await search.exact(code);
    if (!sku) {
      ui.tell("error", t("No goods with the code “%(code)s”. Check the label, or look for the name.", { code }));
      return;
    }
    ticket.add(sku, quantity);
    search.query.value = "";
    ui.hush();
  }

  async function member(code: string): Promise<void> {
    const found = (await client.members(code)).items;
    const only = found[0];
    if (!only || found.length > 1) {
      ui.tell("error", t("No member has this card. Look for the phone number, or register them."));
      return;
    }
    await till.chooseMember(only.member_id);
    search.query.value = "";
    ui.sheet.value = null;
  }

  async function coupon(code: string): Promise<void> {
    search.query.value = "";
    if (ticket.draft.lines.length === 0) {
      ui.tell("warning", t("Scan the goods first. A coupon is checked against what is on the ticket."));
      return;
    }
    const problem = await ticket.tryCoupon(code);
    if (problem) ui.tell("error", wordsOf(problem));
    else ui.sheet.value = null;
  }

  async function openSale(code: string): Promise<void> {
    ui.go("return");
    await returns.search(code);
  }

  async function onTicket(scanned: Scanned, quantity: number): Promise<void> {
    switch (scanned.kind) {
      case "member":
        return member(scanned.code);
      case "coupon":
        return coupon(scanned.code);
      case "sale":
        return openSale(scanned.code);
      case "product":
        return product(scanned.code, quantity);
    }
  }

  async function take(text: string): Promise<void> {
    const { quantity, code } = readQuantity(text);
    const scanned = route(code);
    const where = ui.screen.value;
    if (busy.value || where === "open" || where === "close") return;
    if (where === "return") {
      await returns.search(code);
      return;
    }
    if (where === "done" || (where === "pay" && scanned.kind === "product")) ui.go("sell");
    if (where === "pay" && scanned.kind === "sale") return;
    await onTicket(scanned, quantity);
  }

  return (text) => {
    last = last.then(() => take(text)).catch((problem: unknown) => ui.tell("error", wordsOf(problem as Error)));
    return last;
  };
}
