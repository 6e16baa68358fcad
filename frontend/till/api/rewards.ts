/** Rewards as /api/v1 speaks of them. */
import type { Minor, Sku, Uuid } from "./types";

export interface Pickup {
  code: string;
  name: string;
  price_minor: Minor;
  ends_on: string;
}

/** A reward for a member; `obstacle` says why it is not to be had. */
export interface Reward {
  reward_id: Uuid;
  kind: "goods" | "service" | "coupon" | "draw";
  name: string;
  picture: string | null;
  points: number;
  money_minor: Minor;
  left: number | null;
  obstacle: string;
}

export interface RedeemWork {
  request_id: Uuid;
  member_id: Uuid;
  reward_id: Uuid;
  expected_points: number;
  expected_money_minor: Minor;
}

export interface Redeemed {
  redemption_id: Uuid;
  code: string;
  points: number;
}

/** What waits under a code: sold with its `sku`, or handed out by hand. */
export interface Waiting {
  redemption_id: Uuid;
  member_id: Uuid;
  member_name: string;
  kind: Reward["kind"];
  name: string;
  code: string;
  until: string | null;
  money_minor: Minor;
  sku: Sku | null;
}

export interface HandedOut {
  redemption_id: Uuid;
  name: string;
}

/** What points may become for a member, up to `most` times at once; `obstacle` says why not now. */
export interface ExchangeOffer {
  offer_id: Uuid;
  name: string;
  kind: "bonus" | "coupon" | "level" | "pass";
  points: number;
  most: number;
  obstacle: string;
}

export interface ExchangeWork {
  request_id: Uuid;
  member_id: Uuid;
  offer_id: Uuid;
  expected_points: number;
  times: number;
}

export interface Exchanged {
  exchange_id: Uuid;
  points: number;
}
