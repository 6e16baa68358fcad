/** Using a member's cards: one tap takes a use, another gives it back on the same day. */
import { ref } from "vue";
import { works } from "../api/client";
import type { Pass, UsedPass } from "../api/types";
import type { Delivery, Outcome } from "../lib/delivery";
import { t, tn } from "../lib/i18n";
import type { Pending } from "../lib/outbox";
import type { Ui } from "./ui";

export interface PassParts {
  ui: Ui;
  delivery: Delivery;
  pending: (kind: Pending["kind"], work: Pending["work"]) => Pending;
  booked: () => void;
  refreshMember: () => Promise<void>;
  newId?: () => string;
}

export interface HowUsed {
  uses: number;
  skuId?: string;
  usedBy?: string;
}

export function createPasses({ ui, delivery, pending, booked, refreshMember, newId = () => crypto.randomUUID() }: PassParts) {
  /** The newest use, which can be undone. */
  const last = ref<UsedPass | null>(null);

  const whatIsLeft = (used: UsedPass): string =>
    used.uses_left === null ? "" : tn("%(n)s use left", "%(n)s uses left", used.uses_left);

  function applyUsed(outcome: Outcome<UsedPass>): void {
    if (!outcome.ok) return ui.tell("error", outcome.refusal.message);
    last.value = outcome.answer;
    booked();
    ui.tell("success", [t("%(name)s used.", { name: outcome.answer.name }), whatIsLeft(outcome.answer)].filter(Boolean).join(" "));
  }

  function applyUndone(outcome: Outcome<UsedPass>): void {
    if (!outcome.ok) return ui.tell("error", outcome.refusal.message);
    last.value = null;
    ui.tell("success", [t("The use of %(name)s is undone.", { name: outcome.answer.name }), whatIsLeft(outcome.answer)].filter(Boolean).join(" "));
  }

  async function use(pass: Pass, how: HowUsed): Promise<void> {
    const body = { request_id: newId(), card_id: pass.card_id, uses: how.uses, sku_id: how.skuId, used_by: how.usedBy?.trim() || undefined };
    await delivery.deliver("usePass", pending("usePass", works.usePass(body)), applyUsed);
    await refreshMember();
  }

  async function undo(): Promise<void> {
    if (!last.value) return;
    const body = { request_id: newId(), use_id: last.value.use_id };
    await delivery.deliver("undoUse", pending("undoUse", works.undoUse(body)), applyUndone);
    await refreshMember();
  }

  return { last, use, undo, applyUsed, applyUndone };
}

export type Passes = ReturnType<typeof createPasses>;
