/** What the server hands a till to keep on its own disk: `/api/v1/snapshot/...`. */
import type { Level, Sku, Uuid } from "../api/types";

/** Something of the price engine's, which only passes through here. */
export type Opaque = Record<string, unknown>;

export interface EngineSource {
  version: string;
  url: string;
}

export interface BookAnswer {
  version: string;
  /** The server's clock. */
  at: string;
  zone: string;
  cutover_hour: number;
  engine: EngineSource;
  levels: Level[];
  /** Null where the till has this version already. */
  book: Opaque | null;
  per_member: Record<string, number>;
  texts: Record<string, string>;
}

export interface ShelfItem extends Sku {
  product_id: Uuid;
  position: number;
  category: string;
  item: Opaque;
}

/** What a ticket keeps of it. */
export function skuOf(item: ShelfItem): Sku {
  const { sku_id, barcode, style, name, colour, size, tag_minor, kind, picture } = item;
  return { sku_id, barcode, style, name, colour, size, tag_minor, kind, on_hand: null, picture };
}

export interface KnownMember {
  member_id: Uuid;
  name: string;
  initials: string;
  phone_masked: string;
  phone_end: string;
  card_masked: string;
  card_digest: string;
  level: Level;
  is_blocked: boolean;
  joined_on: string;
  facts: Opaque;
  used: Record<string, number>;
}

export interface Page<T> {
  cursor: string;
  after: Uuid | null;
  gone: Uuid[];
  again: boolean;
  items: T[];
}

export type ShelfPage = Page<ShelfItem>;

export interface MembersPage extends Page<KnownMember> {
  salt: string;
  rounds: number;
}
