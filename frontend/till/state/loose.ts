/** Taking goods back that no sale can be found for: which, at what price, and how the money goes back. */
import { computed, ref, watch } from "vue";
import { works, type Client } from "../api/client";
import type { LooseReturnWork, LooseTerms, Member, Minor, ReturnResult, Sku, TenderKind } from "../api/types";
import { Refusal } from "../api/errors";
import type { Delivery, Outcome } from "../lib/delivery";
import type { Money } from "../lib/money";
import type { Pending } from "../lib/outbox";

export interface LooseLine {
  sku: Sku;
  quantity: number;
  /** What the cashier typed; to begin with the most that the brand gives, or the tag price where any may be agreed. */
  price: string;
  /** The most that a piece gives back; null where the store has not sold it lately, undefined where it does not matter or is not known yet. */
  most?: Minor | null;
}

export interface LooseParts {
  terms: Client["looseTerms"];
  money: Money;
  delivery: Delivery;
  pending: (kind: Pending["kind"], work: Pending["work"]) => Pending;
  booked: () => void;
  newId?: () => string;
}

const LONGEST_REASON = 80;
const MOST_OF_ONE = 999;

export function createLoose({ terms: ask, money, delivery, pending, booked, newId = () => crypto.randomUUID() }: LooseParts) {
  const open = ref(false);
  const lines = ref<LooseLine[]>([]);
  const member = ref<Member | null>(null);
  const kind = ref<TenderKind>("cash");
  const reason = ref("");
  const refusal = ref<Refusal | null>(null);
  const result = ref<ReturnResult | null>(null);
  const terms = ref<LooseTerms | null>(null);

  const unit = (line: LooseLine): Minor | null => money.parse(line.price);
  const total = computed(() => lines.value.reduce((sum, line) => sum + (unit(line) ?? 0) * line.quantity, 0));
  /** By what the brand refunds; stored value belongs to a member. */
  const kinds = computed<TenderKind[]>(() => (terms.value?.refund_kinds ?? []).filter((one) => one !== "wallet" || member.value));
  const isSound = (line: LooseLine): boolean => {
    const price = unit(line);
    return price !== null && line.most !== null && price <= (line.most ?? price) && (terms.value?.is_agreed === true || line.most !== undefined);
  };
  const ready = computed(() => lines.value.length > 0 && lines.value.every(isSound) && reason.value.trim() !== "" && kinds.value.includes(kind.value));

  watch(kinds, (now) => {
    if (!now.includes(kind.value)) kind.value = now[0] ?? "wallet";
  });

  /** Ask by which terms the goods so far, and `begin` by which any, may come back. */
  async function learn(): Promise<void> {
    const asked = lines.value.map((line) => line.sku.sku_id);
    try {
      terms.value = await ask(asked);
    } catch (problem) {
      if (problem instanceof Refusal) refusal.value = problem;
      return;
    }
    const most = new Map(terms.value.prices.map((one) => [one.sku_id, one.most_minor]));
    for (const line of lines.value) {
      if (terms.value.is_agreed || line.most !== undefined || !asked.includes(line.sku.sku_id)) continue;
      line.most = most.get(line.sku.sku_id) ?? null;
      line.price = money.plain(line.most ?? 0);
    }
  }

  function begin(): Promise<void> {
    open.value = true;
    return learn();
  }

  const lineOf = (skuId: string) => lines.value.find((line) => line.sku.sku_id === skuId);

  function add(sku: Sku, quantity = 1): void {
    const twin = lineOf(sku.sku_id);
    if (twin) setQuantity(sku.sku_id, twin.quantity + quantity);
    else {
      lines.value.push({ sku, quantity, price: money.plain(sku.tag_minor) });
      if (!terms.value?.is_agreed) void learn();
    }
  }

  function setQuantity(skuId: string, quantity: number): void {
    const line = lineOf(skuId);
    if (line) line.quantity = Math.max(1, Math.min(quantity, MOST_OF_ONE));
  }

  function remove(skuId: string): void {
    lines.value = lines.value.filter((line) => line.sku.sku_id !== skuId);
  }

  function setMember(next: Member | null): void {
    member.value = next;
  }

  function bodyOf(): LooseReturnWork {
    return {
      request_id: newId(),
      lines: lines.value.map((line) => ({ sku_id: line.sku.sku_id, quantity: line.quantity, unit_price_minor: unit(line) ?? 0 })),
      refund_kind: kind.value,
      ...(member.value ? { member_id: member.value.member_id } : {}),
      reason: reason.value.trim().slice(0, LONGEST_REASON),
    };
  }

  async function confirm(): Promise<void> {
    if (!ready.value || delivery.phase.value.name !== "idle") return;
    refusal.value = null;
    await delivery.deliver("giveBackLoose", pending("giveBackLoose", works.giveBackLoose(bodyOf())), apply);
  }

  /** Also for a return that was sent before a reload; a refusal leaves what was typed. */
  function apply(outcome: Outcome<ReturnResult>): void {
    open.value = true;
    if (!outcome.ok) {
      refusal.value = outcome.refusal;
      return;
    }
    result.value = outcome.answer;
    booked();
  }

  function reset(): void {
    open.value = false;
    lines.value = [];
    member.value = null;
    kind.value = "cash";
    reason.value = "";
    refusal.value = null;
    result.value = null;
    terms.value = null;
  }

  return {
    open, lines, member, kind, kinds, reason, refusal, result, terms, total, ready,
    begin, unit, add, setQuantity, remove, setMember, confirm, apply, reset,
  };
}

export type Loose = ReturnType<typeof createLoose>;
