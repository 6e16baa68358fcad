import { describe, expect, it } from "vitest";
import { ceiling, countedCash, quickCash, settle, suggested, walletExcess, walletLeft, withTender } from "./tenders";

describe("settling a total", () => {
  it("gives change out of the cash", () => {
    expect(settle(34500, [{ kind: "cash", amount_minor: 40000 }])).toEqual({ paid: 40000, due: 0, change: 5500, surplus: 0, complete: true });
  });

  it("stays open while something is due", () => {
    const part = settle(34500, [{ kind: "wallet", amount_minor: 10000 }]);
    expect(part).toEqual({ paid: 10000, due: 24500, change: 0, surplus: 0, complete: false });
  });

  it("is not complete when more than the cash would have to go back", () => {
    const over = settle(1000, [{ kind: "card", amount_minor: 1500 }, { kind: "cash", amount_minor: 100 }]);
    expect(over.complete).toBe(false);
    expect(over.change).toBe(100);
    expect(over.surplus).toBe(500);
  });

  it("is complete at nothing due without any tender", () => {
    expect(settle(0, []).complete).toBe(true);
  });
});

describe("how far a tender reaches", () => {
  it("ends a wallet at its balance and a card at what is due", () => {
    expect(ceiling("wallet", 5000, 3000)).toBe(3000);
    expect(ceiling("card", 5000, 3000)).toBe(5000);
    expect(suggested("wallet", 5000, 3000)).toBe(3000);
    expect(suggested("cash", 5000, 0)).toBe(5000);
  });

  it("counts the wallet tenders that stand already", () => {
    expect(walletLeft(5000, [{ kind: "wallet", amount_minor: 3000 }, { kind: "cash", amount_minor: 900 }])).toBe(2000);
    expect(walletLeft(100, [{ kind: "wallet", amount_minor: 3000 }])).toBe(0);
    expect(walletExcess(100, [{ kind: "wallet", amount_minor: 3000 }])).toBe(2900);
  });

  it("makes one tender of two of a kind, and keeps two cards apart", () => {
    const cash = withTender([{ kind: "cash", amount_minor: 100 }], { kind: "cash", amount_minor: 50 });
    expect(cash).toEqual([{ kind: "cash", amount_minor: 150 }]);
    const cards = withTender([{ kind: "card", amount_minor: 1, reference: "a" }], { kind: "card", amount_minor: 1, reference: "b" });
    expect(cards).toHaveLength(2);
  });
});

describe("quick cash", () => {
  it("offers notes above what is due, the smallest first", () => {
    expect(quickCash(34500, 2)).toEqual([35000, 36000, 40000]);
    expect(quickCash(6800, 2)).toEqual([7000, 8000, 10000]);
    expect(quickCash(10000, 2)).toEqual([20000, 50000]);
  });

  it("knows currencies without decimals", () => {
    expect(quickCash(68, 0)).toEqual([70, 80, 100]);
  });
});

it("a blind count adds pieces by value", () => {
  expect(countedCash([{ value: 10000, count: 3 }, { value: 50, count: 5 }])).toBe(30250);
});
