import { expect, it, vi } from "vitest";
import type { Client, Work } from "../api/client";
import { Refusal } from "../api/errors";
import type { Member, ReturnResult, Sale } from "../api/types";
import { createDelivery } from "../lib/delivery";
import type { Outbox, Pending } from "../lib/outbox";
import { createReturns } from "./returns";

const nowhere: Outbox = { put: async () => undefined, remove: async () => undefined, list: async () => [] };
const tooMany = new Refusal(409, "returns.too_many", "Only 0 of this line can still be returned.", {});
const person = { member_id: "m1", name: "王芳", phone_masked: "138****0001" } as Member;

const saleWith = (returned: number): Sale =>
  ({ sale_id: "s1", number: "SH01-T1-261122-0001", lines: [{ line_id: "l1", quantity: 2, returned }], tenders: [], returns: [] }) as unknown as Sale;

function desk(parts: Partial<Client>) {
  const client = { sales: async () => ({ items: [] }), members: async () => ({ items: [] }), ...parts } as Client;
  const perform = async () => Promise.reject(tooMany);
  const pending = (kind: Pending["kind"], work: Work): Pending => ({ kind, work, at: 0, tillId: "t" });
  return createReturns({ client, delivery: createDelivery({ perform }, nowhere, () => () => undefined), pending, booked: () => undefined });
}

it("what was taken back from another page meanwhile is shown, and no more is chosen than is left", async () => {
  const sales = [saleWith(0), saleWith(2)];
  const returns = desk({
    sale: async () => sales.shift() ?? saleWith(2),
    quoteReturn: async () => ({ refund_minor: 100, refunds: [] }) as unknown as ReturnResult,
  });
  await returns.choose("s1");
  returns.setPieces("l1", 1);
  await vi.waitFor(() => expect(returns.ready.value).toBe(true));
  await returns.confirm();
  await vi.waitFor(() => expect(returns.failure.value?.message).toContain("taken back meanwhile"));
  expect(returns.sale.value?.lines[0]?.returned).toBe(2);
  expect(returns.pieces.value).toEqual({ l1: 0 });
});

it("a name is shown with its phone before its purchases are, a phone opens them at once", async () => {
  const returns = desk({ members: async () => ({ items: [person] }) });
  await returns.search("王芳");
  expect(returns.people.value).toEqual([person]);
  await returns.search("138 0000 0001");
  expect(returns.people.value).toEqual([]);
});
