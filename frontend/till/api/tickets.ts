/** Tickets that wait in the store, as /api/v1/tickets speaks of them. */
import type { Cart, Minor, Sku, Uuid } from "./types";

export interface WaitingTicket {
  id: Uuid;
  at: string;
  note: string;
  staff_name: string;
  /** Whom it waits for; empty is anybody. */
  for_name: string;
  till_name: string;
  pieces: number;
  total_minor: Minor;
}

export interface Colleague {
  id: Uuid;
  name: string;
}

export interface WaitingList {
  items: WaitingTicket[];
  colleagues: Colleague[];
}

/** What a ticket knows of a line besides the cart. */
export interface LineMark {
  key: string;
  pickup?: string;
  apart?: boolean;
}

export interface ParkWork {
  request_id: Uuid;
  ticket_id: Uuid;
  cart: Cart;
  marks: LineMark[];
  total_minor: Minor;
  note: string;
  staff_id: Uuid | null;
}

export interface Taken {
  id: Uuid;
  ticket_id: Uuid;
  note: string;
  cart: Cart & { marks?: LineMark[] };
  /** Those of its lines that are still on sale. */
  skus: Sku[];
}
