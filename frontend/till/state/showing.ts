/** Tells the customer's display what is on the ticket, whenever that changes and whenever a display asks. */
import { computed, watch } from "vue";
import type { QuoteLine } from "../api/types";
import { detailOf, reasonName } from "../lib/names";
import { NOTHING, type Line, type Message, type Shown, type ShownLine, type ShownPhase } from "../lib/showing";
import type { Checkout } from "./checkout";
import type { TicketLine } from "./draft";
import type { Ticket } from "./ticket";
import type { Screen, Ui } from "./ui";

export interface ShowingParts {
  ticket: Ticket;
  checkout: Pick<Checkout, "due" | "done">;
  ui: Ui;
  /** Where one joins; it may fail, then nothing is shown of it. */
  poster: () => Promise<{ address: string }>;
  line: (hear: (message: Message) => void) => Line;
}

function shownLine({ key, sku, quantity, amount }: TicketLine, quoted: QuoteLine | undefined): ShownLine {
  const current = quoted?.quantity === quantity ? quoted : undefined;
  const before = current?.gross_minor ?? (quoted?.unit_tag_minor ?? amount ?? sku.tag_minor) * quantity;
  const reasons = current?.reasons.filter((one) => one.amount_minor !== 0 && one.kind !== "rounding") ?? [];
  return {
    key, name: sku.name, detail: detailOf(sku), quantity, before, net: current?.net_minor ?? before,
    reasons: reasons.map((one) => ({ name: reasonName(one), amount: -one.amount_minor })),
  };
}

function phaseOf(screen: Screen, lines: number): ShownPhase {
  if (screen === "done") return "done";
  if (lines === 0 || (screen !== "sell" && screen !== "pay")) return "idle";
  return screen === "pay" ? "pay" : "ticket";
}

export function createShowing({ ticket, checkout, ui, poster, line: open }: ShowingParts) {
  let join = "";

  const ofTicket = computed<Shown>(() => {
    const quote = ticket.quote.value;
    const quoted = new Map(quote?.lines.map((one) => [one.key, one]));
    const lines = ticket.draft.lines.map((one) => shownLine(one, quoted.get(one.key)));
    const rough = lines.reduce((sum, one) => sum + one.net, 0);
    return {
      ...NOTHING, lines, pieces: ticket.pieces.value,
      phase: phaseOf(ui.screen.value, lines.length),
      saved: quote ? quote.reduction_minor + quote.points_minor : 0,
      total: quote?.total_minor ?? rough,
      due: checkout.due.value,
      initial: [...(ticket.draft.member?.name ?? "")][0] ?? "",
    };
  });

  const shown = computed<Shown>(() => {
    const done = checkout.done.value;
    if (ui.screen.value === "done" && done) return { ...NOTHING, phase: "done", total: done.total_minor, change: done.change_minor };
    return ofTicket.value.phase === "idle" ? NOTHING : ofTicket.value;
  });

  const line = open((message) => message.kind === "hello" && void greet());
  const say = (what: Shown = shown.value): void => line.say({ kind: "show", shown: { ...what, join } });

  /** A display was opened: it is told at once what there is, and where one joins as soon as that is known. */
  async function greet(): Promise<void> {
    say();
    if (join) return;
    join = await poster().then(({ address }) => address, () => "");
    if (join) say();
  }

  watch(shown, () => say(), { flush: "post" });

  /** The till is left: nobody's ticket stays on the display. */
  function stop(): void {
    say(NOTHING);
    line.close();
  }

  return { shown, stop };
}
