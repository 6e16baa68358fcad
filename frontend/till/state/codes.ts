/** What a scanned or typed code does on each screen. Codes are taken one after the other, in their order. */
import type { Sku } from "../api/types";
import { t } from "../lib/i18n";
import { route, type Payer, type Scanned } from "../lib/scan";
import { readQuantity } from "./search";
import { wordsOf, type Till } from "./till";

/** What is looked up here; a payment code is the customer's own. */
type Ours = Exclude<Scanned, { kind: "payment" }>;

const PAYERS: Record<Payer, () => string> = {
  wechat: () => t("WeChat Pay"),
  alipay: () => t("Alipay"),
  unionpay: () => t("UnionPay"),
};

export function createCodes(till: Till): (text: string) => Promise<void> {
  const { ui, ticket, checkout, search, returns, exchange, loose, rewards, client, busy } = till;
  let last: Promise<void> = Promise.resolve();

  async function product(code: string, add: (sku: Sku) => void, quantity = 1): Promise<void> {
    const sku = (await search.exact(code)) ?? (await ofStyle(code, quantity));
    if (sku === "chosen") return;
    if (!sku) {
      ui.tell("error", t("No goods with the code “%(code)s”. Check the label, or look for the name.", { code }));
      return;
    }
    add(sku);
    search.query.value = "";
    ui.hush();
  }

  /** The one piece of a style whose code was scanned; where there are several, they are offered. */
  async function ofStyle(code: string, quantity: number): Promise<Sku | "chosen" | null> {
    const group = await search.styleOf(code);
    if (!group) return null;
    const found = await search.openStyle(group);
    if (found !== "matrix" && found !== "amounts") return found;
    search.query.value = quantity > 1 ? `${quantity}*` : "";
    ui.sheet.value = found;
    ui.hush();
    return "chosen";
  }

  /** A customer's payment code: this till takes no money by it, the cashier's own device does. */
  function payment(payer: Payer): void {
    search.query.value = "";
    const name = PAYERS[payer]();
    if (ui.screen.value !== "pay") {
      ui.tell("info", t("That is a payment code of %(name)s. Charge first (F8), then take the payment.", { name }));
      return;
    }
    if (checkout.kinds.value.includes("card")) checkout.choose("card");
    ui.tell("info", t("That is a payment code of %(name)s. Take the payment on your payment device, then note it here as card.", { name }));
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
    ui.hush();
  }

  async function coupon(code: string): Promise<void> {
    search.query.value = "";
    if (ticket.draft.lines.length === 0) {
      ui.tell("warning", t("Scan the goods first. A coupon is checked against what is on the ticket."));
      return;
    }
    const problem = await ticket.tryCoupon(code);
    if (problem) {
      ui.tell("error", wordsOf(problem));
      return;
    }
    ui.sheet.value = null;
    ui.hush();
  }

  /** A gift card pays, or is the one that the ticket sells. */
  function gift(code: string): void {
    search.query.value = "";
    if (ui.screen.value === "pay" && checkout.kinds.value.includes("gift")) {
      checkout.choose("gift");
      checkout.reference.value = code;
      return;
    }
    if (ticket.takeGiftCode(code)) ui.hush();
    else ui.tell("warning", t("To sell this gift card, put it on the ticket first. To pay with it, scan it when you charge."));
  }

  async function openSale(code: string): Promise<void> {
    ui.go("return");
    loose.reset();
    exchange.reset();
    await returns.search(code);
  }

  /** Without a receipt: goods go on the list, a card calls the member. */
  async function takeBack(scanned: Ours, quantity: number): Promise<void> {
    if (loose.result.value || exchange.result.value) return;
    if (scanned.kind === "member" && !exchange.open.value) await member(scanned.code);
    else await product(scanned.code, (sku) => (exchange.open.value ? exchange : loose).add(sku, quantity), quantity);
  }

  async function onTicket(scanned: Ours, quantity: number): Promise<void> {
    switch (scanned.kind) {
      case "member":
        return member(scanned.code);
      case "coupon":
        return coupon(scanned.code);
      case "gift":
        return gift(scanned.code);
      case "pickup":
        search.query.value = "";
        return rewards.fetch(scanned.code);
      case "sale":
        return openSale(scanned.code);
      case "product":
        return product(scanned.code, (sku) => ticket.add(sku, quantity), quantity);
    }
  }

  async function take(text: string): Promise<void> {
    const { quantity, code } = readQuantity(text);
    const scanned = route(code);
    const where = ui.screen.value;
    if (busy.value || where === "open" || where === "close") return;
    if (scanned.kind === "payment") return payment(scanned.provider);
    if (where === "return") return scanned.kind === "sale" || !(loose.open.value || exchange.open.value) ? openSale(code) : takeBack(scanned, quantity);
    if (where === "done" || (where === "pay" && (scanned.kind === "product" || scanned.kind === "pickup"))) ui.go("sell");
    if (where === "pay" && scanned.kind === "sale") return;
    await onTicket(scanned, quantity);
  }

  return (text) => {
    last = last.then(() => take(text)).catch((problem: unknown) => ui.tell("error", wordsOf(problem as Error)));
    return last;
  };
}
