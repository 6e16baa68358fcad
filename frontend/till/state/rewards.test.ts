import { describe, expect, it, vi } from "vitest";
import type { Waiting } from "../api/rewards";
import { createRewards } from "./rewards";
import { memberOf, skuOf } from "./testing";
import { createTicket } from "./ticket";
import { createUi } from "./ui";

const waiting = (more: Partial<Waiting> = {}): Waiting => ({
  redemption_id: "r1", member_id: "m1", member_name: "李*", kind: "goods", name: "青瓷杯", code: "R1", until: null,
  money_minor: 0, sku: skuOf("mug"), ...more,
});

function desk(found: Waiting) {
  const ui = createUi("sell");
  const ticket = createTicket({ quote: () => new Promise(() => undefined), shelf: { load: () => null, save: () => undefined } });
  const callMember = vi.fn(async (id: string) => ticket.setMember(memberOf({ member_id: id })));
  const delivered: unknown[] = [];
  const deliver = vi.fn(async (_kind: string, one: { work: unknown }) => {
    delivered.push(one.work);
    return { ok: true, answer: { exchange_id: "e1", points: 100 } };
  });
  const rewards = createRewards({
    ui, ticket, callMember, client: { waiting: async () => found }, delivery: { deliver } as never,
    pending: (kind, work) => ({ kind, tillId: "t", at: 0, work }), refreshMember: async () => undefined,
  });
  return { ui, ticket, callMember, rewards, delivered };
}

describe("rewards at the till", () => {
  it("calls the member and puts what the code fetches on the ticket", async () => {
    const { ticket, rewards } = desk(waiting());
    await rewards.fetch("r1");
    expect(ticket.draft.member?.member_id).toBe("m1");
    expect(ticket.draft.lines.map((line) => line.pickup)).toEqual(["R1"]);
  });

  it("leaves another member's ticket alone", async () => {
    const { ui, ticket, callMember, rewards } = desk(waiting());
    ticket.setMember(memberOf({ member_id: "m2" }));
    ticket.add(skuOf("dress"));
    await rewards.fetch("R1");
    expect(callMember).not.toHaveBeenCalled();
    expect(ticket.draft.lines).toHaveLength(1);
    expect(ui.notice.value?.tone).toBe("warning");
  });

  it("asks before it hands out what is no goods", async () => {
    const { ui, ticket, rewards } = desk(waiting({ sku: null }));
    await rewards.fetch("R1");
    expect(ui.sheet.value).toBe("pickup");
    expect(ticket.draft.lines).toHaveLength(0);
  });

  it("exchanges points of the ticket's member at what was shown", async () => {
    const { ticket, rewards, delivered } = desk(waiting());
    ticket.setMember(memberOf({ member_id: "m1" }));
    await rewards.exchange({ offer_id: "o1", name: "5 元储值", kind: "bonus", points: 100, most: 9, obstacle: "" }, 3);
    expect(delivered).toEqual([{ path: "/exchanges", body: expect.objectContaining({ member_id: "m1", offer_id: "o1", expected_points: 100, times: 3 }) }]);
  });
});
