/** Joining as /api/v1 speaks of it: the texts to agree to, the codes, the new member. */
import type { Uuid } from "./types";

export interface ConsentText {
  purpose: string;
  title: string;
  text: string;
  version: number;
  required: boolean;
  /** Whether a guardian is asked it for a child. */
  for_children: boolean;
}

export interface Joining {
  /** Whether a phone is confirmed by a code before it is registered. */
  code_needed: boolean;
  adult_age: number;
  texts: ConsentText[];
}

export type CodePurpose = "join" | "guardian";

export interface CodeSent {
  expires_at: string;
  seconds_between: number;
}

export interface Poster {
  code: string;
  address: string;
}

export interface NewMember {
  request_id: Uuid;
  phone: string;
  proof?: string;
  name: string;
  birthday?: string;
  referred_by_card?: string;
  consents: { purpose: string; given: boolean; version: number }[];
  guardian?: { name: string; proof: string };
}
