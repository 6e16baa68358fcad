import { expect, it, vi } from "vitest";
import type { Client, Work } from "../api/client";
import { Refusal } from "../api/errors";
import type { ExchangeQuote, ReturnResult, Sale } from "../api/types";
import { createDelivery } from "../lib/delivery";
import { createMoney } from "../lib/money";
import type { Outbox, Pending } from "../lib/outbox";
import { createExchange } from "./exchange";
import { createReturns } from "./returns";
import { quoteOf, skuOf } from "./testing";

const nowhere: Outbox = { put: async () => undefined, remove: async () => undefined, list: async () => [] };
const back = { return_id: "r1", number: "R1", refund_minor: 29900, refunds: [], points_back: 0, points_clawed: 0 } as unknown as ReturnResult;
const sale = { sale_id: "s1", member_id: null, lines: [{ line_id: "l1", quantity: 1, returned: 0 }], tenders: [], returns: [] } as unknown as Sale;

async function desk(total: number, results: unknown[] = []) {
  const sent: Work[] = [];
  const perform = async <T>(work: Work): Promise<T> => {
    sent.push(work);
    const result = results.shift();
    if (result instanceof Error) throw result;
    return { back, sale: { sale_id: "s2", number: "N2", change_minor: 0 }, difference_minor: 0, carried: [], given_back: [] } as T;
  };
  const delivery = createDelivery({ perform }, nowhere, () => () => undefined);
  const pending = (kind: Pending["kind"], work: Work): Pending => ({ kind, work, at: 0, tillId: "t" });
  const client = { sale: async () => sale, quoteReturn: async () => back } as unknown as Client;
  const returns = createReturns({ client, delivery, pending, booked: () => undefined });
  const quote = async (): Promise<ExchangeQuote> => {
    const cart = { member_id: null, lines: [], coupon_codes: [], points: 0 };
    const difference = total - back.refund_minor;
    return { back, quote: quoteOf(cart, total), difference_minor: difference, carried: [], given_back: difference < 0 ? [{ kind: "cash", amount_minor: -difference }] : [] };
  };
  const money = createMoney({ name: "", currency: "CNY", exponent: 2 }, "en");
  let booked = 0;
  const exchange = createExchange({ quote, returns, money, delivery, pending, booked: () => (booked += 1), newId: () => "id" });
  await returns.choose("s1");
  returns.setPieces("l1", 1);
  await vi.waitFor(() => expect(returns.ready.value).toBe(true));
  exchange.begin();
  exchange.add(skuOf("a", total));
  await vi.waitFor(() => expect(exchange.quote.value).not.toBeNull());
  return { exchange, sent, booked: () => booked };
}

it("dearer goods are paid by the difference alone, with change for what was handed over", async () => {
  const { exchange, sent, booked } = await desk(49900);
  expect(exchange.due.value).toBe(20000);
  exchange.handed.value = "100";
  expect(exchange.ready.value).toBe(false);
  exchange.handed.value = "300";
  expect([exchange.ready.value, exchange.change.value]).toEqual([true, 10000]);
  await exchange.confirm();
  expect(sent[0]).toMatchObject({
    path: "/returns/exchange",
    body: { sale_id: "s1", expected_refund_minor: 29900, expected_total_minor: 49900, tenders: [{ kind: "cash", amount_minor: 30000 }] },
  });
  expect(exchange.result.value?.sale.sale_id).toBe("s2");
  expect(booked()).toBe(2);
});

it("cheaper goods need no tender", async () => {
  const { exchange, sent } = await desk(19900);
  expect([exchange.due.value, exchange.back.value, exchange.ready.value]).toEqual([0, 10000, true]);
  await exchange.confirm();
  expect(sent[0]?.body).toMatchObject({ tenders: [] });
});

it("a PIN that is asked for goes with the next sending, and all that was chosen stays", async () => {
  const { exchange, sent } = await desk(49900, [new Refusal(409, "wallet.proof_needed", "PIN", {})]);
  exchange.kind.value = "wallet";
  await exchange.confirm();
  expect([exchange.asksProof.value, exchange.lines.value.length]).toEqual([true, 1]);
  exchange.proof.value = "1234";
  await exchange.confirm();
  expect(sent[1]?.body).toMatchObject({ proof: "1234", tenders: [{ kind: "wallet", amount_minor: 20000 }] });
  expect(exchange.proof.value).toBe("");
});
