/** Goods exchanged in one ticket: what comes back is chosen under `returns`, here is what is taken instead, and the one difference. */
import { computed, ref, watch } from "vue";
import { works, type Client } from "../api/client";
import { isAborted, Refusal } from "../api/errors";
import type { Cart, ExchangeQuote, ExchangeRequest, GoodsExchanged, Minor, Sku, TenderKind } from "../api/types";
import type { Delivery, Outcome } from "../lib/delivery";
import type { Money } from "../lib/money";
import type { Pending } from "../lib/outbox";
import type { Returns } from "./returns";

export interface ExchangeLine {
  key: string;
  sku: Sku;
  quantity: number;
}

export interface ExchangeParts {
  quote: Client["quoteExchange"];
  returns: Returns;
  money: Money;
  delivery: Delivery;
  pending: (kind: Pending["kind"], work: Pending["work"]) => Pending;
  booked: () => void;
  newId?: () => string;
}

const MOST_OF_ONE = 999;
const PROOF_CODES = new Set(["wallet.proof_needed", "wallet.proof_wrong"]);

export function createExchange({ quote: ask, returns, money, delivery, pending, booked, newId = () => crypto.randomUUID() }: ExchangeParts) {
  const open = ref(false);
  const lines = ref<ExchangeLine[]>([]);
  const quote = ref<ExchangeQuote | null>(null);
  const failure = ref<Error | null>(null);
  const result = ref<GoodsExchanged | null>(null);
  const kind = ref<TenderKind>("cash");
  /** What the customer hands over in cash; nothing typed means exactly what is due. */
  const handed = ref("");
  const proof = ref("");
  let running: AbortController | null = null;

  const due = computed<Minor>(() => Math.max(0, quote.value?.difference_minor ?? 0));
  const back = computed<Minor>(() => Math.max(0, -(quote.value?.difference_minor ?? 0)));
  const kinds = computed<TenderKind[]>(() => (returns.sale.value?.member_id ? ["cash", "card", "wallet"] : ["cash", "card"]));
  const paid = computed<Minor | null>(() => (kind.value === "cash" && handed.value.trim() ? money.parse(handed.value) : due.value));
  const change = computed<Minor>(() => Math.max(0, (paid.value ?? 0) - due.value));
  const asksProof = computed(() => failure.value instanceof Refusal && PROOF_CODES.has(failure.value.code));
  const ready = computed(() => quote.value !== null && paid.value !== null && paid.value >= due.value);

  function cartOf(): Cart {
    return {
      member_id: returns.sale.value?.member_id ?? null,
      lines: lines.value.map((line) => ({ key: line.key, sku_id: line.sku.sku_id, quantity: line.quantity })),
      coupon_codes: [],
      points: 0,
    };
  }

  const asked = (): ExchangeRequest => ({ sale_id: returns.sale.value?.sale_id ?? "", lines: returns.lines.value, cart: cartOf() });

  async function price(): Promise<void> {
    running?.abort();
    quote.value = null;
    if (!open.value || !lines.value.length || !returns.sale.value) return;
    running = new AbortController();
    const mine = running;
    try {
      const answer = await ask(asked(), mine.signal);
      if (mine !== running) return;
      quote.value = answer;
      failure.value = null;
    } catch (problem) {
      if (mine === running && !isAborted(problem)) failure.value = problem as Error;
    }
  }

  watch(lines, () => void price(), { deep: true });

  function begin(): void {
    open.value = true;
    failure.value = null;
  }

  function add(sku: Sku, quantity = 1): void {
    const twin = lines.value.find((line) => line.sku.sku_id === sku.sku_id);
    if (twin) setQuantity(twin.key, twin.quantity + quantity);
    else lines.value.push({ key: newId(), sku, quantity });
  }

  function setQuantity(key: string, quantity: number): void {
    const line = lines.value.find((one) => one.key === key);
    if (line) line.quantity = Math.max(1, Math.min(quantity, MOST_OF_ONE));
  }

  function remove(key: string): void {
    lines.value = lines.value.filter((line) => line.key !== key);
  }

  async function confirm(): Promise<void> {
    if (!ready.value || !quote.value || delivery.phase.value.name !== "idle") return;
    const body = {
      ...asked(),
      request_id: newId(),
      reason: returns.reason.value.trim(),
      expected_refund_minor: quote.value.back.refund_minor,
      expected_total_minor: quote.value.quote.total_minor,
      tenders: due.value ? [{ kind: kind.value, amount_minor: paid.value ?? due.value }] : [],
      ...(proof.value ? { proof: proof.value } : {}),
    };
    failure.value = null;
    proof.value = "";
    await delivery.deliver("exchangeGoods", pending("exchangeGoods", works.exchangeGoods(body)), apply);
  }

  /** Also for an exchange that was sent before a reload. What was chosen stays when it is refused, at its newest price. */
  function apply(outcome: Outcome<GoodsExchanged>): void {
    open.value = true;
    if (outcome.ok) {
      result.value = outcome.answer;
      booked();
      booked();
      return;
    }
    const problem = outcome.refusal;
    const isAskedFor = PROOF_CODES.has(problem.code);
    failure.value = problem;
    if (!isAskedFor) void price().then(() => (failure.value ??= problem));
  }

  function reset(): void {
    running?.abort();
    open.value = false;
    lines.value = [];
    quote.value = null;
    failure.value = null;
    result.value = null;
    kind.value = "cash";
    handed.value = "";
    proof.value = "";
  }

  return {
    open, lines, quote, failure, result, kind, kinds, handed, proof, due, back, paid, change, asksProof, ready,
    begin, add, setQuantity, remove, confirm, apply, reset,
  };
}

export type Exchange = ReturnType<typeof createExchange>;
