/** The keys that work on whole tickets and on the last thing done. */
import { taking, useKeys } from "../lib/keys";
import { t } from "../lib/i18n";
import type { Till } from "../state/till";

export function useTicketKeys({ open, ticket, search, ui }: Till): void {
  const idle = (act: () => void) => taking(() => ui.sheet.value === null && act());

  function another(): void {
    if (!open.open()) ui.tell("warning", t("So many tickets are open that no more fit. Finish one, or put one aside."));
  }

  function voidLast(): void {
    const last = ticket.draft.lines.at(-1);
    if (last) ticket.remove(last.key);
  }

  useKeys({
    Insert: idle(another),
    PageUp: idle(() => open.step(-1)),
    PageDown: idle(() => open.step(1)),
    F5: idle(() => (ui.sheet.value = ticket.draft.lines.length > 0 ? "park" : "waiting")),
    F6: idle(voidLast),
    "Ctrl+z": (event) => ticket.taken.value && search.query.value === "" && idle(() => ticket.putBack())(event),
  });
}
