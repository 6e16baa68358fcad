/** Taking money: tenders against the quote's total, and the sale that follows. */
import { computed, ref, watch } from "vue";
import { works } from "../api/client";
import { Refusal } from "../api/errors";
import type { Buyer, Completed, Minor, Quote, Sale, SaleRequest, Sku, Tender, TenderKind } from "../api/types";
import { GIVEN_UP, type Delivery, type Outcome } from "../lib/delivery";
import { t } from "../lib/i18n";
import type { Money } from "../lib/money";
import type { Pending } from "../lib/outbox";
import { ceiling, settle, suggested, walletExcess, walletLeft, withTender } from "../lib/tenders";
import { completedOf, objection, type Unsent } from "../offline/made";
import type { Offline } from "../offline/offline";
import type { Ticket } from "./ticket";
import type { Sheet, Ui } from "./ui";

export interface CheckoutParts {
  ticket: Ticket;
  ui: Ui;
  money: Money;
  delivery: Delivery;
  pending: (kind: Pending["kind"], work: Pending["work"]) => Pending;
  /** The whole sale, for the receipt beside the change. */
  loadSale: (saleId: string) => Promise<Sale>;
  /** Another document of this shift. */
  booked: () => void;
  shiftClosed: () => void;
  refreshMember: () => Promise<void>;
  /** The goods of a line as the server knows them now; null where nobody can tell. */
  current?: (sku: Sku) => Promise<Sku | null>;
  /** More may be sold than the stock shows. */
  negativeStock?: boolean;
  /** One may pay with gift cards here. */
  giftCards?: boolean;
  /** Selling without the server. */
  offline?: Pick<Offline, "away" | "sell" | "soldAs"> & Partial<Pick<Offline, "left" | "drop" | "called">>;
}

/** What of the total a wallet may pay: stored value does not buy stored value. */
function walletShare(ticket: Ticket, total: Minor): Minor {
  const topups = new Set(ticket.draft.lines.filter((line) => line.sku.kind === "topup").map((line) => line.key));
  const lines = ticket.quote.value?.lines.filter((line) => topups.has(line.key)) ?? [];
  return Math.max(0, total - lines.reduce((sum, line) => sum + line.paid_minor, 0));
}

/** What is asked of who stands there, by the refusal that says so: each has a sheet of its own. */
const ASKING: Record<string, Sheet> = {
  "wallet.proof_needed": "proof",
  "wallet.proof_wrong": "proof",
  "wallet.contract_needed": "contract",
  "wallet.name_needed": "buyer",
  "wallet.name_invalid": "buyer",
  "wallet.payer_needed": "buyer",
  "wallet.account_invalid": "buyer",
  "manual.approval_needed": "approval",
  "manual.approval_ended": "approval",
};
/** What is paid before it is delivered: the law wants to know more of who buys it. */
const PREPAID = new Set(["topup", "card", "gift"]);
const BALANCE_CODES = new Set(["wallet.insufficient", "points.insufficient"]);

function isQuote(value: unknown): value is Quote {
  return typeof value === "object" && value !== null && "total_minor" in value && "lines" in value;
}

export function createCheckout(parts: CheckoutParts) {
  const { ticket, ui, money, delivery, pending } = parts;
  /** They belong to the ticket: what was taken stays noted wherever the cashier goes, until it is taken off. */
  const tenders = computed<Tender[]>({ get: () => ticket.draft.tenders, set: (next) => (ticket.draft.tenders = next) });
  const kind = ref<TenderKind>("cash");
  const typed = ref<string | null>(null);
  const reference = ref("");
  const refusal = ref<Refusal | null>(null);
  const changed = ref<{ before: number; quote: Quote } | null>(null);
  const done = ref<Completed | null>(null);
  const paper = ref<Sale | null>(null);
  /** The sale was made without the server, which may not know it yet. */
  const here = ref(false);
  /** What the top-ups of the sale that is done gave besides, in the words of its quote. */
  const given = ref<string[]>([]);
  /** What the server wants to be proved or accepted first. */
  const asked = ref<Refusal | null>(null);
  /** Who buys, where the law asks: for this ticket only, and in memory alone. */
  const buyer = ref<Buyer | null>(null);
  watch(() => ticket.draft.requestId, () => {
    buyer.value = null;
    refusal.value = null;
    changed.value = null;
    choose("cash");
  });
  /** What was sent last: it is sent again once the member has proved or accepted what was asked. */
  let sentLast: SaleRequest | null = null;

  const total = computed(() => ticket.quote.value?.total_minor ?? 0);
  const settlement = computed(() => settle(total.value, tenders.value));
  const due = computed(() => settlement.value.due);
  const away = computed(() => parts.offline?.away.value ?? false);
  /** Without the server only what it set aside for this till. */
  const balance = computed(() => {
    const member = ticket.draft.member;
    if (!member || away.value) return (member && parts.offline?.left?.(member.member_id)?.wallet_minor) || 0;
    return member.principal_minor + member.bonus_minor;
  });
  const walletMost = computed(() => Math.min(balance.value, walletShare(ticket, total.value)));
  const wallet = computed(() => walletLeft(walletMost.value, tenders.value));
  /** What no longer fits since the total or the balance has moved: money to give back, and stored value that is not there. */
  const surplus = computed(() => settlement.value.surplus);
  const walletOver = computed(() => walletExcess(walletMost.value, tenders.value));
  const fits = computed(() => surplus.value === 0 && walletOver.value === 0);
  /** A wallet without money is not offered at all; without the server only what needs it not. */
  const kinds = computed<TenderKind[]>(() => ["cash", "card", ...(wallet.value > 0 ? (["wallet"] as const) : []), ...(parts.giftCards && !away.value ? (["gift"] as const) : [])]);
  const offered = computed(() => suggested(kind.value, due.value, wallet.value));
  const entered = computed(() => (typed.value === null || typed.value === "" ? offered.value : money.parse(typed.value)));
  const tooMuch = computed(() => (entered.value ?? 0) > ceiling(kind.value, due.value, wallet.value));
  const change = computed(() => {
    if (due.value === 0) return settlement.value.change;
    return Math.max(0, (kind.value === "cash" ? (entered.value ?? 0) : 0) - due.value);
  });
  /** Whether the next press of the big button completes the sale. */
  const completes = computed(() => due.value === 0 || (entered.value ?? 0) >= due.value);
  const ready = computed(
    () => ticket.state.value === "fresh" && fits.value && !tooMuch.value && (kind.value !== "gift" || due.value === 0 || reference.value.trim() !== "") && (due.value === 0 || (entered.value ?? 0) > 0),
  );

  const prepaid = computed(() => ticket.draft.lines.some((line) => PREPAID.has(line.sku.kind)));
  /** What the law has against the ticket; that a name or an account is missing is settled once it is noted. */
  const notices = computed(() =>
    (ticket.quote.value?.notices ?? []).filter(
      (one) => !(buyer.value?.name && one.key.startsWith("realname.")) && !(buyer.value?.account && one.key === "noncash.payer"),
    ),
  );

  watch(kinds, (offeredNow) => !offeredNow.includes(kind.value) && choose("cash"));

  function choose(next: TenderKind): void {
    kind.value = next;
    typed.value = null;
    reference.value = "";
    refusal.value = null;
  }

  /** Say so where there is not enough on hand, before money is taken; only what looks short is asked for again. */
  async function lacking(): Promise<boolean> {
    if (parts.negativeStock || away.value) return false;
    for (const line of ticket.draft.lines) {
      if (line.sku.on_hand === null || line.quantity <= line.sku.on_hand) continue;
      const now = (await parts.current?.(line.sku).catch(() => null)) ?? line.sku;
      line.sku.on_hand = now.on_hand;
      if (now.on_hand === null || line.quantity <= now.on_hand) continue;
      ticket.selectedKey.value = line.key;
      ui.tell("error", t("Only %(n)s of %(name)s are on hand. Lower the quantity, or take the line off.", { n: now.on_hand, name: nameOf(line.sku) }));
      return true;
    }
    return false;
  }

  /** Say which gift card nobody has scanned yet, before anything is accepted or paid. */
  function unscanned(): boolean {
    const line = ticket.draft.lines.find(({ sku, quantity, giftCodes }) => sku.kind === "gift" && (giftCodes ?? []).slice(0, quantity).filter(Boolean).length < quantity);
    if (!line) return false;
    ticket.selectedKey.value = line.key;
    ui.tell("error", t("Scan the code of each gift card first: %(name)s, %(n)s in all.", { n: line.quantity, name: nameOf(line.sku) }));
    return true;
  }

  const nameOf = (sku: Sku): string => [sku.name, sku.colour, sku.size].filter(Boolean).join(" ");

  /** Go from selling to paying; stays where it is while the server has not priced the ticket. */
  async function start(): Promise<void> {
    if (ticket.draft.lines.length === 0 || unscanned() || !(await ticket.settled()) || (await lacking())) return;
    changed.value = null;
    asked.value = null;
    choose("cash");
    if (ticket.quote.value?.contract_needed && !buyer.value?.contract_version) ui.sheet.value = "contract";
    else ui.go("pay");
  }

  function removeTender(index: number): void {
    tenders.value = tenders.value.filter((_, at) => at !== index);
    typed.value = null;
  }

  function entry(): Tender {
    const note = reference.value.trim();
    const base = { kind: kind.value, amount_minor: entered.value ?? 0 };
    return (kind.value === "card" || kind.value === "gift") && note ? { ...base, reference: note } : base;
  }

  /** The one big button: note this tender, and complete the sale once nothing is due. */
  async function take(): Promise<void> {
    if (!ready.value || delivery.phase.value.name !== "idle") return;
    refusal.value = null;
    const next = due.value > 0 ? withTender(tenders.value, entry()) : tenders.value;
    if (settle(total.value, next).complete) {
      if (kind.value === "card") tenders.value = next; // charged already, whatever becomes of the sale
      await complete(next);
    } else {
      tenders.value = next;
      choose(kind.value === "cash" ? "card" : "cash");
    }
  }

  async function complete(paidWith: Tender[]): Promise<void> {
    if (away.value) return completeHere(paidWith);
    await send({
      ...ticket.cart.value,
      request_id: ticket.draft.requestId,
      expected_total_minor: total.value,
      tenders: paidWith,
    });
  }

  /** The proof goes with this sending only: it is kept neither here nor on disk. Who buys is on no disk either. */
  async function send(body: SaleRequest, proof = ""): Promise<void> {
    sentLast = body;
    const memberId = ticket.draft.member?.member_id;
    if (memberId) await parts.offline?.drop?.(memberId);
    const told = { ...body, ...(proof ? { proof } : {}), ...(buyer.value ? { buyer: { ...buyer.value } } : {}) };
    await goOn(body, await delivery.deliver("sale", pending("sale", works.sale(told)), apply));
    if (memberId) parts.offline?.called?.(memberId);
  }

  /** What the server did not answer is sold without it, where the cashier would not wait. */
  async function goOn(body: SaleRequest, outcome: Outcome<Completed>): Promise<void> {
    if (!outcome.ok && outcome.refusal.code === GIVEN_UP) await completeHere(body.tenders, body.request_id);
  }

  /** It is done as soon as it is on this machine's disk. */
  async function completeHere(paidWith: Tender[], insteadOf: string | null = null): Promise<void> {
    const row = await parts.offline?.sell(ticket, paidWith, insteadOf);
    if (typeof row === "string") refusal.value = new Refusal(0, "till.offline", row);
    else if (row) show(completedOf(row, ticket.quote.value?.points_to_earn ?? 0), row.paper);
  }

  /** Whether the sale that has no answer can be made without one. */
  const canGoOn = (): boolean =>
    parts.offline !== undefined && sentLast?.request_id === ticket.draft.requestId && ticket.quote.value?.total_minor === sentLast.expected_total_minor && objection(ticket.draft, sentLast.tenders) === "";

  /** The page died after a sale was on disk and before its ticket was cleared: it is sold, and shown. */
  async function settleKept(): Promise<void> {
    const row: Unsent | null = (await parts.offline?.soldAs(ticket.draft.requestId)) ?? null;
    if (row) show(completedOf(row), row.paper);
  }

  /** A sale that was sent before a reload: it is answered with what was done, or asks for the PIN again. */
  async function resume(one: Pending): Promise<void> {
    sentLast = one.work.body as SaleRequest;
    await goOn(sentLast, await delivery.deliver("sale", one, apply));
  }

  /** Whether cash came in or went out, as the drawer wants to know. */
  const tookCash = (): boolean => sentLast?.tenders.some((one) => one.kind === "cash") ?? false;

  /** What an answer means for the till. */
  function apply(outcome: Outcome<Completed>): void {
    if (!outcome.ok) {
      refuse(outcome.refusal);
      return;
    }
    show(outcome.answer, null);
    void showPaper(outcome.answer.sale_id);
  }

  /** The sale is done: what it came to, and its receipt where that is here already. */
  function show(completed: Completed, sale: Sale | null): void {
    done.value = completed;
    here.value = sale !== null;
    paper.value = sale;
    given.value = ticket.quote.value?.topups?.flatMap((one) => one.words) ?? [];
    ticket.clear();
    parts.booked();
    ui.go("done");
  }

  /** The receipt may come later, or not at all; the change is what matters now. */
  async function showPaper(saleId: string): Promise<void> {
    try {
      const sale = await parts.loadSale(saleId);
      if (done.value?.sale_id === saleId) paper.value = sale;
    } catch {
      paper.value = null;
    }
  }

  function refuse(problem: Refusal): void {
    const quote = problem.data.quote;
    if (problem.code === "sales.total_changed" && isQuote(quote)) changed.value = { before: total.value, quote };
    else if (problem.code === "sales.shift_closed") shiftClosed();
    else if (ASKING[problem.code]) {
      asked.value = problem;
      ui.sheet.value = ASKING[problem.code] ?? null;
    }
    else {
      refusal.value = problem;
      if (BALANCE_CODES.has(problem.code)) void lookAgain();
    }
  }

  /** The member spent elsewhere meanwhile: show what is left now, and which tender no longer fits. */
  async function lookAgain(): Promise<void> {
    typed.value = null;
    await parts.refreshMember();
  }

  /** Somebody closed the shift meanwhile: the ticket stays with what was taken, and a shift is opened first. */
  function shiftClosed(): void {
    parts.shiftClosed();
    ui.go("open");
    ui.tell("warning", t("The shift was closed elsewhere meanwhile. Nothing was booked; the ticket and what was taken are kept. Open the next shift to go on."));
  }

  /** Once more, with what the member typed or showed. */
  async function again(proof = ""): Promise<void> {
    asked.value = null;
    ui.sheet.value = null;
    const { approval } = ticket.cart.value; // a manager may have approved meanwhile what was refused
    if (sentLast) await send({ ...sentLast, ...(approval ? { approval } : {}) }, proof);
  }

  /** Note who buys; a sale that was refused for want of it goes out once more. */
  async function noteBuyer(told: Buyer): Promise<void> {
    buyer.value = { ...buyer.value, ...told };
    if (asked.value) await again();
    else ui.sheet.value = null;
  }

  /** The contract was read and accepted: a sale that was refused for want of it goes out once more; before one, on to paying. */
  async function accepted(read: Buyer = {}): Promise<void> {
    if (Object.keys(read).length) buyer.value = { ...buyer.value, ...read };
    if (asked.value) return again();
    if (!buyer.value?.contract_version) ticket.reprice(); // a member's acceptance is kept by the server
    ui.sheet.value = null;
    if (await ticket.settled()) await start();
  }

  function acceptChange(): void {
    if (!changed.value) return;
    ticket.accept(changed.value.quote);
    changed.value = null;
    typed.value = null;
  }

  function declineChange(): void {
    changed.value = null;
    ticket.reprice();
    ui.go("sell");
  }

  return {
    tenders, kind, typed, reference, refusal, changed, done, tookCash, paper, given, total, due, balance, wallet, kinds, offered, entered, tooMuch,
    surplus, walletOver, fits,
    canGoOn, settleKept, here, asked, again, buyer, noteBuyer, accepted, prepaid, notices,
    change, completes, ready, choose, start, removeTender, take, resume, acceptChange, declineChange,
  };
}

export type Checkout = ReturnType<typeof createCheckout>;
