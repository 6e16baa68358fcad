import { describe, expect, it } from "vitest";
import { createMoney, decimalText, parseMinor } from "./money";

const yuan = createMoney({ name: "锦绣", currency: "CNY", exponent: 2 }, "zh-hans");

describe("reading an amount", () => {
  it.each([
    ["12", 1200],
    ["12.5", 1250],
    ["1,200.05", 120005],
    [".5", 50],
    ["１２。５", 1250],
    ["0", 0],
  ])("reads %s", (text, minor) => expect(parseMinor(text, 2)).toBe(minor));

  it.each(["", "abc", "1.234", "-5", "1.2.3", "."])("refuses %s", (text) => expect(parseMinor(text, 2)).toBeNull());

  it("takes no decimals where the currency has none", () => {
    expect(parseMinor("1200", 0)).toBe(1200);
    expect(parseMinor("12.5", 0)).toBeNull();
  });
});

describe("showing an amount", () => {
  it("never goes through a float", () => {
    expect(decimalText(5, 2)).toBe("0.05");
    expect(decimalText(-123456, 2)).toBe("-1234.56");
    expect(decimalText(1234, 0)).toBe("1234");
  });

  it("uses the currency's own sign and a true minus", () => {
    expect(yuan.format(123456)).toBe("¥1,234.56");
    expect(yuan.format(-2000)).toBe("−¥20.00");
    expect(yuan.signed(500)).toBe("+¥5.00");
    expect(createMoney({ name: "", currency: "GBP", exponent: 2 }, "en").format(99)).toBe("£0.99");
  });

  it("groups figures that stand without their sign, and cuts to whole units without rounding up", () => {
    expect(yuan.bare(123456)).toBe("1,234.56");
    expect(yuan.bare(-2000)).toBe("−20.00");
    expect(yuan.whole(996699)).toBe("¥9,966");
  });
});
