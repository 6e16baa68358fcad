import { describe, expect, it, vi } from "vitest";
import { ref } from "vue";
import { createMoney } from "../lib/money";
import type { Quote, Sku, TillInfo } from "../api/types";
import { createByHand, parseBp } from "./byHand";
import { emptyDraft } from "./draft";
import { createTicket } from "./ticket";
import { createUi } from "./ui";

const DRESS = { sku_id: "s1", barcode: "1", style: "D", name: "连衣裙", colour: "", size: "", tag_minor: 29900, kind: "goods", on_hand: 5, picture: null } as Sku;
const QUOTE = { total_minor: 20000, lines: [], by_hand: { saved_minor: 9900, needs: [], approved: false, approver_name: "" } } as unknown as Quote;
const kept = new Map<string, string>();
const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) } as Storage;

function make(needs: { code: string; message: string }[] = []) {
  const quote = vi.fn(async () => ({ ...QUOTE, by_hand: { ...QUOTE.by_hand, needs } }) as Quote);
  const approve = vi.fn(async () => ({ approval: "token", approver_name: "店长", expires_at: "" }));
  const ticket = createTicket({ quote, shelf: { load: () => emptyDraft("r"), save: () => undefined }, debounceMs: 0 });
  const ui = createUi("sell");
  const info = ref({ by_hand: { off_bp: 1000, amount_minor: null, below_cost: false, reasons: ["小瑕疵", "样品"] } } as TillInfo);
  const money = createMoney({ name: "", currency: "CNY", exponent: 2 }, "zh-hans");
  const byHand = createByHand({ ticket, ui, money, client: { quote, approve } as never, info, storage });
  const line = ticket.add(DRESS);
  return { ticket, ui, byHand, line, quote, approve };
}

describe("a percentage", () => {
  it.each([["10", 1000], ["12.5", 1250], ["１０％", 1000], ["100", 10000], ["100.01", null], ["", null], ["a", null]])("reads %s", (text, bp) => {
    expect(parseBp(text)).toBe(bp);
  });
});

describe("a price by hand", () => {
  it("is put on the line with the brand's first reason, and goes with the cart", async () => {
    const { ticket, ui, byHand, line } = make();
    byHand.open(line.key);
    expect(ui.sheet.value).toBe("price");
    byHand.text.value = "15";
    await byHand.apply();
    expect(ticket.cart.value.lines[0]?.manual).toEqual({ kind: "off", off_bp: 1500, reason: "小瑕疵" });
    expect(ui.sheet.value).toBeNull();
  });

  it("asks for a manager where it is beyond the limit, and sends what was approved", async () => {
    const { ticket, ui, byHand, line, approve } = make([{ code: "percent", message: "高于权限" }]);
    byHand.open(line.key);
    byHand.way.value = "gift";
    await byHand.apply();
    expect(ui.sheet.value).toBe("approval");
    byHand.username.value = "manager";
    expect(await byHand.approve("628415")).toBe(true);
    expect(approve).toHaveBeenCalledWith(expect.objectContaining({ username: "manager", pin: "628415" }));
    expect(ticket.cart.value.approval).toBe("token");
    expect([...kept.values()]).not.toContain("628415");
  });

  it("is lifted again, and what is scanned next does not join a line that has one", async () => {
    const { ticket, byHand, line } = make();
    byHand.open(line.key);
    byHand.way.value = "price";
    byHand.text.value = "199";
    await byHand.apply();
    ticket.add(DRESS);
    expect(ticket.draft.lines).toHaveLength(2);
    byHand.open(line.key);
    expect(byHand.text.value).toBe("199.00");
    byHand.lift();
    expect(ticket.cart.value.lines[0]?.manual).toBeUndefined();
  });

  it("of the whole ticket takes a percentage or an amount off", async () => {
    const { ticket, byHand } = make();
    byHand.open(null);
    byHand.way.value = "price";
    byHand.text.value = "20";
    byHand.reason.value = "老顾客";
    await byHand.apply();
    expect(ticket.cart.value.manual).toEqual({ amount_minor: 2000, reason: "老顾客" });
  });
});
