/** What the customer sees of a ticket, from the till's page to the display's window: nothing that is private. */
import type { Minor } from "../api/types";

export type ShownPhase = "idle" | "ticket" | "pay" | "done";

export interface ShownLine {
  key: string;
  name: string;
  detail: string;
  quantity: number;
  net: Minor;
  /** Without reductions. */
  before: Minor;
  reasons: { name: string; amount: Minor }[];
}

export interface Shown {
  phase: ShownPhase;
  lines: ShownLine[];
  pieces: number;
  /** All that came off: on lines, on the whole and by points. */
  saved: Minor;
  total: Minor;
  /** Still to be paid. */
  due: Minor;
  change: Minor;
  /** The first sign of the member's name, and no more. */
  initial: string;
  /** Where one joins, or comes to one's own card; empty as long as nobody knows it. */
  join: string;
}

export const NOTHING: Shown = { phase: "idle", lines: [], pieces: 0, saved: 0, total: 0, due: 0, change: 0, initial: "", join: "" };

export type Message = { kind: "show"; shown: Shown } | { kind: "hello" };

export interface Line {
  say(message: Message): void;
  close(): void;
}

/** The line between the windows of one browser that belong to one till. */
export function openLine(tillId: string, hear: (message: Message) => void): Line {
  const channel = new BroadcastChannel(`tessera.display.${tillId}`);
  channel.onmessage = (event: MessageEvent<Message>) => hear(event.data);
  return { say: (message) => channel.postMessage(message), close: () => channel.close() };
}
