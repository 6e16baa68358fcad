import { beforeEach, describe, expect, it } from "vitest";
import { NoAnswer, Refusal } from "../api/errors";
import type { Quote, SaleRequest } from "../api/types";
import type { Work } from "../api/client";
import { createDelivery } from "../lib/delivery";
import { createMoney } from "../lib/money";
import { keepable, type Outbox, type Pending } from "../lib/outbox";
import { createCheckout, type CheckoutParts } from "./checkout";
import type { Draft } from "./draft";
import { memberOf, quoteOf, skuOf } from "./testing";
import { createTicket } from "./ticket";
import { createUi } from "./ui";

const rich = memberOf({ principal_minor: 8000, bonus_minor: 2000 });

const nowhere: Outbox = { put: async () => undefined, remove: async () => undefined, list: async () => [] };

async function tillWith(results: unknown[], total = 34500, more: Partial<CheckoutParts> = {}, priced = (quote: Quote): Quote => quote) {
  const sent: SaleRequest[] = [];
  let count = 0;
  let kept: Draft | null = null;
  let closed = 0;
  let price = total;
  const perform = async <T>(work: Work): Promise<T> => {
    sent.push(work.body as SaleRequest);
    const result = results.shift();
    if (result instanceof Error) throw result;
    return (result ?? { number: "1", change_minor: 0 }) as T;
  };
  const ticket = createTicket({
    quote: async (cart) => priced(quoteOf(cart, price)),
    shelf: { load: () => null, save: (draft) => (kept = JSON.parse(JSON.stringify(draft)) as Draft) },
    debounceMs: 0,
    newId: () => `id-${(count += 1)}`,
  });
  const ui = createUi("sell");
  const pending = (kind: Pending["kind"], work: Work): Pending => ({ kind, work, at: 0, tillId: "t" });
  const delivery = createDelivery({ perform }, nowhere, () => () => undefined);
  const money = createMoney({ name: "", currency: "CNY", exponent: 2 }, "en");
  const checkout = createCheckout({
    ticket, ui, money, delivery, pending,
    loadSale: () => Promise.reject(new Error("no printer")),
    booked: () => undefined,
    shiftClosed: () => (closed += 1),
    refreshMember: () => Promise.resolve(),
    ...more,
  });
  ticket.add(skuOf("a"));
  const repriced = async (next: number): Promise<void> => {
    price = next;
    ticket.reprice();
    await ticket.settled();
  };
  return { sent, ticket, ui, checkout, delivery, repriced, kept: () => kept, closed: () => closed };
}

let till: Awaited<ReturnType<typeof tillWith>>;
beforeEach(async () => (till = await tillWith([])));

describe("paying", () => {
  it("takes exact cash with one press", async () => {
    await till.checkout.start();
    await till.checkout.take();
    expect(till.sent).toHaveLength(1);
    expect(till.sent[0]).toMatchObject({
      request_id: "id-2", expected_total_minor: 34500, tenders: [{ kind: "cash", amount_minor: 34500 }],
    });
    expect(till.ui.screen.value).toBe("done");
    expect(till.ticket.draft.lines).toHaveLength(0);
  });

  it("gives change for more cash than is due", async () => {
    await till.checkout.start();
    till.checkout.typed.value = "400";
    expect(till.checkout.change.value).toBe(5500);
    await till.checkout.take();
    expect(till.sent[0]?.tenders).toEqual([{ kind: "cash", amount_minor: 40000 }]);
  });

  it("pays with a gift card by its code, and not without", async () => {
    till = await tillWith([], 34500, { giftCards: true });
    await till.checkout.start();
    expect(till.checkout.kinds.value).toEqual(["cash", "card", "gift"]);
    till.checkout.choose("gift");
    expect(till.checkout.ready.value).toBe(false);
    till.checkout.reference.value = " GABC ";
    await till.checkout.take();
    expect(till.sent[0]?.tenders).toEqual([{ kind: "gift", amount_minor: 34500, reference: "GABC" }]);
  });

  it("does not charge for a gift card that nobody has scanned", async () => {
    till = await tillWith([], 34500);
    till.ticket.add({ ...skuOf("GIFT500"), kind: "gift" });
    await till.checkout.start();
    expect(till.ui.screen.value).toBe("sell");
    expect(till.ui.notice.value?.tone).toBe("error");
    till.ticket.takeGiftCode("G1");
    await till.checkout.start();
    expect(till.ui.screen.value).toBe("pay");
  });

  it("does not offer an empty wallet, and ends a wallet at its balance", async () => {
    await till.checkout.start();
    expect(till.checkout.kinds.value).toEqual(["cash", "card"]);
    till.ticket.setMember(rich);
    await till.checkout.start();
    till.checkout.choose("wallet");
    expect(till.checkout.entered.value).toBe(10000);
    till.checkout.typed.value = "100.01";
    expect(till.checkout.ready.value).toBe(false);
  });

  it("mixes tenders, and completes with the one that covers the rest", async () => {
    till.ticket.setMember(rich);
    await till.checkout.start();
    till.checkout.choose("wallet");
    await till.checkout.take();
    expect(till.sent).toHaveLength(0);
    expect(till.checkout.due.value).toBe(24500);
    await till.checkout.take();
    expect(till.sent[0]?.tenders).toEqual([{ kind: "wallet", amount_minor: 10000 }, { kind: "cash", amount_minor: 24500 }]);
  });

  it("completes a ticket that costs nothing without a tender", async () => {
    till = await tillWith([], 0);
    await till.checkout.start();
    await till.checkout.take();
    expect(till.sent[0]?.tenders).toEqual([]);
  });
});

describe("when the server refuses", () => {
  it("keeps the ticket and shows the server's words", async () => {
    till = await tillWith([new Refusal(409, "stock.insufficient", "库存不足", {})]);
    await till.checkout.start();
    await till.checkout.take();
    expect(till.ui.screen.value).toBe("pay");
    expect(till.checkout.refusal.value?.message).toBe("库存不足");
    expect(till.ticket.draft.lines).toHaveLength(1);
  });

  it("shows a changed total, and asks again once it is accepted", async () => {
    const next = quoteOf({ member_id: null, lines: [], coupon_codes: [], points: 0 }, 30000);
    till = await tillWith([new Refusal(409, "sales.total_changed", "", { quote: next })]);
    await till.checkout.start();
    await till.checkout.take();
    expect(till.checkout.changed.value).toMatchObject({ before: 34500, quote: { total_minor: 30000 } });
    till.checkout.acceptChange();
    await till.checkout.take();
    expect(till.sent.map((body) => [body.request_id, body.expected_total_minor])).toEqual([["id-2", 34500], ["id-2", 30000]]);
  });
});

describe("what was taken stays noted", () => {
  const card = { kind: "card" as const, amount_minor: 10000, reference: "T-77" };

  beforeEach(async () => {
    await till.checkout.start();
    till.checkout.choose("card");
    till.checkout.typed.value = "100";
    till.checkout.reference.value = "T-77";
    await till.checkout.take();
  });

  it("over a way back to the ticket, and in the draft for a reload", async () => {
    till.ui.go("sell");
    await till.checkout.start();
    expect(till.checkout.tenders.value).toEqual([card]);
    expect(till.checkout.due.value).toBe(24500);
    expect(till.kept()?.tenders).toEqual([card]);
  });

  it("when the total moves, and says what no longer fits", async () => {
    await till.repriced(9000);
    expect(till.checkout.tenders.value).toEqual([card]);
    expect(till.checkout.surplus.value).toBe(1000);
    expect(till.checkout.ready.value).toBe(false);
    await till.checkout.take();
    expect(till.sent).toHaveLength(0);
    till.checkout.removeTender(0);
    expect(till.checkout.due.value).toBe(9000);
  });

  it("when the shift was closed elsewhere", async () => {
    till = await tillWith([new Refusal(409, "sales.shift_closed", "", {})]);
    await till.checkout.start();
    till.checkout.choose("card");
    till.checkout.reference.value = "T-78";
    await till.checkout.take();
    expect([till.ui.screen.value, till.closed()]).toEqual(["open", 1]);
    expect(till.checkout.tenders.value).toEqual([{ kind: "card", amount_minor: 34500, reference: "T-78" }]);
    expect(till.kept()?.tenders).toHaveLength(1);
  });

  it("when the changed total is accepted, also the card that was to complete the sale", async () => {
    const next = quoteOf({ member_id: null, lines: [], coupon_codes: [], points: 0 }, 40000);
    till = await tillWith([new Refusal(409, "sales.total_changed", "", { quote: next })]);
    await till.checkout.start();
    till.checkout.choose("card");
    await till.checkout.take();
    till.checkout.acceptChange();
    expect(till.checkout.tenders.value).toEqual([{ kind: "card", amount_minor: 34500 }]);
    expect(till.checkout.due.value).toBe(5500);
  });

  it("a wallet that shrank meanwhile is shown, and nothing else is dropped", async () => {
    till = await tillWith([]);
    till.ticket.setMember(rich);
    await till.checkout.start();
    till.checkout.choose("wallet");
    await till.checkout.take();
    till.ticket.setMember({ ...rich, principal_minor: 1000 });
    expect(till.checkout.walletOver.value).toBe(7000);
    expect(till.checkout.tenders.value).toHaveLength(1);
    expect(till.checkout.ready.value).toBe(false);
  });

  it("until the sale is done: the next ticket has a name of its own and owes nothing", async () => {
    till.checkout.choose("cash");
    await till.checkout.take();
    till.ticket.add(skuOf("b"));
    expect(till.checkout.tenders.value).toEqual([]);
    expect(till.ticket.draft.requestId).not.toBe(till.sent[0]?.request_id);
  });
});

describe("before money is taken", () => {
  it("says that too little is on hand, and stays", async () => {
    till.ticket.add(skuOf("a"), 6);
    await till.checkout.start();
    expect(till.ui.screen.value).toBe("sell");
    expect(till.ui.notice.value?.text).toContain("Only 5 of a");
  });

  it("asks again what is on hand, and goes on where goods came in meanwhile", async () => {
    till = await tillWith([], 34500, { current: async (sku) => ({ ...sku, on_hand: 9 }) });
    till.ticket.add(skuOf("a"), 6);
    await till.checkout.start();
    expect(till.ui.screen.value).toBe("pay");
  });

  it("does not mind where a store may sell what the stock does not show", async () => {
    till = await tillWith([], 34500, { negativeStock: true });
    till.ticket.add(skuOf("a"), 6);
    await till.checkout.start();
    expect(till.ui.screen.value).toBe("pay");
  });
});

it("two pages with one draft sell it under one name", async () => {
  const draft = till.kept() as Draft;
  const twin = createTicket({ quote: async (cart) => quoteOf(cart, 1), shelf: { load: () => draft, save: () => undefined } });
  await till.checkout.start();
  await till.checkout.take();
  expect(till.sent[0]?.request_id).toBe(twin.draft.requestId);
});

it("a second press while the answer is out sends nothing", async () => {
  till = await tillWith([new NoAnswer("lost")]);
  await till.checkout.start();
  void till.checkout.take();
  await till.checkout.take();
  await Promise.resolve();
  await till.checkout.take();
  expect(till.sent).toHaveLength(1);
});

describe("a member who proves who pays", () => {
  const needed = () => new Refusal(409, "wallet.proof_needed", "请输入密码", {});
  const paidFromWallet = async () => {
    till.ticket.setMember(rich);
    await till.checkout.start();
    till.checkout.choose("wallet");
    await till.checkout.take();
  };

  it("is asked, and the same sale goes out once more with the proof", async () => {
    till = await tillWith([needed()], 9000);
    await paidFromWallet();
    expect([till.ui.sheet.value, till.checkout.asked.value?.message]).toEqual(["proof", "请输入密码"]);
    await till.checkout.again("2580");
    expect(till.sent.map((body) => body.proof)).toEqual([undefined, "2580"]);
    expect({ ...till.sent[1], proof: undefined }).toEqual({ ...till.sent[0], proof: undefined });
    expect(till.ui.screen.value).toBe("done");
  });

  it("leaves nothing of it on disk, while what goes out has it", async () => {
    const body = { request_id: "id-9", lines: [], tenders: [], proof: "2580" };
    const pending: Pending = { kind: "sale", tillId: "t", at: 1, work: { path: "/sales", body } };
    expect(JSON.stringify(keepable(pending))).not.toContain("2580");
    expect(keepable(pending).work.body.request_id).toBe("id-9");
    expect(body.proof).toBe("2580");
  });

  it("is asked again after a reload whose sale had not arrived, and it goes out as it was", async () => {
    till = await tillWith([needed()], 9000);
    const body = { request_id: "id-9", expected_total_minor: 9000, tenders: [{ kind: "wallet", amount_minor: 9000 }] };
    await till.checkout.resume({ kind: "sale", tillId: "t", at: 1, work: { path: "/sales", body } });
    expect(till.ui.sheet.value).toBe("proof");
    await till.checkout.again("2580");
    expect(till.sent[1]).toEqual({ ...body, proof: "2580" });
    expect(till.ui.screen.value).toBe("done");
  });

  it("is asked nothing after a reload whose sale had arrived", async () => {
    const body = { request_id: "id-9", expected_total_minor: 9000, tenders: [] };
    await till.checkout.resume({ kind: "sale", tillId: "t", at: 1, work: { path: "/sales", body } });
    expect([till.ui.screen.value, till.ui.sheet.value]).toEqual(["done", null]);
  });
});

describe("who buys prepaid value", () => {
  const refusal = (code: string) => new Refusal(409, code, "请登记购卡人", {});

  it("is asked for by a sheet, and the same sale goes out once more with the note", async () => {
    till = await tillWith([refusal("wallet.name_needed")]);
    await till.checkout.start();
    await till.checkout.take();
    expect([till.ui.sheet.value, till.checkout.asked.value?.message]).toEqual(["buyer", "请登记购卡人"]);
    await till.checkout.noteBuyer({ name: "王芳", number: "31010119900101123X" });
    expect(till.sent.map((body) => body.buyer?.name)).toEqual([undefined, "王芳"]);
    expect({ ...till.sent[1], buyer: undefined }).toEqual({ ...till.sent[0], buyer: undefined });
    expect([till.ui.screen.value, till.checkout.buyer.value]).toEqual(["done", null]);
  });

  it("asks whose account pays where so much is paid by transfer, with the name that was noted before", async () => {
    till = await tillWith([refusal("wallet.payer_needed")]);
    await till.checkout.start();
    await till.checkout.noteBuyer({ name: "王芳", firm: "锦绣贸易" });
    await till.checkout.take();
    expect([till.ui.sheet.value, till.checkout.asked.value?.code]).toEqual(["buyer", "wallet.payer_needed"]);
    await till.checkout.noteBuyer({ account_name: "锦绣贸易", account: "1001240809300123456" });
    expect(till.sent[1]?.buyer).toEqual({ name: "王芳", firm: "锦绣贸易", account_name: "锦绣贸易", account: "1001240809300123456" });
    expect(till.ui.screen.value).toBe("done");
  });

  it("accepts the contract without a card, and keeps the name that was noted before", async () => {
    till = await tillWith([refusal("wallet.contract_needed")]);
    await till.checkout.start();
    await till.checkout.noteBuyer({ name: "王芳", firm: "锦绣贸易" });
    expect([till.ui.sheet.value, till.sent.length]).toEqual([null, 0]);
    await till.checkout.take();
    expect(till.ui.sheet.value).toBe("contract");
    await till.checkout.noteBuyer({ contract_version: 2, language: "zh-hans" });
    expect(till.sent[1]?.buyer).toEqual({ name: "王芳", firm: "锦绣贸易", contract_version: 2, language: "zh-hans" });
  });

  it("shows a contract that the quote asks for before paying, and goes on to it once it is accepted", async () => {
    const needing = (quote: Quote) => ({ ...quote, contract_needed: true });
    till = await tillWith([], 34500, {}, needing);
    await till.checkout.start();
    expect([till.ui.screen.value, till.ui.sheet.value, till.sent.length]).toEqual(["sell", "contract", 0]);
    await till.checkout.accepted({ contract_version: 2, language: "zh-hans" });
    expect([till.ui.screen.value, till.ui.sheet.value, till.sent.length]).toEqual(["pay", null, 0]);
    await till.checkout.take();
    expect(till.sent[0]?.buyer).toEqual({ contract_version: 2, language: "zh-hans" });
  });

  it("says afterwards what a top-up gave", async () => {
    const giving = (quote: Quote) => ({ ...quote, topups: [{ key: "a", bonus_minor: 5000, choice: null, words: ["赠送 50.00"] }] });
    till = await tillWith([], 34500, {}, giving);
    await till.checkout.start();
    await till.checkout.take();
    expect([till.ui.screen.value, till.checkout.given.value]).toEqual(["done", ["赠送 50.00"]]);
  });

  it("leaves no document on disk", () => {
    const body = { request_id: "id-9", lines: [], tenders: [], buyer: { name: "王芳", number: "31010119900101123X" } };
    const pending: Pending = { kind: "sale", tillId: "t", at: 1, work: { path: "/sales", body } };
    expect(JSON.stringify(keepable(pending))).not.toMatch(/310101|王芳/);
  });
});

