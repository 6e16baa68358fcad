import { beforeEach, describe, expect, it } from "vitest";
import { NoAnswer, Refusal } from "../api/errors";
import type { SaleRequest } from "../api/types";
import type { Work } from "../api/client";
import { createDelivery } from "../lib/delivery";
import { createMoney } from "../lib/money";
import type { Outbox, Pending } from "../lib/outbox";
import { createCheckout } from "./checkout";
import { memberOf, quoteOf, skuOf } from "./testing";
import { createTicket } from "./ticket";
import { createUi } from "./ui";

const rich = memberOf({ principal_minor: 8000, bonus_minor: 2000 });

const nowhere: Outbox = { put: async () => undefined, remove: async () => undefined, list: async () => [] };

async function tillWith(results: unknown[], total = 34500) {
  const sent: SaleRequest[] = [];
  const perform = async <T>(work: Work): Promise<T> => {
    sent.push(work.body as SaleRequest);
    const result = results.shift();
    if (result instanceof Error) throw result;
    return (result ?? { number: "1", change_minor: 0 }) as T;
  };
  const ticket = createTicket({
    quote: async (cart) => quoteOf(cart, total),
    shelf: { load: () => null, save: () => undefined },
    debounceMs: 0,
  });
  const ui = createUi("sell");
  const pending = (kind: Pending["kind"], work: Work): Pending => ({ kind, work, at: 0, tillId: "t" });
  const delivery = createDelivery({ perform }, nowhere, () => () => undefined);
  const money = createMoney({ name: "", currency: "CNY", exponent: 2 }, "en");
  let count = 0;
  const checkout = createCheckout({
    ticket, ui, money, delivery, pending,
    newId: () => `id-${(count += 1)}`,
    loadSale: () => Promise.reject(new Error("no printer")),
    booked: () => undefined,
    shiftClosed: () => undefined,
    refreshMember: () => Promise.resolve(),
  });
  ticket.add(skuOf("a"));
  return { sent, ticket, ui, checkout, delivery };
}

let till: Awaited<ReturnType<typeof tillWith>>;
beforeEach(async () => (till = await tillWith([])));

describe("paying", () => {
  it("takes exact cash with one press", async () => {
    await till.checkout.start();
    await till.checkout.take();
    expect(till.sent).toHaveLength(1);
    expect(till.sent[0]).toMatchObject({
      request_id: "id-1", expected_total_minor: 34500, tenders: [{ kind: "cash", amount_minor: 34500 }],
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

  it("shows a changed total, and asks with a new id once it is accepted", async () => {
    const next = quoteOf({ member_id: null, lines: [], coupon_codes: [], points: 0 }, 30000);
    till = await tillWith([new Refusal(409, "sales.total_changed", "", { quote: next })]);
    await till.checkout.start();
    await till.checkout.take();
    expect(till.checkout.changed.value).toMatchObject({ before: 34500, quote: { total_minor: 30000 } });
    till.checkout.acceptChange();
    await till.checkout.take();
    expect(till.sent.map((body) => [body.request_id, body.expected_total_minor])).toEqual([["id-1", 34500], ["id-2", 30000]]);
  });
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
