/** What the price engine is asked: a cart with the goods in it, whose it is, and when. Pure. */
import type { Cart, Level } from "../api/types";
import type { KnownMember, Opaque, ShelfItem } from "../shelf/types";

/** `tessera.pricing.desk.Asked` as JSON. */
export interface Asked {
  cart: { lines: Opaque[]; coupon_codes: string[]; points: number; manual?: Opaque };
  items: Record<string, Opaque>;
  at: string;
  member: Opaque | null;
  coupons: Opaque[];
  used: Record<string, number>;
}

/** What the browser can price by itself; top-ups, cards and gift cards are for the server. */
const PRICED_HERE = new Set(["goods", "service", "fee"]);

/** Whether nothing in the cart is the server's alone to price. */
export function isPricedHere(cart: Cart, items: readonly (ShelfItem | undefined)[]): items is ShelfItem[] {
  if (cart.coupon_codes.length > 0 || cart.points > 0) return false;
  return items.every((item) => item !== undefined && PRICED_HERE.has(item.kind));
}

/** The members of `told` that the engine knows; who approved and why is for the server. */
function manualOf(told: unknown, names: string[]): Opaque | undefined {
  if (typeof told !== "object" || told === null) return undefined;
  return Object.fromEntries(Object.entries(told).filter(([name, value]) => names.includes(name) && value != null));
}

/** The member's facts at the level's terms of today. */
export function factsOf(member: Pick<KnownMember, "facts">, levels: readonly Level[]): Opaque {
  const level = levels.find((one) => one.id === member.facts.level_id);
  return level ? { ...member.facts, level_name: level.name, discount_bp: level.discount_bp } : member.facts;
}

export function askedOf(cart: Cart, items: readonly ShelfItem[], member: Pick<KnownMember, "facts" | "used"> | null, levels: readonly Level[], at: string): Asked {
  const lines = cart.lines.map((line) => {
    const manual = manualOf((line as Opaque).manual, ["kind", "off_bp", "price_minor"]);
    return { key: line.key, sku_id: line.sku_id, quantity: line.quantity, ...(manual ? { manual } : {}) };
  });
  const off = manualOf((cart as unknown as Opaque).manual, ["off_bp", "amount_minor"]);
  return {
    cart: { lines, coupon_codes: cart.coupon_codes, points: cart.points, ...(off ? { manual: off } : {}) },
    items: Object.fromEntries(items.map((item) => [item.sku_id, item.item])),
    at,
    member: member ? factsOf(member, levels) : null,
    coupons: [],
    used: member?.used ?? {},
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const fields = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const;
    format = new Intl.DateTimeFormat("en-CA", { ...fields, timeZone: zone, hourCycle: "h23" });
    formats.set(zone, format);
  }
  return format;
}

/** The store's business day and what its clock shows, as `2026-03-10T01:30`: before the cut-over hour it is still yesterday. */
export function momentOf(instant: number, zone: string, cutoverHour: number): string {
  const parts = Object.fromEntries(formatOf(zone).formatToParts(instant).map((part) => [part.type, part.value]));
  const [hour, minute] = [parts.hour ?? "00", parts.minute ?? "00"];
  const day = new Date(Date.UTC(Number(parts.year), Number(parts.month) - 1, Number(parts.day), Number(hour) - cutoverHour));
  return `${day.toISOString().slice(0, 10)}T${hour}:${minute}`;
}
