/** Rewards at the till: what waits is fetched by its code, and a member may redeem one right here. */
import { ref } from "vue";
import { works, type Client } from "../api/client";
import type { Exchanged, ExchangeOffer, HandedOut, Redeemed, Reward, Waiting } from "../api/rewards";
import type { Delivery, Outcome } from "../lib/delivery";
import { t, tn } from "../lib/i18n";
import { normalised } from "../lib/money";
import type { Pending } from "../lib/outbox";
import type { Ticket } from "./ticket";
import type { Ui } from "./ui";

export interface RewardParts {
  ui: Ui;
  ticket: Ticket;
  client: Pick<Client, "waiting">;
  delivery: Delivery;
  pending: (kind: Pending["kind"], work: Pending["work"]) => Pending;
  callMember: (memberId: string) => Promise<void>;
  refreshMember: () => Promise<void>;
  newId?: () => string;
}

export function createRewards(parts: RewardParts) {
  const { ui, ticket, client, delivery, pending, callMember, refreshMember, newId = () => crypto.randomUUID() } = parts;
  /** What is handed out by hand, once the cashier says so. */
  const waiting = ref<Waiting | null>(null);
  /** The newest redemption of this till, whose slip can be printed. */
  const last = ref<{ redemptionId: string; name: string } | null>(null);

  /** Whether the ticket is somebody else's, who would lose it. */
  const isAnothers = (found: Waiting): boolean =>
    ticket.draft.member !== null && ticket.draft.member.member_id !== found.member_id && ticket.draft.lines.length > 0;

  /** Look a code up, and put on the ticket what it fetches. */
  async function fetch(typed: string): Promise<void> {
    const code = normalised(typed).toUpperCase();
    if (ticket.draft.couponCodes.includes(code)) return;
    const found = await client.waiting(code);
    if (isAnothers(found)) return ui.tell("warning", t("This reward is %(name)s's. Finish the ticket of the other member first.", { name: found.member_name }));
    if (ticket.draft.member?.member_id !== found.member_id) await callMember(found.member_id);
    if (found.sku === null) {
      waiting.value = found;
      ui.sheet.value = "pickup";
      return;
    }
    ticket.fetch(found.sku, found.code);
    ui.sheet.value = null;
    ui.tell("success", t("%(name)s is on the ticket.", { name: found.name }));
  }

  function applyRedeemed(outcome: Outcome<Redeemed>): void {
    if (!outcome.ok) ui.tell("error", outcome.refusal.message);
    else ui.tell("success", t("Redeemed. The code is %(code)s.", { code: outcome.answer.code }));
  }

  /** Redeem for the member of the ticket; goods go on it at once. */
  async function redeem(reward: Reward): Promise<void> {
    const member = ticket.draft.member;
    if (!member) return;
    const body = {
      request_id: newId(), member_id: member.member_id, reward_id: reward.reward_id,
      expected_points: reward.points, expected_money_minor: reward.money_minor,
    };
    const outcome = await delivery.deliver("redeem", pending("redeem", works.redeem(body)), applyRedeemed);
    if (!outcome.ok) return;
    last.value = { redemptionId: outcome.answer.redemption_id, name: reward.name };
    await refreshMember();
    if (reward.kind === "goods" || reward.kind === "service") await fetch(outcome.answer.code);
  }

  function applyExchanged(outcome: Outcome<Exchanged>): void {
    if (!outcome.ok) ui.tell("error", outcome.refusal.message);
    else ui.tell("success", tn("%(n)s point is exchanged.", "%(n)s points are exchanged.", outcome.answer.points));
  }

  /** Turn points of the ticket's member into what an offer gives, so many times at once. */
  async function exchange(offer: ExchangeOffer, times = 1): Promise<void> {
    const member = ticket.draft.member;
    if (!member) return;
    const body = { request_id: newId(), member_id: member.member_id, offer_id: offer.offer_id, expected_points: offer.points, times };
    const outcome = await delivery.deliver("exchange", pending("exchange", works.exchange(body)), applyExchanged);
    if (outcome.ok) await refreshMember();
  }

  function applyHandedOut(outcome: Outcome<HandedOut>): void {
    if (!outcome.ok) return ui.tell("error", outcome.refusal.message);
    waiting.value = null;
    ui.sheet.value = null;
    last.value = { redemptionId: outcome.answer.redemption_id, name: outcome.answer.name };
    ui.tell("success", t("%(name)s is handed out.", { name: outcome.answer.name }));
  }

  async function handOut(): Promise<void> {
    if (!waiting.value) return;
    const body = { request_id: newId(), redemption_id: waiting.value.redemption_id };
    await delivery.deliver("handOut", pending("handOut", works.handOut(body)), applyHandedOut);
  }

  return { waiting, last, fetch, redeem, exchange, handOut, applyRedeemed, applyExchanged, applyHandedOut };
}

export type Rewards = ReturnType<typeof createRewards>;
