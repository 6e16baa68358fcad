/** The ticket: what is being sold to whom, and what the server says it costs. */
import { computed, reactive, ref, watch } from "vue";
import type { Cart, MemberDetail, Quote, Sku } from "../api/types";
import { isAborted, Refusal } from "../api/errors";
import { normalised } from "../lib/money";
import { copyOf, emptyDraft, isBlank, type Draft, type DraftShelf, type TicketLine } from "./draft";
import { createUndo } from "./undo";

export type QuoteState = "empty" | "asking" | "fresh" | "failed";

export interface TicketOptions {
  quote: (cart: Cart, signal: AbortSignal) => Promise<Quote>;
  /** The quote without a request; null where only the server can tell. */
  local?: (cart: Cart, member: MemberDetail | null) => Promise<Quote | null>;
  shelf: DraftShelf;
  debounceMs?: number;
  /** So long after the last change the server is asked as well, where the price was made here. */
  confirmMs?: number;
  /** Whether the server can be reached; where it cannot, a price made here stands. */
  reachable?: () => boolean;
  newKey?: () => string;
  /** The name of a new ticket's sale. */
  newId?: () => string;
}

const MOST_OF_ONE = 9_999;

/** What is asked and sold of a ticket. */
export const cartOf = (draft: Draft): Cart => ({
  member_id: draft.member?.member_id ?? draft.awaited ?? null,
  lines: draft.lines.map(({ key, sku, quantity, amount, giftCodes, manual, guides, note }) => ({ key, sku_id: sku.sku_id, quantity, ...(amount ? { amount_minor: amount } : {}), ...(giftCodes ? { gift_codes: giftCodes.slice(0, quantity).filter(Boolean) } : {}), ...(manual ? { manual: { ...manual } } : {}), ...(guides ? { guides: guides.map((one) => ({ ...one })) } : {}), ...(note ? { note } : {}) })),
  coupon_codes: [...draft.couponCodes],
  points: draft.member || draft.awaited ? draft.points : 0,
  ...(draft.manual ? { manual: { ...draft.manual } } : {}),
  ...(draft.guides ? { guides: draft.guides.map((one) => ({ ...one })) } : {}),
  ...(draft.saleNote ? { note: draft.saleNote } : {}),
  ...(draft.printsNotes ? { prints_notes: true } : {}),
  ...(draft.approval ? { approval: draft.approval.token } : {}),
});

export function createTicket(options: TicketOptions) {
  const newId = options.newId ?? (() => crypto.randomUUID());
  const draft = reactive<Draft>(options.shelf.load() ?? emptyDraft(newId()));
  const quote = ref<Quote | null>(null);
  const state = ref<QuoteState>("empty");
  const failure = ref<Error | null>(null);
  const selectedKey = ref<string | null>(draft.lines.at(-1)?.key ?? null);
  const newKey = options.newKey ?? (() => crypto.randomUUID());
  const undo = createUndo();

  let asked = 0;
  let running: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: (() => void)[] = [];
  /** One ticket takes another's place: half of each must never be kept. */
  let swapping = false;

  const cart = computed<Cart>(() => cartOf(draft));
  const pieces = computed(() => draft.lines.reduce((sum, line) => sum + line.quantity, 0));
  const blank = computed(() => isBlank(draft));
  /** Stored value and cards belong to somebody. */
  const needsMember = computed(() => !draft.member && !draft.awaited && draft.lines.some((line) => line.sku.kind === "topup" || line.sku.kind === "card"));
  const selected = computed(() => draft.lines.find((line) => line.key === selectedKey.value) ?? null);

  function release(): void {
    const released = waiting;
    waiting = [];
    for (const resume of released) resume();
  }

  function finish(next: QuoteState, answer: Quote | null, problem: Error | null): void {
    quote.value = answer;
    failure.value = problem;
    state.value = next;
    release();
  }

  /** Only the newest question counts: an older answer that arrives late is dropped. */
  async function ask(): Promise<void> {
    const number = ++asked;
    running?.abort();
    running = new AbortController();
    try {
      const answer = await options.quote(cart.value, running.signal);
      if (number === asked) finish("fresh", answer, null);
    } catch (problem) {
      if (number !== asked || isAborted(problem)) return;
      finish("failed", quote.value, problem instanceof Error ? problem : new Error(String(problem)));
    }
  }

  function priceSoon(): void {
    clearTimeout(timer);
    asked += 1;
    running?.abort();
    if (draft.lines.length === 0) {
      finish("empty", null, null);
      return;
    }
    state.value = "asking";
    if (options.local) void priceHere(asked, options.local);
    else timer = setTimeout(() => void ask(), options.debounceMs ?? 60);
  }

  /** At once and without a request where that can be; the server is asked when the hand rests, or at once where it alone knows. */
  async function priceHere(number: number, local: NonNullable<TicketOptions["local"]>): Promise<void> {
    const answer = await local(cart.value, draft.member).catch(() => null);
    if (number !== asked) return;
    if (answer) finish("fresh", answer, null);
    timer = answer ? setTimeout(() => void confirm(), options.confirmMs ?? 600) : setTimeout(() => void ask(), options.debounceMs ?? 60);
  }

  /**
   * What the server says of a price that was made here: it knows what is earned, and has the last word.
   * Once money was taken the total stays as it was shown; the sale itself is refused where it is no longer right.
   */
  async function confirm(): Promise<void> {
    if (options.reachable && !options.reachable()) return;
    const number = asked;
    running = new AbortController();
    try {
      const answer = await options.quote(cart.value, running.signal);
      if (number !== asked || (draft.tenders.length > 0 && answer.total_minor !== quote.value?.total_minor)) return;
      finish("fresh", answer, null);
    } catch (problem) {
      if (number === asked && problem instanceof Refusal) finish("failed", quote.value, problem);
    }
  }

  /** Resolves when no answer is outstanding any more; tells whether the quote can be trusted. */
  async function settled(): Promise<boolean> {
    while (state.value === "asking") await new Promise<void>((resume) => waiting.push(resume));
    return state.value === "fresh";
  }

  watch(cart, priceSoon, { deep: true, immediate: true, flush: "sync" });
  watch(draft, () => !swapping && options.shelf.save(draft), { deep: true, flush: "sync" });

  function add(sku: Sku, quantity = 1): TicketLine {
    if (draft.lines.length === 0 && draft.tenders.length === 0) draft.requestId = newId(); // a ticket begins with its first line
    const twin = draft.lines.find((line) => !line.pickup && !line.apart && !line.manual && line.sku.sku_id === sku.sku_id);
    if (twin) setQuantity(twin.key, twin.quantity + quantity);
    else draft.lines.push({ key: newKey(), sku, quantity });
    const line = twin ?? (draft.lines.at(-1) as TicketLine);
    selectedKey.value = line.key;
    undo.forget();
    return line;
  }

  /** How many there are, as the server says. */
  function setStock({ sku_id, on_hand }: Sku): void {
    for (const line of draft.lines) if (line.sku.sku_id === sku_id) line.sku.on_hand = on_hand;
  }

  /** Put the goods of a reward on the ticket, on a line of their own, with the code that pays for them. */
  function fetch(sku: Sku, code: string): void {
    if (draft.couponCodes.includes(code)) return;
    if (draft.lines.length === 0 && draft.tenders.length === 0) draft.requestId = newId();
    draft.lines.push({ key: newKey(), sku, quantity: 1, pickup: code });
    draft.couponCodes.push(code);
    selectedKey.value = draft.lines.at(-1)?.key ?? null;
  }

  function setQuantity(key: string, quantity: number): void {
    const line = draft.lines.find((one) => one.key === key);
    if (!line) return;
    if (quantity < 1) remove(key);
    else line.quantity = Math.min(quantity, MOST_OF_ONE);
  }

  /** Top up another amount; none is the plan's own. */
  function setAmount(key: string, amount: number | null): void {
    const line = draft.lines.find((one) => one.key === key);
    if (line) line.amount = amount ?? undefined;
  }

  /** The code of one of the gift cards that a line sells. */
  function setGiftCode(key: string, at: number, code: string): void {
    const line = draft.lines.find((one) => one.key === key);
    if (!line) return;
    const codes = Array.from({ length: line.quantity }, (_, place) => line.giftCodes?.[place] ?? "");
    codes[at] = normalised(code).trim().toUpperCase();
    line.giftCodes = codes;
  }

  /** Put the code of a gift card where one is missing; whether any was, or it stands there already. */
  function takeGiftCode(code: string): boolean {
    const lines = draft.lines.filter((line) => line.sku.kind === "gift");
    if (lines.some((line) => line.giftCodes?.includes(code))) return true;
    for (const line of lines) {
      const at = Array.from({ length: line.quantity }, (_, place) => line.giftCodes?.[place]).findIndex((one) => !one);
      if (at < 0) continue;
      setGiftCode(line.key, at, code);
      return true;
    }
    return false;
  }

  function remove(key: string): void {
    const index = draft.lines.findIndex((line) => line.key === key);
    if (index < 0) return;
    const [line] = draft.lines.splice(index, 1);
    const pickup = line?.pickup;
    if (line) undo.note(line, index);
    if (pickup) draft.couponCodes = draft.couponCodes.filter((code) => code !== pickup);
    if (selectedKey.value === key) selectedKey.value = (draft.lines[index] ?? draft.lines.at(-1))?.key ?? null;
  }

  /** Put the line back that was taken off last, where it was. */
  function putBack(): void {
    const off = undo.taken.value;
    if (!off) return;
    draft.lines.splice(off.index, 0, off.line);
    if (off.line.pickup) draft.couponCodes.push(off.line.pickup);
    selectedKey.value = off.line.key;
    undo.forget();
  }

  /** Split one piece off a line, so that it can be priced or noted otherwise. */
  function split(key: string): void {
    const index = draft.lines.findIndex((line) => line.key === key);
    const line = draft.lines[index];
    if (!line || line.quantity < 2) return;
    const codes = line.giftCodes?.slice(0, line.quantity);
    const own: TicketLine = { ...copyOf(line), key: newKey(), quantity: 1, apart: true, ...(codes ? { giftCodes: codes.splice(line.quantity - 1) } : {}) };
    line.quantity -= 1;
    if (codes) line.giftCodes = codes;
    draft.lines.splice(index + 1, 0, own);
    selectedKey.value = own.key;
  }

  function select(step: 1 | -1): void {
    const index = draft.lines.findIndex((line) => line.key === selectedKey.value);
    const next = draft.lines[Math.min(draft.lines.length - 1, Math.max(0, index + step))];
    if (next) selectedKey.value = next.key;
  }

  /** The member of a ticket that came from the store: with what hangs on them already; null takes it off. */
  function meet(member: MemberDetail | null): void {
    if (member) draft.member = member;
    delete draft.awaited;
    if (!member) draft.points = 0;
  }

  /** Another member has other coupons and points; what hung on the former one goes with them. */
  function setMember(member: MemberDetail | null): void {
    if (member?.member_id !== draft.member?.member_id) {
      const former = new Set(draft.member?.coupons.map((coupon) => coupon.code));
      draft.couponCodes = draft.couponCodes.filter((code) => !former.has(code));
      for (const line of draft.lines.filter((one) => one.pickup)) remove(line.key);
      draft.points = 0;
      undo.forget();
    }
    draft.member = member;
    delete draft.awaited;
  }

  function toggleCoupon(code: string): void {
    const index = draft.couponCodes.indexOf(code);
    if (index < 0) draft.couponCodes.push(code);
    else draft.couponCodes.splice(index, 1);
  }

  /** Add a coupon only if the server accepts it; the refusal otherwise, with the ticket as it was. */
  async function tryCoupon(typed: string): Promise<Error | null> {
    const code = normalised(typed).toUpperCase(); // as it is printed
    if (draft.couponCodes.includes(code)) return null;
    draft.couponCodes.push(code);
    if (await settled()) return null;
    const problem = failure.value;
    if (problem && draft.couponCodes.includes(code)) toggleCoupon(code);
    return problem;
  }

  function setPoints(points: number): void {
    draft.points = Math.max(0, Math.min(points, draft.member?.points ?? 0));
  }

  /** Take over the quote that a refused sale came back with. */
  function accept(next: Quote): void {
    clearTimeout(timer);
    asked += 1;
    running?.abort();
    finish("fresh", next, null);
  }

  /** Lay another ticket on the desk in place of this one; it is kept in one piece. */
  function lay(next: Draft): void {
    swapping = true;
    for (const name of Object.keys(draft) as (keyof Draft)[]) if (!(name in next)) delete draft[name];
    Object.assign(draft, next);
    swapping = false;
    options.shelf.save(draft);
    selectedKey.value = draft.lines.at(-1)?.key ?? null;
    undo.forget();
    quote.value = null; // the former ticket's
    priceSoon();
  }

  const clear = (): void => lay(emptyDraft(newId()));

  return {
    draft, cart, quote, state, failure, pieces, blank, needsMember, selected, selectedKey,
    add, setStock, fetch, setQuantity, setAmount, setGiftCode, takeGiftCode, remove, putBack, split, select, setMember, meet, toggleCoupon, tryCoupon, setPoints, accept, lay, clear, settled, taken: undo.taken,
    reprice: priceSoon,
  };
}

export type Ticket = ReturnType<typeof createTicket>;
