/** What a till may take of members by itself, as the server hands it out. */
import type { Minor, Uuid } from "./types";

/** So much of a member may this till take by itself through `until`, of which `…_used` has come to the server. */
export interface Limit {
  id: Uuid;
  member_id: Uuid;
  points: number;
  wallet_minor: Minor;
  coupon_codes: string[];
  points_used: number;
  wallet_used_minor: Minor;
  until: string;
  signature: string;
}
