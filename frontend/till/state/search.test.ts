import { expect, it } from "vitest";
import type { Client } from "../api/client";
import { NoAnswer } from "../api/errors";
import type { Sku } from "../api/types";
import { createSearch, readQuantity } from "./search";
import { skuOf } from "./testing";

/** A server whose answers come when the test lets them. */
function shelf() {
  const asked: { q: string; answer: (items: Sku[]) => void; fail: (problem: Error) => void }[] = [];
  const products = (q: string) => new Promise<{ items: Sku[] }>((resolve, fail) => asked.push({ q, answer: (items) => resolve({ items }), fail }));
  return { asked, search: createSearch({ products } as unknown as Client) };
}

it("takes what was typed for the mark, not what was shown before the answer came", async () => {
  const { asked, search } = shelf();
  const browsing = search.browse();
  asked[0]?.answer([skuOf("dress")]);
  await browsing;
  search.query.value = "2*ZC500";
  const marked = search.marked();
  expect(asked[1]?.q).toBe("ZC500");
  asked[1]?.answer([skuOf("topup")]);
  expect((await marked)?.style).toBe("topup");
});

it("offers the sizes of a style whose code was scanned, and nothing for part of a code", async () => {
  const { asked, search } = shelf();
  const pieces = ["s", "m"].map((size) => ({ ...skuOf(`dress-${size}`), style: "QP-2201", size }));
  const whole = search.styleOf("qp-2201");
  asked[0]?.answer([skuOf("topup"), ...pieces]);
  expect((await whole)?.skus).toHaveLength(2);
  const part = search.styleOf("QP-22");
  asked[1]?.answer(pieces);
  expect(await part).toBeNull();
});

it("asks no second time for what it has the answer to", async () => {
  const { asked, search } = shelf();
  search.query.value = "dress";
  const first = search.marked();
  asked[0]?.answer([skuOf("dress")]);
  await first;
  expect((await search.marked())?.style).toBe("dress");
  expect(asked).toHaveLength(1);
});

it("marks nothing when no answer comes", async () => {
  const { asked, search } = shelf();
  search.query.value = "dress";
  const marked = search.marked();
  asked[0]?.fail(new NoAnswer("network"));
  expect(await marked).toBeUndefined();
  expect(search.groups.value).toEqual([]);
  expect(search.failure.value).toBeInstanceOf(NoAnswer);
});

it("shows the amounts of one gift card as one, of which one is chosen", async () => {
  const { asked, search } = shelf();
  const cards = [100_00, 500_00].map((amount) => ({ ...skuOf(`QX${amount}`, amount), name: "礼品卡", kind: "gift" as const }));
  const browsing = search.browse();
  asked[0]?.answer([...cards, skuOf("dress"), { ...skuOf("QX9", 900_00), name: "中秋礼品卡", kind: "gift" }]);
  await browsing;
  const [several, , single] = search.groups.value;
  expect(search.groups.value.map((group) => group.skus.length)).toEqual([2, 1, 1]);
  expect(several && (await search.openStyle(several))).toBe("amounts");
  expect(search.amounts.value?.skus).toEqual(cards);
  expect(single && (await search.openStyle(single))).toEqual(single?.skus[0]);
});

it("reads how many are wanted", () => {
  expect(readQuantity("3*6901234")).toEqual({ quantity: 3, code: "6901234" });
  expect(readQuantity("  JX2401 ")).toEqual({ quantity: 1, code: "JX2401" });
});
