import { nextTick, ref } from "vue";
import { expect, it, vi } from "vitest";
import type { Cart, Completed, Quote } from "../api/types";
import type { Message, Shown } from "../lib/showing";
import { createShowing } from "./showing";
import { memberOf, quoteOf, skuOf } from "./testing";
import { createTicket } from "./ticket";
import { createUi } from "./ui";

const priced = async (cart: Cart): Promise<Quote> => ({
  ...quoteOf(cart, 900), gross_minor: 1000, reduction_minor: 100,
  lines: cart.lines.map(({ key, sku_id, quantity }) => ({
    key, sku_id, quantity, unit_tag_minor: 1000, unit_price_minor: 900, gross_minor: 1000, net_minor: 900, points_share_minor: 0, paid_minor: 900,
    reasons: [{ rule_id: "r", kind: "limited", name: "九折", amount_minor: 100 }],
  })),
});

function till() {
  const said: Shown[] = [];
  let hear: (message: Message) => void = () => undefined;
  const ticket = createTicket({ quote: priced, shelf: { load: () => null, save: () => undefined }, debounceMs: 0 });
  const ui = createUi("sell");
  const done = ref<Completed | null>(null);
  const showing = createShowing({
    ticket, ui, checkout: { due: ref(900), done } as never,
    poster: async () => ({ address: "https://shop.example/join/A" }),
    line: (listener) => ((hear = listener), { say: (message) => message.kind === "show" && said.push(JSON.parse(JSON.stringify(message.shown)) as Shown), close: () => undefined }),
  });
  return { ticket, ui, done, showing, said, hello: () => hear({ kind: "hello" }), last: () => said.at(-1) };
}

it("a display that is opened is told at once what there is, then where one joins", async () => {
  const { hello, last, said } = till();
  hello();
  expect(last()).toMatchObject({ phase: "idle", join: "" });
  await vi.waitFor(() => expect(last()?.join).toBe("https://shop.example/join/A"));
  hello();
  expect(said).toHaveLength(3);
});

it("goods, savings and the total are shown as they are scanned, and of the member one sign only", async () => {
  const { ticket, last } = till();
  ticket.add(skuOf("a"));
  await nextTick();
  expect(last()).toMatchObject({ phase: "ticket", total: 1000, saved: 0, lines: [{ name: "a", net: 1000 }] });
  ticket.setMember(memberOf({ points: 777, principal_minor: 5_000 }));
  await ticket.settled();
  await nextTick();
  expect(last()).toMatchObject({ total: 900, saved: 100, initial: "李", lines: [{ before: 1000, net: 900, reasons: [{ name: "九折", amount: -100 }] }] });
  expect(JSON.stringify(last())).not.toMatch(/李雪|138\*|777|5000|银卡/);
});

it("after paying the change is shown and nothing of the ticket; then nothing", async () => {
  const { ticket, ui, done, last } = till();
  ticket.add(skuOf("a"));
  await ticket.settled();
  ui.go("pay");
  await nextTick();
  expect(last()).toMatchObject({ phase: "pay", due: 900 });
  done.value = { total_minor: 900, change_minor: 100 } as Completed;
  ticket.clear();
  ui.go("done");
  await nextTick();
  expect(last()).toMatchObject({ phase: "done", total: 900, change: 100, lines: [] });
  ui.go("sell");
  await nextTick();
  expect(last()).toMatchObject({ phase: "idle", total: 0, change: 0 });
});

it("who leaves the till leaves nobody's ticket on the display", async () => {
  const { ticket, showing, last } = till();
  ticket.add(skuOf("a"));
  await nextTick();
  showing.stop();
  expect(last()).toMatchObject({ phase: "idle", lines: [] });
});
