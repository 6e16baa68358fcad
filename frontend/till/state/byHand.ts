/** Prices by hand: what the cashier sets, what it comes to, and a manager who approves what is beyond the limit. */
import { computed, ref } from "vue";
import type { Client } from "../api/client";
import { isAborted } from "../api/errors";
import type { Manual, ManualOff } from "../api/byHand";
import type { Cart, Minor, Quote, TillInfo } from "../api/types";
import { normalised } from "../lib/money";
import type { Money } from "../lib/money";
import type { Ticket } from "./ticket";
import type { Ui } from "./ui";

/** A percentage off, a price, or for nothing; the whole ticket takes a percentage or an amount off. */
export type Way = "off" | "price" | "gift";

export interface ByHandParts {
  ticket: Ticket;
  ui: Ui;
  money: Money;
  client: Pick<Client, "quote" | "approve">;
  info: { value: TillInfo };
  storage?: Storage;
}

const FULL_BP = 10_000;
const REMEMBERED = "tessera.approver";

/** "12.5" as basis points, or null when the text is no percentage. */
export function parseBp(text: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{0,2}))?$/.exec(normalised(text).replace("%", ""));
  if (!match) return null;
  const bp = Number((match[1] ?? "") + (match[2] ?? "").padEnd(2, "0"));
  return bp <= FULL_BP ? bp : null;
}

/** 1250 as "12.5". */
export const bpText = (bp: number): string => String(bp / 100);

export function createByHand({ ticket, ui, money, client, info, storage = sessionStorage }: ByHandParts) {
  /** Which line it is about; null is the whole ticket. */
  const key = ref<string | null>(null);
  const way = ref<Way>("off");
  const text = ref("");
  const reason = ref("");
  const preview = ref<Quote | null>(null);
  const problem = ref<Error | null>(null);
  const username = ref(storage.getItem(REMEMBERED) ?? "");
  const rules = computed(() => info.value.by_hand);
  const line = computed(() => ticket.draft.lines.find((one) => one.key === key.value) ?? null);
  let running: AbortController | null = null;

  const entered = computed<number | null>(() => {
    if (way.value === "gift") return FULL_BP;
    return way.value === "off" ? parseBp(text.value) : money.parse(text.value);
  });
  const ready = computed(() => entered.value !== null && reason.value.trim() !== "");

  /** The line or the ticket with what is set in the sheet now. */
  const cart = computed<Cart>(() => {
    const now = ticket.cart.value;
    if (entered.value === null) return now;
    if (!line.value) return { ...now, manual: ofTicket(entered.value) };
    const lines = now.lines.map((one) => (one.key === key.value ? { ...one, manual: ofLine(entered.value ?? 0) } : one));
    return { ...now, lines };
  });

  const words = (): string => reason.value.trim() || "-";
  const ofTicket = (value: number): ManualOff => ({ ...(way.value === "price" ? { amount_minor: value } : { off_bp: value }), reason: words() });

  function ofLine(value: number): Manual {
    if (way.value === "gift") return { kind: "gift", reason: words() };
    return { kind: way.value, ...(way.value === "off" ? { off_bp: value } : { price_minor: value }), reason: words() };
  }

  /** Open the sheet for a line, or with none for the whole ticket, with what is set already. */
  function open(of: string | null): void {
    key.value = of;
    const set = line.value?.manual;
    const whole = of === null ? ticket.draft.manual : undefined;
    way.value = set?.kind ?? (whole?.amount_minor ? "price" : "off");
    const minor = set?.price_minor ?? whole?.amount_minor;
    const bp = set?.off_bp ?? whole?.off_bp;
    text.value = minor ? money.plain(minor) : bp ? bpText(bp) : "";
    reason.value = set?.reason ?? whole?.reason ?? rules.value.reasons[0] ?? "";
    preview.value = null;
    problem.value = null;
    ui.sheet.value = "price";
  }

  /** Ask the server what it would come to, and whether somebody must approve it. */
  async function look(): Promise<void> {
    running?.abort();
    running = new AbortController();
    if (entered.value === null) {
      preview.value = null;
      return;
    }
    try {
      preview.value = await client.quote(cart.value, running.signal);
      problem.value = null;
    } catch (failed) {
      if (isAborted(failed)) return;
      preview.value = null;
      problem.value = failed instanceof Error ? failed : new Error(String(failed));
    }
  }

  /** What a manager must approve of the ticket as it would be. */
  const needs = computed(() => (preview.value?.by_hand?.approved ? [] : (preview.value?.by_hand?.needs ?? [])));

  /** Put it on the ticket; what is beyond the limit goes on to the manager. */
  async function apply(): Promise<void> {
    if (!ready.value) return;
    await look();
    const value = entered.value ?? 0;
    if (line.value) line.value.manual = ofLine(value);
    else ticket.draft.manual = ofTicket(value);
    if (needs.value.length) ui.sheet.value = "approval";
    else ui.sheet.value = null;
  }

  /** Back to what it costs anyway. */
  function lift(): void {
    if (line.value) delete line.value.manual;
    else delete ticket.draft.manual;
    ui.sheet.value = null;
  }

  /** The manager at the till: whether the PIN was right; why not stands in `problem`. */
  async function approve(pin: string): Promise<boolean> {
    problem.value = null;
    try {
      const given = await client.approve({ username: username.value.trim(), pin, cart: bare(ticket.cart.value) });
      ticket.draft.approval = { token: given.approval, name: given.approver_name };
      storage.setItem(REMEMBERED, username.value.trim());
      return true;
    } catch (failed) {
      problem.value = failed instanceof Error ? failed : new Error(String(failed));
      return false;
    }
  }

  const bare = ({ approval: _, ...rest }: Cart): Cart => rest;
  const saved = computed<Minor>(() => preview.value?.by_hand?.saved_minor ?? 0);

  return { key, line, way, text, reason, rules, preview, problem, username, entered, ready, needs, saved, open, look, apply, lift, approve };
}

export type ByHand = ReturnType<typeof createByHand>;
