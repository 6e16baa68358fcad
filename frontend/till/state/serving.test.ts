import { describe, expect, it } from "vitest";
import { evenly, moved } from "./serving";

const sum = (shares: { share_bp: number }[]) => shares.reduce((all, one) => all + one.share_bp, 0);

describe("shares of who served", () => {
  it("make up the whole, however many they are", () => {
    for (const many of [1, 2, 3, 4, 5]) expect(sum(evenly(Array.from({ length: many }, (_, n) => String(n))))).toBe(10_000);
    expect(evenly(["a", "b", "c"]).map((one) => one.share_bp)).toEqual([3334, 3333, 3333]);
    expect(evenly([])).toEqual([]);
  });

  it("are moved between two, and none falls below a step", () => {
    let shares = evenly(["a", "b"]);
    shares = moved(shares, 0, 500);
    expect(shares.map((one) => one.share_bp)).toEqual([5500, 4500]);
    for (let n = 0; n < 30; n += 1) shares = moved(shares, 0, 500);
    expect(shares.map((one) => one.share_bp)).toEqual([9500, 500]);
    expect(moved(evenly(["a"]), 0, 500)).toEqual(evenly(["a"]));
  });
});
