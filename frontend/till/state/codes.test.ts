import { describe, expect, it, vi } from "vitest";
import { ref } from "vue";
import { createCodes } from "./codes";
import { createSearch } from "./search";
import { skuOf } from "./testing";
import type { Till } from "./till";
import { createUi, type Screen } from "./ui";

const SIZES = ["S", "M"].map((size) => ({ ...skuOf(`dress-${size}`), barcode: `69${size}`, style: "QP-2201", size }));

/** A till with one style on the shelf, on one screen. */
function till(screen: Screen) {
  const ui = createUi(screen);
  const client = {
    products: async (q: string) => ({ items: SIZES.filter((sku) => sku.barcode === q || sku.style.startsWith(q.toUpperCase())) }),
    matrix: async (style: string) => ({ style, name: "连衣裙", picture: null, colours: [""], sizes: ["S", "M"], skus: SIZES }),
  };
  const ticket = { add: vi.fn(), draft: { lines: [] } };
  const checkout = { kinds: ref(["cash", "card"]), choose: vi.fn(), reference: ref("") };
  const search = createSearch(client as never);
  const returns = { search: vi.fn() };
  const part = { open: ref(false), result: ref(null), reset: vi.fn(), add: vi.fn() };
  const parts = { ui, ticket, checkout, search, returns, exchange: part, loose: part, rewards: {}, client, busy: ref(false) };
  return { ...parts, take: createCodes(parts as unknown as Till) };
}

describe("a style code", () => {
  it("offers its sizes, with the quantity that was typed before it", async () => {
    const { take, ui, ticket, search } = till("sell");
    await take("3*QP-2201");
    expect(ui.sheet.value).toBe("matrix");
    expect(search.matrix.value?.sizes).toEqual(["S", "M"]);
    expect(search.query.value).toBe("3*");
    expect(ticket.add).not.toHaveBeenCalled();
  });

  it("is not needed where the code is a piece's own", async () => {
    const { take, ui, ticket } = till("sell");
    await take("69M");
    expect(ticket.add).toHaveBeenCalledWith(SIZES[1], 1);
    expect(ui.sheet.value).toBeNull();
  });

  it("says so where there is none", async () => {
    const { take, ui } = till("sell");
    await take("6999999999999");
    expect(ui.notice.value?.tone).toBe("error");
  });
});

describe("a payment code", () => {
  it.each<[Screen, string]>([
    ["sell", "F8"],
    ["return", "F8"],
    ["pay", "card"],
  ])("on the screen %s says what to do, and looks nothing up", async (screen, word) => {
    const { take, ui, ticket, returns } = till(screen);
    await take("134567890123456789");
    expect(ui.notice.value?.text).toContain(word);
    expect(ui.notice.value?.text).not.toContain("134567890123456789");
    expect(ui.screen.value).toBe(screen);
    expect(ticket.add).not.toHaveBeenCalled();
    expect(returns.search).not.toHaveBeenCalled();
  });

  it("makes ready for the card when it is scanned to pay", async () => {
    const { take, checkout } = till("pay");
    await take("281234567890123456");
    expect(checkout.choose).toHaveBeenCalledWith("card");
    expect(checkout.reference.value).toBe("");
  });
});
