/** One till in one browser: its parts, put together, and handed to every component. */
import { computed, inject, ref, watch, type InjectionKey } from "vue";
import { works, type Client, type Work, type WorkKind } from "../api/client";
import { NoAnswer, Refusal } from "../api/errors";
import type { NewMember } from "../api/joining";
import type { Member, TillInfo } from "../api/types";
import type { Engine } from "../engine/engine";
import { createDelivery, type Outcome } from "../lib/delivery";
import { t } from "../lib/i18n";
import { createMoney } from "../lib/money";
import { diskOutbox, type Outbox, type Pending } from "../lib/outbox";
import { createAgent } from "../lib/agent";
import { createDesk } from "../lib/desk";
import type { DocumentKind, PrintingConfig } from "../lib/print";
import { openLine } from "../lib/showing";
import { createAside } from "./aside";
import { createOffline } from "../offline/offline";
import { createByHand } from "./byHand";
import { createCheckout } from "./checkout";
import { unfinishedStore } from "./draft";
import { createExchange } from "./exchange";
import { online } from "./line";
import { createLoose } from "./loose";
import { createOpen, createShelf } from "./open";
import { createPasses } from "./passes";
import { createPrinting } from "./printing";
import { createPricing } from "./pricing";
import { createReturns } from "./returns";
import { createRewards } from "./rewards";
import { createSearch } from "./search";
import { createServing } from "./serving";
import { createShift } from "./shift";
import { createShowing } from "./showing";
import { createTicket } from "./ticket";
import { createUi } from "./ui";

export interface TillParts {
  client: Client;
  info: TillInfo;
  language: string;
  zone: string;
  csrf?: string;
  /** How this till prints; by the browser where nothing is said. */
  printing?: PrintingConfig;
  outbox?: Outbox;
  storage?: Storage;
  /** Prices in the browser; without it the server prices. */
  engine?: Engine;
  /** Whether this page still works at the till. */
  mine?: () => boolean;
}

/** What a failure says to the cashier: the server's own words, or that no answer came. */
export function wordsOf(problem: Error): string {
  if (problem instanceof Refusal) return problem.message;
  if (problem instanceof NoAnswer) return t("The server did not answer. Check the network, then try again.");
  return problem.message;
}

const BY_BROWSER: PrintingConfig = { way: "browser", hasDrawer: false, printsItself: false, agent: "", token: "" };

export function createTill({ client, info: loaded, language, zone, csrf = "", printing: how = BY_BROWSER, outbox = diskOutbox, storage = localStorage, engine, mine }: TillParts) {
  const info = ref(loaded);
  const money = createMoney(loaded.brand, language);
  const may = (permission: string): boolean => info.value.permissions.includes(permission);
  const ui = createUi(loaded.shift || !may("sales.shift") ? "sell" : "open");
  const delivery = createDelivery(client, outbox);
  const pending = (kind: WorkKind, work: Work): Pending => ({ kind, tillId: loaded.till.id, at: Date.now(), work });
  const shelf = createShelf(unfinishedStore(loaded.till.id, storage, mine));
  const pricing = engine && createPricing({ client, engine, storeId: loaded.store.id, zone });
  const ticket = createTicket({ quote: client.quote, local: pricing?.local, reachable: () => online.value, shelf: shelf.shelf });
  const open = createOpen({ ticket, shelf });
  const byHand = createByHand({ ticket, ui, money, client, info });
  const aside = createAside({ client, ticket, open, shelf, ui, wordsOf });
  const serving = createServing({ ticket, ui, client });
  const search = createSearch(client, pricing && { byCode: pricing.byCode, counted: ticket.setStock });
  async function refreshMember(): Promise<void> {
    const held = ticket.draft.member;
    if (!held) return;
    ticket.setMember(await client.member(held.member_id).catch(() => held));
    ticket.setPoints(ticket.draft.points); // no more than are left
  }

  const booked = (): void => {
    if (info.value.shift) info.value.shift.document_count += 1;
  };
  const offline = createOffline({ client, info, limits: client });
  const checkout = createCheckout({
    offline,
    ticket, ui, money, delivery, pending, booked,
    loadSale: (saleId) => client.sale(saleId),
    shiftClosed: () => (info.value.shift = null),
    refreshMember,
    current: (sku) => (sku.barcode ? search.current(sku.barcode) : Promise.resolve(null)),
    negativeStock: loaded.allows_negative_stock,
    giftCards: loaded.has_gift_cards,
  });
  const returns = createReturns({ client, delivery, pending, booked });
  const exchange = createExchange({ quote: client.quoteExchange, returns, money, delivery, pending, booked });
  const loose = createLoose({ terms: client.looseTerms, money, delivery, pending, booked });
  const printing = createPrinting({ config: how, agent: createAgent({ address: how.agent, token: how.token }), desk: createDesk({ csrf, tillId: loaded.till.id }) });
  watch(checkout.done, (sale) => sale && void printing.settled("sales", sale.sale_id, sale.number, checkout.tookCash()));
  watch([returns.result, loose.result], ([back, other]) => {
    const one = back ?? other;
    if (one) void printing.settled("returns", one.return_id, one.number, one.refunds.some((part) => part.kind === "cash"));
  });
  watch(exchange.result, (both) => both && void printing.settled("sales", both.sale.sale_id, both.sale.number, true));
  const shift = createShift({ info, ui, delivery, pending, reload: client.till });

  /** Call a member to what is being worked on. */
  async function chooseMember(memberId: string): Promise<void> {
    const member = await client.member(memberId);
    offline.called(memberId);
    if (ui.screen.value === "return") loose.setMember(member);
    else ticket.setMember(member);
  }

  const passes = createPasses({ ui, delivery, pending, booked, refreshMember });

  const callMember = async (memberId: string): Promise<void> => ticket.setMember(await client.member(memberId));
  const rewards = createRewards({ ui, ticket, client, delivery, pending, callMember, refreshMember });

  /** Enter a new member and call them. */
  async function register(member: Omit<NewMember, "request_id">): Promise<Refusal | null> {
    const work = works.register({ ...member, request_id: crypto.randomUUID() });
    const outcome = await delivery.deliver("register", pending("register", work));
    if (!outcome.ok) return outcome.refusal;
    await chooseMember(outcome.answer.member_id);
    return null;
  }

  function applyRegistered(outcome: Outcome<Member>): void {
    if (outcome.ok) ui.tell("success", t("%(name)s is a member now.", { name: outcome.answer.name }));
    else ui.tell("error", outcome.refusal.message);
  }

  function resumeOne(one: Pending): Promise<unknown> {
    switch (one.kind) {
      case "sale":
        open.turnToNamed(one.work.body.request_id);
        return checkout.resume(one);
      case "giveBack":
        ui.go("return");
        return delivery.deliver("giveBack", one, returns.apply);
      case "exchangeGoods":
        ui.go("return");
        return delivery.deliver("exchangeGoods", one, exchange.apply);
      case "giveBackLoose":
        ui.go("return");
        return delivery.deliver("giveBackLoose", one, loose.apply);
      case "usePass":
        return delivery.deliver("usePass", one, passes.applyUsed);
      case "undoUse":
        return delivery.deliver("undoUse", one, passes.applyUndone);
      case "redeem":
        return delivery.deliver("redeem", one, rewards.applyRedeemed);
      case "exchange":
        return delivery.deliver("exchange", one, rewards.applyExchanged);
      case "handOut":
        return delivery.deliver("handOut", one, rewards.applyHandedOut);
      case "openShift":
        return delivery.deliver("openShift", one, shift.applyOpened);
      case "closeShift":
        return delivery.deliver("closeShift", one, shift.applyClosed);
      case "register":
        return delivery.deliver("register", one, applyRegistered);
    }
  }

  /** Bring to an end what an earlier page sent and got no answer to. */
  async function resume(): Promise<void> {
    await checkout.settleKept();
    void offline.start();
    for (const one of await outbox.list(loaded.till.id)) await resumeOne(one);
    const left = checkout.refusal.value;
    if (left && ui.screen.value === "sell") ui.tell("error", left.message);
  }

  const print = (kind: DocumentKind, id: string): Promise<void> => printing.print(kind, id);

  /** Go and count the drawer, once nothing is left open; tells what is in the way otherwise. */
  function toClose(): string {
    if (open.list.value.some(({ draft }) => draft.lines.length > 0 || draft.tenders.length > 0)) return t("There is an unfinished ticket. Charge it or remove its lines first.");
    const held = offline.holds();
    if (held) return held;
    ui.go("close");
    return "";
  }

  /** How many pieces of work wait for an answer. */
  const unanswered = async (): Promise<number> => (await outbox.list(loaded.till.id)).length + aside.unsent();

  /** An instant as the store's clock shows it. */
  const when = (iso: string): string =>
    new Date(iso).toLocaleString(language, { dateStyle: "medium", timeStyle: "short", timeZone: zone });
  /** Shorter: of today the time only. */
  const clock = (iso: string): string => {
    const there = new Date(iso);
    const today = there.toLocaleDateString("en-CA", { timeZone: zone }) === dayHere();
    return today ? there.toLocaleTimeString(language, { timeStyle: "short", timeZone: zone }) : when(iso);
  };
  /** The day on the store's clock, as YYYY-MM-DD. */
  const dayHere = (): string => new Date().toLocaleDateString("en-CA", { timeZone: zone });
  const today = (): string => new Date().toLocaleDateString(language, { dateStyle: "full", timeZone: zone });

  const showing = createShowing({ ticket, checkout, ui, poster: client.poster, line: (hear) => openLine(loaded.till.id, hear) });

  const busy = computed(() => delivery.phase.value.name !== "idle");
  return {
    info, money, ui, client, delivery, offline, pricing, ticket, open, aside, showing, byHand, serving, search, checkout, returns, exchange, loose, passes, rewards, shift, printing, busy, language, when, clock, today, dayHere,
    chooseMember, register, resume, toClose, print, unanswered, may,
  };
}

export type Till = ReturnType<typeof createTill>;
export const tillKey: InjectionKey<Till> = Symbol("till");

export function useTill(): Till {
  const till = inject(tillKey);
  if (!till) throw new Error("No till is provided.");
  return till;
}
