/** The line that was taken off last, until the ticket goes on. */
import { shallowRef } from "vue";
import type { TicketLine } from "./draft";

export interface TakenOff {
  line: TicketLine;
  /** Where it stood. */
  index: number;
}

export function createUndo() {
  const taken = shallowRef<TakenOff | null>(null);
  const note = (line: TicketLine, index: number): void => void (taken.value = { line, index });
  const forget = (): void => void (taken.value = null);
  return { taken, note, forget };
}
