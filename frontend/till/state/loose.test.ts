import { beforeEach, describe, expect, it } from "vitest";
import type { Work } from "../api/client";
import { Refusal } from "../api/errors";
import { createDelivery } from "../lib/delivery";
import { createMoney } from "../lib/money";
import type { Outbox, Pending } from "../lib/outbox";
import { createLoose } from "./loose";
import { memberOf, skuOf } from "./testing";

const nowhere: Outbox = { put: async () => undefined, remove: async () => undefined, list: async () => [] };
const answer = { return_id: "r1", number: "R1", business_on: "2026-03-10", refund_minor: 0, refunds: [], points_back: 0, points_clawed: 0 };

function looseWith(results: unknown[] = []) {
  const sent: Work[] = [];
  let booked = 0;
  const perform = async <T>(work: Work): Promise<T> => {
    sent.push(work);
    const result = results.shift();
    if (result instanceof Error) throw result;
    return answer as T;
  };
  const pending = (kind: Pending["kind"], work: Work): Pending => ({ kind, work, at: 0, tillId: "t" });
  const loose = createLoose({
    money: createMoney({ name: "", currency: "CNY", exponent: 2 }, "en"),
    delivery: createDelivery({ perform }, nowhere, () => () => undefined),
    pending,
    booked: () => (booked += 1),
    newId: () => "id-1",
  });
  return { loose, sent, booked: () => booked };
}

let shop: ReturnType<typeof looseWith>;
beforeEach(() => (shop = looseWith()));

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

  it("gives stored value back to a member only", () => {
    const { loose } = shop;
    expect(loose.kinds.value).toEqual(["cash", "card"]);
    loose.setMember(memberOf());
    loose.kind.value = "wallet";
    loose.setMember(null);
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

  it("keeps everything when the server refuses", async () => {
    const { loose, booked } = looseWith([new Refusal(409, "sales.shift_closed", "请先开班", {})]);
    loose.add(skuOf("a"));
    await loose.confirm();
    expect(loose.refusal.value?.message).toBe("请先开班");
    expect(loose.lines.value).toHaveLength(1);
    expect(loose.result.value).toBeNull();
    expect(booked()).toBe(0);
  });
});
