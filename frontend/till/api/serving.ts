/** Who served, as /api/v1 speaks of it. */
import type { Uuid } from "./types";

export interface Colleague {
  id: Uuid;
  name: string;
}

/** A colleague's share of what is sold, in basis points; all shares are 10,000 together. */
export interface GuideShare {
  staff_id: Uuid;
  share_bp: number;
}
