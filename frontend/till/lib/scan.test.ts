import { describe, expect, it } from "vitest";
import { BurstReader, characterOf, route, type Keystroke } from "./scan";

function stroke(key: string, timeStamp: number, more: Partial<Keystroke> = {}): Keystroke {
  return { key, code: "", shiftKey: false, timeStamp, ...more };
}

function type(reader: BurstReader, text: string, gap: number, from = 1000): string | null {
  let at = from;
  for (const key of text) reader.feed(stroke(key, (at += gap)));
  return reader.feed(stroke("Enter", at + gap));
}

describe("routing a code", () => {
  it.each([
    ["M7K2QX9V4ZT5BHW", "member"],
    ["C7K2QX9V4ZT5BHW", "coupon"],
    ["R7K2QX9V4ZT5BHW", "pickup"],
    ["G7K2QX9V4ZT5BHW", "gift"],
    ["HZ01-T1-261122-0007", "sale"],
    ["6901234567892", "product"],
    ["MB-2201", "product"],
    ["C2201", "product"],
    ["GIFT500", "product"],
    ["连衣裙", "product"],
    ["HZ01-T1-261122-R007", "sale"],
    ["6901234567892".padStart(14, "0"), "product"],
    ["(01)06901234567892", "product"],
  ])("%s is a %s", (code, kind) => expect(route(code).kind).toBe(kind));

  it.each([
    ["100000000000000000", "wechat"],
    ["134567890123456789", "wechat"],
    ["159999999999999999", "wechat"],
    ["160000000000000000", null],
    ["099999999999999999", null],
    ["13456789012345678", null],
    ["1345678901234567890", null],
    ["2512345678901234", "alipay"],
    ["281234567890123456", "alipay"],
    ["301234567890123456789012", "alipay"],
    ["241234567890123456", null],
    ["311234567890123456", null],
    ["251234567890123", null],
    ["3012345678901234567890123", null],
    ["6212345678901234567", "unionpay"],
    ["621234567890123456", null],
    ["6312345678901234567", null],
    ["１３４５６７８９０１２３４５６７８９", "wechat"],
  ])("%s pays by %s", (code, payer) => {
    const scanned = route(code);
    expect(scanned.kind === "payment" ? scanned.provider : null).toBe(payer);
    if (payer) expect(JSON.stringify(scanned)).not.toContain(code);
  });

  it("reads full-width characters as plain ones", () => {
    expect(route("６９０１２３４")).toEqual({ kind: "product", code: "6901234" });
  });
});

describe("telling a scanner from a hand", () => {
  it("reads a burst that ends with Enter", () => {
    expect(type(new BurstReader(), "6901234567892", 8)).toBe("6901234567892");
  });

  it("forgives one late character", () => {
    const reader = new BurstReader();
    for (const [index, key] of [..."690123"].entries()) reader.feed(stroke(key, index * 5));
    reader.feed(stroke("4", 140));
    expect(reader.feed(stroke("Enter", 145))).toBe("6901234");
  });

  it("ignores a quick hand", () => {
    expect(type(new BurstReader(), "6901234567892", 70)).toBeNull();
  });

  it("ignores what a hand types", () => {
    expect(type(new BurstReader(), "6901234567892", 120)).toBeNull();
  });

  it("drops what was typed by hand before the burst began", () => {
    const reader = new BurstReader();
    reader.feed(stroke("x", 0));
    expect(type(reader, "6901234", 5, 500)).toBe("6901234");
  });

  it("forgets a burst after its end", () => {
    const reader = new BurstReader();
    type(reader, "6901234", 5);
    expect(reader.feed(stroke("Enter", 1100))).toBeNull();
  });

  it("takes Shift for part of a letter, and an arrow for the end", () => {
    const reader = new BurstReader();
    reader.feed(stroke("Shift", 1));
    reader.feed(stroke("M", 2));
    expect(reader.length).toBe(1);
    reader.feed(stroke("ArrowDown", 3));
    expect(reader.length).toBe(0);
  });

  it("reads through an input method that hides the keys", () => {
    expect(characterOf(stroke("Process", 0, { code: "Digit7" }))).toBe("7");
    expect(characterOf(stroke("Process", 0, { code: "KeyM", shiftKey: true }))).toBe("M");
    expect(characterOf(stroke("Process", 0, { code: "KeyM" }))).toBe("m");
    expect(characterOf(stroke("F2", 0))).toBeNull();
  });
});

it("a command with Ctrl is not the beginning of a code", () => {
  const reader = new BurstReader();
  reader.feed({ key: "a", code: "KeyA", shiftKey: false, timeStamp: 1, ctrlKey: true });
  const burst = [..."CQBEP2"].map((key, at) => reader.feed({ key, code: "", shiftKey: false, timeStamp: 20 + at * 10 }));
  expect(burst.every((one) => one === null)).toBe(true);
  expect(reader.feed({ key: "Enter", code: "Enter", shiftKey: false, timeStamp: 85 })).toBe("CQBEP2");
});
