import { nextTick } from "vue";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Work } from "../api/client";
import type { LooseTerms } from "../api/types";
import { Refusal } from "../api/errors";
import { createDelivery } from "../lib/delivery";
import { createMoney } from "../lib/money";
import type { Outbox, Pending } from "../lib/outbox";
import { createLoose } from "./loose";
import { memberOf, skuOf } from "./testing";

const nowhere: Outbox = { put: async () => undefined, remove: async () => undefined, list: async () => [] };
const answer = { return_id: "r1", number: "R1", business_on: "2026-03-10", refund_minor: 0, refunds: [], points_back: 0, points_clawed: 0 };

function looseWith(results: unknown[] = [], most?: Record<string, number>) {
  const sent: Work[] = [];
  let booked = 0;
  const perform = async <T>(work: Work): Promise<T> => {
    sent.push(work);
    const result = results.shift();
    if (result instanceof Error) throw result;
    return answer as T;
  };
  const terms = async (skuIds: string[]): Promise<LooseTerms> => ({
    is_agreed: !most,
    days: 30,
    refund_kinds: most ? ["wallet"] : ["cash", "card", "wallet"],
    prices: skuIds.filter((id) => most?.[id] !== undefined).map((id) => ({ sku_id: id, most_minor: most?.[id] ?? 0 })),
  });
  const pending = (kind: Pending["kind"], work: Work): Pending => ({ kind, work, at: 0, tillId: "t" });
  const loose = createLoose({
    terms,
    money: createMoney({ name: "", currency: "CNY", exponent: 2 }, "en"),
    delivery: createDelivery({ perform }, nowhere, () => () => undefined),
    pending,
    booked: () => (booked += 1),
    newId: () => "id-1",
  });
  return { loose, sent, booked: () => booked };
}

let shop: ReturnType<typeof looseWith>;
beforeEach(async () => {
  shop = looseWith();
  await shop.loose.begin();
});

describe("a return without a receipt", () => {
  it("starts each piece at its tag price, and sends the price that was agreed", async () => {
    const { loose, sent, booked } = shop;
    loose.add(skuOf("a", 39900));
    loose.add(skuOf("a", 39900));
    expect(loose.total.value).toBe(79800);
    loose.lines.value[0]!.price = "300";
    loose.reason.value = "  小票丢了 ";
    await loose.confirm();
    expect(sent[0]).toEqual({
      path: "/returns/without-receipt",
      body: {
        request_id: "id-1",
        lines: [{ sku_id: "a", quantity: 2, unit_price_minor: 30000 }],
        refund_kind: "cash",
        reason: "小票丢了",
      },
    });
    expect(loose.result.value?.number).toBe("R1");
    expect(booked()).toBe(1);
  });

  it("gives stored value back to a member only", async () => {
    const { loose } = shop;
    expect(loose.kinds.value).toEqual(["cash", "card"]);
    loose.setMember(memberOf());
    loose.kind.value = "wallet";
    loose.setMember(null);
    await nextTick();
    expect(loose.kind.value).toBe("cash");
  });

  it("waits for goods and for a price on each of them", async () => {
    const { loose, sent } = shop;
    await loose.confirm();
    loose.add(skuOf("a"));
    loose.lines.value[0]!.price = "zwölf";
    expect(loose.ready.value).toBe(false);
    await loose.confirm();
    expect(sent).toHaveLength(0);
  });

  it("starts each piece at the most the brand gives, to stored value, and asks for a reason", async () => {
    const { loose } = looseWith([], { a: 19900 });
    await loose.begin();
    loose.add(skuOf("a", 39900));
    await vi.waitFor(() => expect(loose.total.value).toBe(19900));
    loose.setMember(memberOf());
    expect(loose.ready.value).toBe(false);
    loose.reason.value = "小票丢了";
    expect([loose.kind.value, loose.ready.value]).toEqual(["wallet", true]);
    loose.lines.value[0]!.price = "200";
    expect(loose.ready.value).toBe(false);
  });

  it("does not take what was not sold lately", async () => {
    const { loose } = looseWith([], {});
    await loose.begin();
    loose.setMember(memberOf());
    loose.reason.value = "小票丢了";
    loose.add(skuOf("a", 39900));
    await vi.waitFor(() => expect(loose.lines.value[0]?.most).toBeNull());
    expect(loose.ready.value).toBe(false);
  });

  it("keeps everything when the server refuses", async () => {
    const { loose, booked } = looseWith([new Refusal(409, "sales.shift_closed", "请先开班", {})]);
    await loose.begin();
    loose.add(skuOf("a"));
    loose.reason.value = "旧衣";
    await loose.confirm();
    expect(loose.refusal.value?.message).toBe("请先开班");
    expect(loose.lines.value).toHaveLength(1);
    expect(loose.result.value).toBeNull();
    expect(booked()).toBe(0);
  });
});
