/** Taking goods back: find the sale, choose lines and pieces, see the refund, confirm. */
import { computed, ref, watch } from "vue";
import { works, type Client } from "../api/client";
import { isAborted, Refusal } from "../api/errors";
import type { Member, ReturnResult, Sale, SaleSummary } from "../api/types";
import type { Delivery, Outcome } from "../lib/delivery";
import { t } from "../lib/i18n";
import type { Pending } from "../lib/outbox";
import { route } from "../lib/scan";

export interface ReturnParts {
  client: Client;
  delivery: Delivery;
  pending: (kind: Pending["kind"], work: Pending["work"]) => Pending;
  booked: () => void;
  newId?: () => string;
}

const LIMIT = 20;
const LONGEST_NUMBER = 40;
const LONGEST_REASON = 80;
const TOO_MANY = "returns.too_many";

/** Neither digits nor a card's code. */
const isName = (text: string): boolean => !/^[\d\s+()-]+$/.test(text) && route(text).kind !== "member";

function asError(problem: unknown): Error {
  return problem instanceof Error ? problem : new Error(String(problem));
}

export function createReturns({ client, delivery, pending, booked, newId = () => crypto.randomUUID() }: ReturnParts) {
  const found = ref<SaleSummary[] | null>(null);
  /** Members to choose from, where the search met several. */
  const people = ref<Member[]>([]);
  const sale = ref<Sale | null>(null);
  const pieces = ref<Record<string, number>>({});
  const reason = ref("");
  const preview = ref<ReturnResult | null>(null);
  const failure = ref<Error | null>(null);
  const result = ref<ReturnResult | null>(null);
  const searching = ref(false);
  let asked = 0;
  let running: AbortController | null = null;

  const lines = computed(() =>
    Object.entries(pieces.value)
      .filter(([, quantity]) => quantity > 0)
      .map(([line_id, quantity]) => ({ line_id, quantity })),
  );
  const ready = computed(() => preview.value !== null && lines.value.length > 0);

  async function salesOf(memberId: string): Promise<SaleSummary[]> {
    return (await client.sales({ q: "", member_id: memberId, limit: LIMIT })).items;
  }

  /** A number, or a part of it, comes first; then a member's card, phone or name. */
  async function listFor(text: string): Promise<SaleSummary[]> {
    const code = route(text);
    if (code.kind === "payment") return []; // the customer's own: it is sent nowhere
    const numbered = code.kind === "member" ? [] : (await client.sales({ q: code.code.slice(0, LONGEST_NUMBER), limit: LIMIT })).items;
    if (numbered.length > 0 || code.kind === "sale") return numbered;
    const members = (await client.members(code.code)).items;
    // A name may be anybody's: who it is has to be seen first.
    const only = members.length === 1 && !isName(code.code) ? members[0] : undefined;
    people.value = only ? [] : members;
    return only ? salesOf(only.member_id) : [];
  }

  async function chooseMember(memberId: string): Promise<void> {
    people.value = [];
    found.value = await salesOf(memberId).catch((problem: unknown) => {
      failure.value = asError(problem);
      return [];
    });
  }

  /** Look for a sale by its number, a member's card, phone or name. A single find is opened at once. */
  async function search(text: string): Promise<void> {
    reset();
    searching.value = true;
    const mine = ++asked;
    try {
      const items = await listFor(text.trim());
      if (mine !== asked) return;
      found.value = items;
      const only = items.length === 1 ? items[0] : undefined;
      if (only) await choose(only.sale_id);
    } catch (problem) {
      if (mine === asked) failure.value = asError(problem);
    } finally {
      if (mine === asked) searching.value = false;
    }
  }

  async function choose(saleId: string): Promise<void> {
    failure.value = null;
    try {
      sale.value = await client.sale(saleId);
      pieces.value = Object.fromEntries(sale.value.lines.map((line) => [line.line_id, 0]));
    } catch (problem) {
      failure.value = asError(problem);
    }
  }

  function setPieces(lineId: string, quantity: number): void {
    const line = sale.value?.lines.find((one) => one.line_id === lineId);
    if (line) pieces.value[lineId] = Math.max(0, Math.min(quantity, line.quantity - line.returned));
  }

  function chooseAll(): void {
    for (const line of sale.value?.lines ?? []) setPieces(line.line_id, line.quantity - line.returned);
  }

  async function askPreview(): Promise<void> {
    running?.abort();
    preview.value = null;
    failure.value = null;
    if (!sale.value || lines.value.length === 0) return;
    running = new AbortController();
    const mine = running;
    try {
      const answer = await client.quoteReturn({ sale_id: sale.value.sale_id, lines: lines.value }, mine.signal);
      if (mine === running) preview.value = answer;
    } catch (problem) {
      if (mine !== running || isAborted(problem)) return;
      failure.value = asError(problem);
      if (problem instanceof Refusal && problem.code === TOO_MANY) await lookAgain();
    }
  }

  watch(lines, () => void askPreview(), { deep: true });

  async function confirm(): Promise<void> {
    if (!sale.value || !preview.value || delivery.phase.value.name !== "idle") return;
    const body = {
      request_id: newId(),
      sale_id: sale.value.sale_id,
      lines: lines.value,
      expected_refund_minor: preview.value.refund_minor,
      reason: reason.value.trim().slice(0, LONGEST_REASON),
    };
    await delivery.deliver("giveBack", pending("giveBack", works.giveBack(body)), apply);
  }

  function apply(outcome: Outcome<ReturnResult>): void {
    if (!outcome.ok) {
      void refuse(outcome.refusal);
      return;
    }
    result.value = outcome.answer;
    booked();
  }

  /** A refusal keeps what was chosen, as far as it can still come back: the world has moved on. */
  async function refuse(problem: Refusal): Promise<void> {
    if (problem.code === TOO_MANY && (await lookAgain())) return;
    await askPreview();
    failure.value = problem;
  }

  /** Somebody took goods of this sale back meanwhile: show what is left, and choose no more than that. */
  async function lookAgain(): Promise<boolean> {
    const before = sale.value;
    const fresh = before && (await client.sale(before.sale_id).catch(() => null));
    if (!fresh) return false;
    const chosen = pieces.value;
    sale.value = fresh;
    pieces.value = Object.fromEntries(fresh.lines.map((line) => [line.line_id, Math.min(chosen[line.line_id] ?? 0, line.quantity - line.returned)]));
    await askPreview();
    failure.value = new Refusal(409, TOO_MANY, t("Part of this was taken back meanwhile. What is left is shown; look at it again."));
    return true;
  }

  function reset(): void {
    found.value = null;
    people.value = [];
    sale.value = null;
    pieces.value = {};
    reason.value = "";
    preview.value = null;
    failure.value = null;
    result.value = null;
    running?.abort();
  }

  return {
    found, people, sale, pieces, reason, preview, failure, result, searching, lines, ready,
    search, choose, chooseMember, setPieces, chooseAll, confirm, apply, reset,
  };
}

export type Returns = ReturnType<typeof createReturns>;
