/** Taking goods back that no sale can be found for: which, at what price, and how the money goes back. */
import { computed, ref } from "vue";
import { works } from "../api/client";
import type { LooseReturnWork, Member, Minor, ReturnResult, Sku, TenderKind } from "../api/types";
import type { Refusal } from "../api/errors";
import type { Delivery, Outcome } from "../lib/delivery";
import type { Money } from "../lib/money";
import type { Pending } from "../lib/outbox";

export interface LooseLine {
  sku: Sku;
  quantity: number;
  /** What the cashier typed; the tag price to begin with. */
  price: string;
}

export interface LooseParts {
  money: Money;
  delivery: Delivery;
  pending: (kind: Pending["kind"], work: Pending["work"]) => Pending;
  booked: () => void;
  newId?: () => string;
}

const LONGEST_REASON = 80;
const MOST_OF_ONE = 999;

export function createLoose({ money, delivery, pending, booked, newId = () => crypto.randomUUID() }: LooseParts) {
  const open = ref(false);
  const lines = ref<LooseLine[]>([]);
  const member = ref<Member | null>(null);
  const kind = ref<TenderKind>("cash");
  const reason = ref("");
  const refusal = ref<Refusal | null>(null);
  const result = ref<ReturnResult | null>(null);

  const unit = (line: LooseLine): Minor | null => money.parse(line.price);
  const total = computed(() => lines.value.reduce((sum, line) => sum + (unit(line) ?? 0) * line.quantity, 0));
  /** Stored value belongs to a member. */
  const kinds = computed<TenderKind[]>(() => (member.value ? ["cash", "card", "wallet"] : ["cash", "card"]));
  const ready = computed(() => lines.value.length > 0 && lines.value.every((line) => unit(line) !== null));

  const lineOf = (skuId: string) => lines.value.find((line) => line.sku.sku_id === skuId);

  function add(sku: Sku, quantity = 1): void {
    const twin = lineOf(sku.sku_id);
    if (twin) setQuantity(sku.sku_id, twin.quantity + quantity);
    else lines.value.push({ sku, quantity, price: money.plain(sku.tag_minor) });
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
    if (!kinds.value.includes(kind.value)) kind.value = "cash";
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
  }

  return {
    open, lines, member, kind, kinds, reason, refusal, result, total, ready,
    unit, add, setQuantity, remove, setMember, confirm, apply, reset,
  };
}

export type Loose = ReturnType<typeof createLoose>;
